/** The server writes this page whole; src/islands brings what moves. */
export const csr = false;
