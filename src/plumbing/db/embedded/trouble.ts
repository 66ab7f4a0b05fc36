/** Why the embedded PostgreSQL cannot be had, where a person can do something about it. */
export class PostgresTrouble extends Error {
  readonly code: 'disk_full' | 'other_user' | 'newer_postgres' | 'failed';
  readonly detail: string;
  constructor(code: PostgresTrouble['code'], detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'PostgresTrouble';
    this.code = code;
    this.detail = detail;
  }
}

/** Reads PostgreSQL's own words (always English: the locale is C). */
export const troubleIn = (said: string): PostgresTrouble =>
  new PostgresTrouble(/No space left on device|Disk quota exceeded/.test(said) ? 'disk_full' : 'failed', said.trim());
