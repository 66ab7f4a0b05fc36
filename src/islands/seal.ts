import { sayClock } from '#words/spoken.ts';

/**
 * What the seals of the frame say, and only what is true: no network since an hour; something is kept here; up to date. The words are the
 * page's own, the hour the device's.
 */
export type Standing = { kind: 'saved' | 'kept' } | { kind: 'offline'; since: number };

const SIGNS = { saved: 'sync', kept: 'sync attente', offline: 'sync hors' } as const;

export function tellSeals(standing: Standing): void {
  for (const seal of document.querySelectorAll<HTMLElement>('.sync[data-seal]')) {
    const word = seal.dataset[standing.kind] ?? '';
    const said =
      standing.kind === 'offline'
        ? word.replace('{hour}', sayClock(new Date(standing.since).toTimeString().slice(0, 5), document.documentElement.lang))
        : word;
    seal.className = SIGNS[standing.kind];
    if (seal.textContent !== said) seal.textContent = said;
  }
}
