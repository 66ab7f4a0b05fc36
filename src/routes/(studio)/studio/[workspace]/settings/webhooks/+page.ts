// Forms and a log: nothing moves.
export const csr = false;
