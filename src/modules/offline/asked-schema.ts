import { z } from 'zod';

const id = z.uuid();
const text = z.string().max(200_000);
const title = z.string().max(300);
const ids = z.array(id).max(20);
const wish = z.object({ wall: z.string().max(19), zone: z.string().max(64) });
const variant = z.object({
  channelId: id,
  text: text.nullable(),
  title: title.nullable(),
  thread: z.array(text).max(30),
  mediaIds: ids.nullable(),
});
const fields = { title, text, mediaIds: ids, variants: z.array(variant).max(60), pillarId: id.nullable(), wish: wish.nullable() };
const writing = z.object(fields);
const edit = <T extends z.ZodType>(value: T) => z.object({ value, known: z.array(value).max(60) }).optional();
const edits = z.object({
  title: edit(fields.title),
  text: edit(fields.text),
  mediaIds: edit(fields.mediaIds),
  variants: edit(fields.variants),
  pillarId: edit(fields.pillarId),
  wish: edit(fields.wish),
});

const change = z.discriminatedUnion('kind', [
  z.object({ id, kind: z.literal('write'), postId: id, clientId: id, base: z.number().int().positive().nullable(), edits }),
  z.object({ id, kind: z.literal('plan'), postId: id, seen: writing, wish }),
  z.object({ id, kind: z.literal('ask'), postId: id, seen: writing }),
  z.object({
    ...{ id, kind: z.literal('hand'), publicationId: id, decision: z.enum(['published', 'not_yet', 'drop']) },
    ...{ url: z.string().trim().max(2_000), minutes: z.number().int().min(1).max(10_080), saidAt: z.iso.datetime() },
  }),
]);

/** The frame of a call; each change is judged for itself, so that one that cannot be read stops no other. */
export const askedSchema = z.object({
  device: id,
  changes: z.array(z.object({ id }).loose()).max(500),
  have: z.record(id, z.string().max(80)),
  chosen: z.array(id).max(1_000).nullable(),
});
export const changeSchema = change;
