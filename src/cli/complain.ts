import type { Speech } from '../../boot/speech.mjs';
import type { Config } from '#plumbing/config';
import { explain } from '#plumbing/start';
import { isLanguage } from '#words/languages.ts';
import { Refusal } from '#words/refusal.ts';

/** What did not work: a stable code for machines, one sentence for people. */
export interface Told {
  code: string;
  message: string;
  /** The option it is about. */
  field?: string;
  exit: 1 | 2;
}

/** An accident is shown whole on the error output; the answer says only that there was one. */
export async function complain(error: unknown, speech: Speech, config: Config | null): Promise<Told> {
  if (error instanceof Refusal) return ofRefusal(error, speech);
  const trouble = explain(error, config);
  if (trouble) {
    const code = trouble.key.replace(/^cli_/, '');
    return { code, message: speech.phrase(trouble.key, trouble.values), exit: NOT_UNDERSTOOD.includes(code) ? 2 : 1 };
  }
  console.error(error);
  return { code: 'accident', message: speech.phrase('cli_accident'), exit: 1 };
}

const NOT_UNDERSTOOD = ['option_missing', 'option_unknown'];

/** The studio's sentences speak of a form; here a value that does not fit is an option's. */
async function ofRefusal(error: Refusal, speech: Speech): Promise<Told> {
  const { code, field, details } = error;
  if (code === 'invalid' && field) return { code, message: speech.phrase('cli_invalid', { field }), field, exit: 1 };
  if (code === 'not_found' && field) return { code, message: speech.phrase('cli_not_found', { field, ...details }), field, exit: 1 };
  const { sentenceOf, speaking } = await import('#plumbing/web');
  return {
    code,
    message: speaking(isLanguage(speech.language) ? speech.language : 'fr', () => sentenceOf(error)),
    ...(field ? { field } : {}),
    exit: 1,
  };
}
