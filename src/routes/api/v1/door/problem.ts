import * as m from '#messages';
import { checkWord } from '#parts/calendar/check-words.ts';
import type { Check } from '#networks/contract';
import { sentenceOf } from '#plumbing/web';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import type { Answer } from './answer.ts';

export interface FieldError {
  field: string;
  code: string;
  detail: string;
  /** The variant's channel, where the error is one network's. */
  channel?: Id;
}

/** A refusal with everything a program needs to mend its call. */
export class Refused extends Refusal {
  readonly errors: readonly FieldError[];
  constructor(code: string, options: ConstructorParameters<typeof Refusal>[1] & { errors?: readonly FieldError[] } = {}) {
    super(code, options);
    this.errors = options.errors ?? [];
  }
}

/** The rooms' names of fields, as a call says them. */
const FIELDS: Record<string, string> = {
  wall: 'schedule.at',
  zone: 'schedule.zone',
  mediaIds: 'media',
  clientId: 'client',
  channels: 'variants',
};

const TITLES: Record<number, () => string> = {
  400: m.api_title_400,
  401: m.api_title_401,
  403: m.api_title_403,
  404: m.api_title_404,
  405: m.api_title_405,
  406: m.api_title_406,
  409: m.api_title_409,
  411: m.api_title_411,
  412: m.api_title_412,
  413: m.api_title_413,
  415: m.api_title_415,
  422: m.api_title_422,
  428: m.api_title_428,
  429: m.api_title_429,
  500: m.api_title_500,
};

/** RFC 9457, in the language of the call. */
export function problemOf(refusal: Refusal, headers: Record<string, string> = {}): Answer {
  const { code, status, details, field } = refusal;
  const detail = sentenceOf(refusal);
  const errors = refusal instanceof Refused && refusal.errors.length > 0 ? refusal.errors : field ? [errorOf(field, code, detail)] : [];
  const body = {
    type: `urn:palabre:refusal:${code}`,
    title: (TITLES[status] ?? m.api_title_422)(),
    status,
    detail,
    code,
    ...(errors.length > 0 && { errors }),
    ...(code === 'wall_time_gap' && { neighbours: [details['before'], details['after']] }),
  };
  return { status, body, headers: { 'content-type': 'application/problem+json', ...headers } };
}

const errorOf = (field: string, code: string, detail: string): FieldError => ({ field: FIELDS[field] ?? field, code, detail });

/** An accident of ours: logged under the reference, told without a word of what broke. */
export const accidentOf = (reference: string): Answer => ({
  status: 500,
  body: {
    ...{ type: 'urn:palabre:accident', title: m.api_title_500(), status: 500, code: 'accident' },
    detail: m.error_accident_body({ reference }),
  },
  headers: { 'content-type': 'application/problem+json' },
});

/** What one channel's network does not take of a variant. */
export const checkErrors = (index: number, channel: Id, checks: readonly Check[]): FieldError[] =>
  checks.map((check) => ({ field: `variants[${index}].${partOf(check.code)}`, code: check.code, detail: checkWord(check), channel }));

function partOf(code: string): string {
  if (code.startsWith('segment') || code.startsWith('thread')) return 'thread';
  return code.startsWith('media') || code === 'too_many_media' || code === 'rights_over' ? 'media' : 'text';
}
