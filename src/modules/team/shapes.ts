import { z } from 'zod';
import type { Id } from '#words/ids.ts';
import { ROLES, type Role } from '#words/actor.ts';
import { LANGUAGES, type Language } from '#words/languages.ts';
import { isZone } from '#words/zone-name.ts';

export { ROLES, type Role } from '#words/actor.ts';

export type { Language } from '#words/languages.ts';

/** A person with an account; may belong to several workspaces. */
export interface Person {
  userId: Id;
  name: string;
  email: string;
  locale: Language;
  secondFactor: boolean;
}

/** A person in one workspace. */
export interface Member {
  workspaceId: Id;
  /** The workspace in addresses: /studio/<slug>. */
  slug: string;
  workspaceName: string;
  country: string;
  currency: string;
  zone: string;
  language: Language;
  role: Role;
  clients: 'all' | readonly Id[];
}

/** In characters. NIST SP 800-63B: length matters most; 128 keeps the hashing work bounded. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;

export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email());
export const personNameSchema = z.string().trim().min(1).max(80);
export const languageSchema = z.enum(LANGUAGES);
export const roleSchema = z.enum(ROLES);
export const passwordSchema = z.string().min(1).max(PASSWORD_MAX);
export const zoneSchema = z.string().max(64).refine(isZone);

export const workspaceSchema = z.object({
  name: z.string().trim().min(1).max(80),
  country: z.string().regex(/^[A-Z]{2}$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
  zone: zoneSchema,
  language: languageSchema,
});
export type WorkspaceForm = z.infer<typeof workspaceSchema>;

/** Owners and managers see every client; the others only those they were given. */
export const seesEveryClient = (role: Role): boolean => role === 'owner' || role === 'manager';

export { dataPriceSchema, readTypedPrice, typedPrice, usualDataPrice, type StatedPrice } from './data-prices.ts';
/**
 * What a program may do with its key: read; write drafts and media too; plan and publish too; choose the receivers of events too.
 * Each includes the one before it.
 */
export const SCOPES = ['read', 'write', 'publish', 'manage'] as const;
export type Scope = (typeof SCOPES)[number];

/** The role a scope acts in, so that the rooms' policies decide about keys as about people. */
export const ROLE_OF_SCOPE: Record<Scope, Role> = { read: 'guest', write: 'creator', publish: 'manager', manage: 'owner' };

export const apiKeySchema = z.object({
  name: z.string().trim().min(1).max(80),
  scope: z.enum(SCOPES),
  /** null: every client. */
  clientIds: z.array(z.uuid()).min(1).max(200).nullable(),
});
export type NewApiKey = z.infer<typeof apiKeySchema>;

/** A key as a list shows it: never the key itself. */
export interface ApiKeyView {
  id: Id;
  name: string;
  scope: Scope;
  clientIds: Id[] | null;
  ending: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}
