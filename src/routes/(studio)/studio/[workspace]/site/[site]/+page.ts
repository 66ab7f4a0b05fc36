// Four hundred time zones in a select: sent once as HTML, not a second time as data for scripts.
export const csr = false;
