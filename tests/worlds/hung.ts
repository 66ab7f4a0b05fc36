/** Milliseconds after which a reader counts as held up for ever: what hangs takes minutes, and a slow machine only seconds. */
export const HUNG_MS = 30_000;
