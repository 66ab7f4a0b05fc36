import { show } from '#plumbing/web';
import { answerReceipt } from '../receipt/answer-receipt.ts';
import { readOwnReceipt } from '../receipt/read-own-receipt.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => show(async () => answerReceipt(await readOwnReceipt(event)));
