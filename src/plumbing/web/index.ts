import { error, fail, isHttpError, isRedirect, type ActionFailure } from '@sveltejs/kit';
import type { z } from 'zod';
import { Refusal, invalid } from '#words/refusal.ts';
import * as messages from '#messages';
import { readForm, type ReadForm } from './read-form.ts';

/** What a page shows when a form was refused: what happened, in the person's language, and all they had typed. */
export interface RefusedForm {
  refusal: { code: string; sentence: string; field: string | null };
  values: Record<string, string>;
}

/** The one place where a refusal becomes a sentence. A code without a sentence is a bug that the catalogue test finds. */
export function sentenceOf(refusal: Refusal): string {
  const say = (messages as unknown as Record<string, ((details: object) => string) | undefined>)[`refusal_${refusal.code}`];
  return say ? say(refusal.details) : refusal.code;
}

const NEVER_SHOWN_AGAIN = /password|secret|token|code/i;

/**
 * Runs a form action: a Refusal comes back as a filled form with its sentence, an accident goes up to `handleError`.
 * Usage: `export const actions = { default: (event) => act(event, async (form) => { … }) }`
 */
export async function act<T>(event: FormEvent, work: (form: FormData) => Promise<T>): Promise<T | ActionFailure<RefusedForm>> {
  let read: ReadForm | null = null;
  try {
    read = await readForm(event.request, event.locals.house.config.dataDir);
    return await work(read.form);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const typed = [...(read?.form ?? [])].filter(([name, value]) => typeof value === 'string' && !NEVER_SHOWN_AGAIN.test(name));
    const values = Object.fromEntries(typed) as Record<string, string>;
    return fail(thrown.status, { refusal: { code: thrown.code, sentence: sentenceOf(thrown), field: thrown.field ?? null }, values });
  } finally {
    await read?.forget();
  }
}

/** What `act` needs of an event of the router. */
export interface FormEvent {
  request: Request;
  locals: { house: { config: { dataDir: string } } };
}

/** Runs a page's load: a Refusal becomes the error page of its status, in the person's language. */
export async function show<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (isRedirect(thrown) || isHttpError(thrown) || !(thrown instanceof Refusal)) throw thrown;
    error(thrown.status, { message: sentenceOf(thrown), code: thrown.code });
  }
}

/** Parses a form with a room's schema. @throws Refusal `invalid` on the first field that does not fit. */
export function parseForm<S extends z.ZodType>(form: FormData, schema: S): z.infer<S> {
  // Built from entries: a field called __proto__ is a field like another.
  const raw = Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const all = form.getAll(name);
      return [name, all.length > 1 ? all : all[0]!];
    }),
  );
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalid(String(issue?.path[0] ?? ''));
}

export { speaking, speak, spokenLocale, isLocale, preferredLocale, type Locale } from './speaking.ts';
export { PAGE_BROTLI } from './page-brotli.ts';
export { boundaryOf } from './multipart.ts';
export { readForm, type ReadForm } from './read-form.ts';
export { isCrossSiteWrite } from './cross-site.ts';
export { passCookies } from './set-cookies.ts';
export { csvOf } from './csv.ts';
export { localPath } from './local-path.ts';
