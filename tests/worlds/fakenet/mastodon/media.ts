import { json, readFields, text, type Answer, type Exchange, type Routes } from '../exchange.ts';
import type { Account } from '../world.ts';
import { INVALID, type Member } from './member.ts';

export interface Attachment {
  id: string;
  owner: Account;
  mime: string;
  bytes: number;
  description: string;
  /** Polls still to answer "processing" (video only). */
  processing: number;
  usedBy: string | null;
}

export interface Shelf {
  routes: Routes;
  get(id: string): Attachment | undefined;
}

/** Media are uploaded first, invisible, then named by a status; one media serves one status. */
export function mediaShelf(member: Member): Shelf {
  const shelf = new Map<string, Attachment>();
  const show = (one: Attachment, exchange: Exchange, ready: boolean) => ({
    id: one.id,
    type: one.mime.split('/')[0],
    url: ready ? `${exchange.origin}/media/${one.id}` : null,
    preview_url: `${exchange.origin}/media/${one.id}`,
    description: one.description || null,
  });
  const own = (exchange: Exchange): Attachment | undefined => {
    const one = shelf.get(exchange.params.id ?? '');
    return one && one.owner === member(exchange) ? one : undefined;
  };
  const upload = async (exchange: Exchange): Promise<Answer> => {
    const owner = member(exchange);
    if (!owner) return INVALID;
    const fields = await readFields(exchange);
    const file = fields.file;
    if (!(file instanceof File)) return json(422, { error: "Validation failed: File can't be blank" });
    if (!/^(image\/(jpeg|png|gif|webp|avif)|video\/(mp4|webm))$/.test(file.type))
      return json(422, { error: `Validation failed: File content type is invalid, File is invalid` });
    const id = String(110_000_000_000_000 + shelf.size);
    const one: Attachment = {
      id,
      owner,
      mime: file.type,
      bytes: file.size,
      description: text(fields.description),
      processing: file.type.startsWith('video/') ? 2 : 0,
      usedBy: null,
    };
    shelf.set(id, one);
    return json(one.processing ? 202 : 200, show(one, exchange, one.processing === 0));
  };

  return {
    get: (id) => shelf.get(id),
    routes: {
      'POST /api/v2/media': upload,
      'POST /api/v1/media': upload,
      'GET /api/v1/media/:id': (exchange) => {
        const one = own(exchange);
        if (!one) return json(404, { error: 'Record not found' });
        if (one.processing > 0) one.processing -= 1;
        return json(one.processing ? 206 : 200, show(one, exchange, one.processing === 0));
      },
      'PUT /api/v1/media/:id': async (exchange) => {
        const one = own(exchange);
        if (!one) return json(404, { error: 'Record not found' });
        one.description = text((await readFields(exchange)).description);
        return json(200, show(one, exchange, true));
      },
    },
  };
}
