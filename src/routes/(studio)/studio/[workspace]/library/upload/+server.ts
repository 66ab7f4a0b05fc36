import { addMedia } from '#modules/library';
import { isId } from '#words/ids.ts';
import { invalid, Refusal } from '#words/refusal.ts';
import { answerUpload } from '../answer-upload.ts';
import type { RequestHandler } from './$types';

/** One file, streamed: `PUT …/library/upload?client=<id>&name=<what the device calls it>`. */
export const PUT: RequestHandler = ({ locals, request, url }) =>
  answerUpload(async () => {
    const clientId = url.searchParams.get('client');
    if (!isId(clientId)) throw invalid('client');
    if (!request.body) throw new Refusal('media_missing', { field: 'files' });
    const { actor, workspaceId } = await locals.work(async (ctx) => ctx);
    return addMedia(locals.house, actor, workspaceId, { clientId, name: url.searchParams.get('name') ?? '', body: request.body });
  });
