/** A "no" said by a rule of ours: stable code, translated in one place, nothing lost. Accidents are never Refusals. */
export class Refusal extends Error {
  /** Stable, machine-readable; the catalogue holds `refusal_<code>` in every language. */
  readonly code: string;
  /** HTTP status that fits the refusal. */
  readonly status: number;
  /** Values the sentence needs, already safe to show. */
  readonly details: Record<string, string | number>;
  /** The form field it is about, when there is one. */
  readonly field: string | undefined;

  constructor(code: string, options: { status?: number; details?: Record<string, string | number>; field?: string; cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.name = 'Refusal';
    this.code = code;
    this.status = options.status ?? 422;
    this.details = options.details ?? {};
    this.field = options.field;
  }
}

export const forbidden = (): Refusal => new Refusal('forbidden', { status: 403 });
/** Also used for what exists in another workspace: both answers must be the same. */
export const notFound = (): Refusal => new Refusal('not_found', { status: 404 });
export const invalid = (field: string, details?: Record<string, string | number>): Refusal =>
  new Refusal('invalid', { status: 422, field, details });
export const stale = (): Refusal => new Refusal('stale', { status: 409 });
