/** Public sites run no script at all. */
export const csr = false;
