import { addPoster } from '#modules/library';
import { isId } from '#words/ids.ts';
import { notFound, Refusal } from '#words/refusal.ts';
import { answerUpload } from '../../answer-upload.ts';
import type { RequestHandler } from './$types';

/** The still of a film, drawn by the browser that uploaded it. */
export const PUT: RequestHandler = ({ locals, params, request }) =>
  answerUpload(async () => {
    if (!isId(params.media)) throw notFound();
    if (!request.body) throw new Refusal('media_missing', { field: 'files' });
    const { actor, workspaceId } = await locals.work(async (ctx) => ctx);
    const media = await addPoster(locals.house, actor, workspaceId, params.media, request.body);
    return { media, cleaned: { location: false, metadata: false, extra: false } };
  });
