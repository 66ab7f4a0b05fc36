import type { Role } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';

/** What the frame of the studio shows around every page. */
export interface Desk {
  workspace: { name: string; slug: string };
  /** The clock on the wall of the person's workspace. */
  zone: string;
  person: { id: Id; name: string };
  role: Role;
  clients: { id: Id; name: string; monogram: string; colour: string }[];
  others: { name: string; slug: string }[];
  /** How many things wait for a decision; null for those who may not decide. */
  waiting: number | null;
  /** Nothing is being sent: the worker has not been heard of. */
  workerSilent: boolean;
}

/** Only addresses that exist and that this role may use. */
export const mayUse = (role: Role): Record<'compose' | 'channels' | 'clients' | 'people' | 'settings' | 'site', boolean> => ({
  compose: role !== 'guest',
  channels: role === 'owner' || role === 'manager',
  clients: role !== 'guest',
  people: role === 'owner',
  settings: role === 'owner' || role === 'manager',
  site: role === 'owner' || role === 'manager',
});
