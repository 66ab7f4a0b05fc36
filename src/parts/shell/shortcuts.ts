/** Where `G` and then this letter lead, under the studio's address (design/DESIGN.md §4; the letters of rooms to come are left free). */
export const PLACES = { a: '', c: '/calendar', l: '/library', k: '/clients' } as const;

/** Where the device keeps that keys pressed alone do nothing: WCAG 2.2, 2.1.4. */
export const ALONE_OFF = 'palabre:keys-alone-off';
