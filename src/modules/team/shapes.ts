import type { Id } from '#words/ids.ts';
import type { Role } from '#words/actor.ts';

/** A person with an account; may belong to several workspaces. */
export interface Person {
  userId: Id;
  name: string;
  email: string;
  locale: 'fr' | 'en';
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
  role: Role;
  clients: 'all' | readonly Id[];
}
