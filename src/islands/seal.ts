/**
 * What the seals of the frame say, and only what is true: no network since an hour; something is kept here; up to date. The words are the
 * page's own. The composer tells its own seals (composer.svelte.ts).
 */
export type Standing = { kind: 'saved' | 'kept' } | { kind: 'offline'; since: number };

const SIGNS = { saved: 'sync', kept: 'sync attente', offline: 'sync hors' } as const;

export function tellSeals(standing: Standing): void {
  if (document.getElementById('composer')) return;
  for (const seal of document.querySelectorAll<HTMLElement>('.sync[data-seal]')) {
    const word = seal.dataset[standing.kind] ?? '';
    const said = standing.kind === 'offline' ? word.replace('{hour}', sayHour(new Date(standing.since))) : word;
    seal.className = SIGNS[standing.kind];
    if (seal.textContent !== said) seal.textContent = said;
  }
}

function sayHour(at: Date): string {
  const minute = String(at.getMinutes()).padStart(2, '0');
  return document.documentElement.lang === 'fr' ? `${at.getHours()}\u00a0h\u00a0${minute}` : `${at.getHours()}:${minute}`;
}
