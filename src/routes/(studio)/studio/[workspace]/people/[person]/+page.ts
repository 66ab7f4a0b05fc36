// Forms and links only: nothing here needs a script, and a script would weigh more than the page.
export const csr = false;
