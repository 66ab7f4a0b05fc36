import { addMedia, findMedia } from '#modules/library';
import { isId } from '#words/ids.ts';
import { invalid, Refusal } from '#words/refusal.ts';
import { answerUpload } from '../answer-upload.ts';
import type { RequestHandler } from './$types';

/** Nothing is taken out of what is there already. */
const UNTOUCHED = { location: false, metadata: false, extra: false };

/**
 * One file, streamed: `PUT …/library/upload?client=<id>&name=<what the device calls it>`. With an `id` made on the device, what arrived while
 * nobody heard the answer is answered again and not added twice.
 */
export const PUT: RequestHandler = ({ locals, request, url }) =>
  answerUpload(async () => {
    const clientId = url.searchParams.get('client');
    const id = url.searchParams.get('id') ?? undefined;
    if (!isId(clientId)) throw invalid('client');
    if (id !== undefined && !isId(id)) throw invalid('id');
    if (!request.body) throw new Refusal('media_missing', { field: 'files' });
    const { actor, workspaceId, there } = await locals.work(async (ctx) => ({
      ...{ actor: ctx.actor, workspaceId: ctx.workspaceId },
      there: id === undefined ? undefined : (await findMedia(ctx, [id])).find((one) => one.clientId === clientId),
    }));
    if (there) return { media: there, cleaned: UNTOUCHED };
    return addMedia(locals.house, actor, workspaceId, { id, clientId, name: url.searchParams.get('name') ?? '', body: request.body });
  });
