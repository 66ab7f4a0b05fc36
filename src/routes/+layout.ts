/** Links and forms everywhere: what must move is an island of its own, never SvelteKit's router (docs/decisions/0003). Public sites run no script at all. */
export const csr = false;
