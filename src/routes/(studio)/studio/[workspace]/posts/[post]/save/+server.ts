import { json } from '@sveltejs/kit';
import { readPost } from '#modules/calendar';
import { writtenOf, type Stored } from '#modules/calendar/shapes';
import { sentenceOf } from '#plumbing/web';
import { Refusal } from '#words/refusal.ts';
import { saveWritten } from '../save-written.ts';
import { writtenSchema } from '../written-schema.ts';
import type { RequestHandler } from './$types';

/**
 * What the composer sends while one types. 200 with the new version; 409 with what somebody else saved, so that both can be shown;
 * otherwise a sentence. Only JSON is read: a form of another site cannot send any.
 */
export const POST: RequestHandler = async ({ request, locals, params }) => {
  if (!request.headers.get('content-type')?.startsWith('application/json')) return json({ message: '' }, { status: 415 });
  // What is not JSON is refused below, as anything else that does not fit.
  const parsed = writtenSchema.safeParse(await request.json().catch(() => null));
  if (!parsed.success) return json({ message: sentenceOf(new Refusal('invalid')) }, { status: 422 });
  const { version, written } = parsed.data;
  try {
    return json(await locals.work((ctx) => saveWritten(ctx, params.post, version, written)));
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    if (thrown.code !== 'stale') return json({ message: sentenceOf(thrown) }, { status: thrown.status });
    const post = await locals.work((ctx) => readPost(ctx, params.post));
    const stored: Stored = { version: post.version, written: writtenOf(post, written.alts) };
    return json({ stored }, { status: 409 });
  }
};
