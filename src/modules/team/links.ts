import { createHash, randomBytes } from 'node:crypto';
import { Refusal } from '#words/refusal.ts';

/** A link's token is shown once; the database only ever holds its SHA-256. 256 bits need no salt and no slow hash. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** One answer for a link that was used, replaced, has expired or never was. */
export const linkDead = (): Refusal => new Refusal('link_dead', { status: 404 });
