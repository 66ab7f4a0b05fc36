import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { addMedia } from '#modules/library';
import { LIMITS } from '#modules/library/shapes';
import { keepAnswer, takeTurn, type KeptAnswer, type OnceCall } from '#modules/team';
import { Refusal } from '#words/refusal.ts';
import type { House } from '../../../../wiring/open-house.ts';
import { responseOf, type Answer } from '../door/answer.ts';
import { refuseFields } from '../door/fields.ts';
import { readMultipart, type SentForm } from '../door/multipart.ts';
import { answerOnce, keptOf, onceOf, replayed } from '../door/once.ts';
import { problemOf } from '../door/problem.ts';
import { describeAnswers, describeHeaders } from '../document.ts';
import type { Found } from '../open-api.ts';
import { addedMediaSchema, newMediaSchema, showAdded } from '../shapes/media.ts';

const ROUTE = { method: 'post', path: '/media' } as const;
const described = { ...ROUTE, body: newMediaSchema, answers: { status: 201, schema: addedMediaSchema }, refusals: [404] } as const;
const fileSchema = z.string().openapi({ format: 'binary', description: 'JPEG, PNG, WebP, AVIF, GIF, MP4, MOV or WebM.' });

/** The upload: bytes are received and decoded outside any transaction, the media is entered in one. */
export function mountUpload(app: OpenAPIHono<Found>, house: House): void {
  app.openAPIRegistry.registerPath(
    createRoute({
      ...ROUTE,
      summary: 'Adds a picture or a film (multipart/form-data); it is decoded and written again without its metadata.',
      request: {
        headers: describeHeaders(ROUTE),
        body: {
          required: true,
          content: { 'multipart/form-data': { schema: newMediaSchema.extend({ file: fileSchema }).openapi('NewMedia') } },
        },
      },
      responses: describeAnswers(described),
    }),
  );
  app.post(ROUTE.path, (c) => upload(house, c));
}

/** Calls at work in this process, by their Idempotency-Key: the transaction that decides comes only at the end of an upload. */
const running = new Set<string>();

async function upload(house: House, c: Context<Found>): Promise<Response> {
  if (!/^multipart\/form-data *;/i.test(c.req.header('content-type') ?? '')) throw new Refusal('content_type_unknown', { status: 415 });
  const form = await readMultipart(c.req.raw, house.config.dataDir, LIMITS.videoBytes + 1_000_000);
  try {
    const { actor } = c.get('holder');
    const once = onceOf(c.req.raw, actor.keyId, [form.fields, Object.entries(form.files).map(([name, { sha256 }]) => [name, sha256])]);
    return responseOf(await alone(once, () => addOnce(house, c, form, once)));
  } finally {
    await form.forget();
  }
}

async function alone(once: OnceCall | null, work: () => Promise<Answer>): Promise<Answer> {
  if (!once) return work();
  const name = once.keyId + once.call.toString('hex');
  if (running.has(name)) throw new Refusal('call_running', { status: 409 });
  running.add(name);
  try {
    return await work();
  } finally {
    running.delete(name);
  }
}

/** An answer was kept by a call that ended first. */
class Kept extends Error {
  readonly answer: KeptAnswer;
  constructor(answer: KeptAnswer) {
    super('answered before');
    this.answer = answer;
  }
}

async function addOnce(house: House, c: Context<Found>, form: SentForm, once: OnceCall | null): Promise<Answer> {
  const { workspaceId, actor } = c.get('holder');
  const inWork = <T>(work: Parameters<House['store']['inWorkspace']>[2]) => house.store.inWorkspace(workspaceId, actor, work) as Promise<T>;
  if (once) {
    const kept = await inWork<KeptAnswer | null>((ctx) => takeTurn(ctx, once));
    if (kept) return replayed(kept);
  }
  let answer: Answer | null = null;
  try {
    const { file, fields } = checkForm(form);
    await addMedia(house, actor, workspaceId, {
      ...{ clientId: fields.client, name: file.name, alt: fields.alt, credit: fields.credit, body: file.stream() },
      also: async (ctx, media, cleaned) => {
        const kept = once && (await takeTurn(ctx, once));
        if (kept) throw new Kept(kept);
        answer = { status: 201, body: showAdded(media, cleaned) };
        if (once) await keepAnswer(ctx, once, keptOf(answer));
      },
    });
    return answer!;
  } catch (error) {
    if (error instanceof Kept) return replayed(error.answer);
    if (!(error instanceof Refusal) || error.code === 'call_running') throw error;
    return inWork((ctx) => answerOnce(ctx, once, async () => problemOf(error)));
  }
}

function checkForm(form: SentForm) {
  const parsed = newMediaSchema.safeParse(form.fields);
  if (!parsed.success) throw refuseFields('body', parsed.error.issues);
  const file = form.files['file'];
  if (!file) throw new Refusal('media_missing', { field: 'file' });
  return { file: file.file, fields: parsed.data };
}
