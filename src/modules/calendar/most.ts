/** Wide enough for any article, narrow enough that one save never hurts. Networks' own limits are checks, not refusals. */
export const MOST = { title: 300, text: 200_000, segments: 30, variants: 60, media: 20 };
