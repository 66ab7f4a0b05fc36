import { error } from '@sveltejs/kit';
import { findReadable, openBytes } from '#modules/library';
import { isVariantName } from '#modules/library/shapes';
import { sentenceOf } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { actorIn } from '../../../../wiring/actor-in.ts';
import { answerBytes } from '../../answer-bytes.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, request, url }) => {
  const gone = () => error(404, { message: sentenceOf(notFound()), code: 'not_found' });
  if (!isId(params.media) || !isVariantName(params.variant)) gone();
  const found = await findReadable(locals.house, {
    mediaId: params.media,
    variant: params.variant as never,
    pass: url.searchParams.get('pass'),
    actorIn: (workspaceId) => actorIn(locals.house, locals.person, workspaceId),
  });
  if (!found) return gone();
  return answerBytes(request, found, (range) => openBytes(locals.house, found, range));
};
