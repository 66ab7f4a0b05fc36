import { show } from '#plumbing/web';
import { readOwnReceipt } from './read-own-receipt.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => show(() => readOwnReceipt(event));
