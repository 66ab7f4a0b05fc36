import { error } from '@sveltejs/kit';
import { readEvidence } from '#modules/approval';
import { sentenceOf } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { notFound, Refusal } from '#words/refusal.ts';
import type { RequestHandler } from './$types';

/** Handed back as a file whatever it is, never opened in a page of ours. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { request, evidence: postId, n } = params;
  const found = await locals
    .work(async (ctx) => {
      if (!isId(request) || !isId(postId) || !/^\d{1,6}$/.test(n)) throw notFound();
      return readEvidence(ctx, request, postId, Number(n));
    })
    .catch((thrown: unknown) => {
      if (thrown instanceof Refusal) error(thrown.status, { message: sentenceOf(thrown), code: thrown.code });
      throw thrown;
    });
  return new Response(Buffer.from(found.bytes), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
};
