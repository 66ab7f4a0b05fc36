import { show, speak } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { readReceipt } from '../../../../../../../wiring/read-receipt.ts';
import { answerReceipt } from '../../../../../../(client)/validate/receipt/answer-receipt.ts';
import type { RequestHandler } from './$types';

/** In the client's language, since it is shown to them; what was read inside is in it. */
export const GET: RequestHandler = ({ locals, params }) =>
  show(async () => {
    if (!isId(params.request)) throw notFound();
    const receipt = await locals.work((ctx) => readReceipt(ctx, params.request));
    speak(receipt.language);
    return answerReceipt(receipt);
  });
