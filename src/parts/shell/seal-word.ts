import { common_sync_kept, common_sync_offline, common_sync_saved, common_sync_unsaved } from '#messages';
import { getLocale } from '#messages/runtime';
import { sayHour } from '#words/spoken.ts';
import type { Sync } from './sync.svelte.ts';

/** What the seal says, and the class of its sign. */
export function sealWord(state: Sync): { sign: '' | 'attente' | 'hors'; word: string } {
  if (state.kind === 'saved') return { sign: '', word: common_sync_saved() };
  if (state.kind === 'kept') return { sign: 'attente', word: common_sync_kept() };
  if (state.kind === 'unsaved') return { sign: 'attente', word: common_sync_unsaved() };
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { sign: 'hors', word: common_sync_offline({ hour: sayHour(new Date(state.since), here, getLocale()) }) };
}
