import { sayHour } from '#words/spoken.ts';

/**
 * What the seals of the frame say, and only what is true: no network since an hour; something is kept here; up to date. The words are the
 * page's own. The composer tells its own seals (composer.svelte.ts).
 */
export type Standing = { kind: 'saved' | 'kept' } | { kind: 'offline'; since: number };

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const SIGNS = { saved: 'sync', kept: 'sync attente', offline: 'sync hors' } as const;

export function tellSeals(standing: Standing): void {
  if (document.getElementById('composer')) return;
  for (const seal of document.querySelectorAll<HTMLElement>('.sync[data-seal]')) {
    const word = seal.dataset[standing.kind] ?? '';
    const said =
      standing.kind === 'offline' ? word.replace('{hour}', sayHour(new Date(standing.since), here, document.documentElement.lang)) : word;
    seal.className = SIGNS[standing.kind];
    if (seal.textContent !== said) seal.textContent = said;
  }
}
