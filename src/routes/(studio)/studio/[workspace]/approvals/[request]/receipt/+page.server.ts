import { show } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { readReceipt } from '../../../../../../../wiring/read-receipt.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  show(() =>
    locals.work((ctx) => {
      if (!isId(params.request)) throw notFound();
      return readReceipt(ctx, params.request);
    }),
  );
