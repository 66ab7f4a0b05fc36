import type { ImportWorld } from './understand-row.ts';

/** What only the doors know: each network's rules and names. */
export type Rulings = Pick<ImportWorld, 'check' | 'networkNames'>;
