import { readFileSync } from 'node:fs';
import type { TruthEntry, Visible } from './fakenet/truth.ts';

/**
 * Judges Palabre from outside: what the networks know (truth log) against what Palabre says publicly of each publication.
 * It never reads Palabre's tables. Program: `node tests/worlds/checker.ts truth.jsonl publications.json`.
 */
export interface PublicView {
  id: string;
  network: string;
  /** The account's name on the fake network. */
  account: string;
  /** A word found in this publication's text and in no other's. */
  marker: string;
  state: string;
  /** `held`, `decision`, `late`, `removed`; null while nothing is asked of a person. */
  flag: string | null;
  remoteId: string | null;
  /** Id of the publication it follows in a thread. */
  parent: string | null;
}

/** Each list names publications as `id (network marker)`; all empty means the promise was kept. */
export interface Judgement {
  /** More than one visible effect. */
  duplicates: string[];
  /** Asked for, and Palabre knows nothing of it any more. */
  lost: string[];
  /** Said to have failed or to be cancelled, yet visible. */
  falseFailed: string[];
  /** Said to be online, yet nothing is visible, or something else than it says. */
  falsePublished: string[];
  /** No verdict, and nobody was told. */
  unflagged: string[];
  /** A segment seen before the one it follows, or answering another one. */
  outOfOrder: string[];
  /** A segment whose parent is not visible. */
  orphans: string[];
  /** Visible, and nobody asked for it. */
  strangers: string[];
}

export interface Expected {
  network: string;
  account: string;
  marker: string;
}

const TERMINAL = ['PUBLISHED', 'FAILED', 'CANCELLED'];

export function judge(truth: readonly TruthEntry[], views: readonly PublicView[], expected: readonly Expected[] = views): Judgement {
  const visible = truth.filter((entry): entry is Visible => entry.kind === 'visible');
  const seen = new Map(views.map((view) => [view.id, visible.filter((effect) => matches(effect, view))]));
  const effectsOf = (view: PublicView): Visible[] => seen.get(view.id) ?? [];
  const first = (view: PublicView | undefined): Visible | undefined => view && effectsOf(view)[0];
  const parentOf = (view: PublicView): PublicView | undefined => views.find((one) => one.id === view.parent);
  const names = (wrong: (view: PublicView) => boolean): string[] => views.filter(wrong).map(nameOf);

  return {
    duplicates: names((view) => effectsOf(view).length > 1),
    lost: expected.filter((one) => !views.some((view) => same(one, view))).map((one) => `${one.network} ${one.marker}`),
    falseFailed: names((view) => ['FAILED', 'CANCELLED'].includes(view.state) && effectsOf(view).length > 0),
    falsePublished: names((view) => view.state === 'PUBLISHED' && !effectsOf(view).some((effect) => isNamed(effect, view.remoteId))),
    unflagged: names((view) => !TERMINAL.includes(view.state) && view.flag === null),
    outOfOrder: names((view) => {
      const [own, before] = [first(view), first(parentOf(view))];
      return Boolean(own && before && (own.n < before.n || (own.parent !== null && own.parent !== before.id)));
    }),
    orphans: names((view) => Boolean(view.parent && first(view) && !first(parentOf(view)))),
    strangers: visible.filter((effect) => !views.some((view) => matches(effect, view))).map((effect) => `${effect.network} ${effect.id}`),
  };
}

/** True when nothing is wrong. */
export const isKept = (judgement: Judgement): boolean => Object.values(judgement).every((list: string[]) => list.length === 0);

const matches = (effect: Visible, view: Expected): boolean =>
  effect.network === view.network && effect.account === view.account && effect.text.includes(view.marker);
const same = (a: Expected, b: Expected): boolean => a.network === b.network && a.account === b.account && a.marker === b.marker;
const isNamed = (effect: Visible, remoteId: string | null): boolean =>
  remoteId === null || [effect.id, effect.key, effect.url].some((name) => name !== null && (name === remoteId || name.endsWith(remoteId)));
const nameOf = (view: PublicView): string => `${view.id} (${view.network} ${view.marker})`;

if (import.meta.main) {
  const [truthFile, viewsFile] = process.argv.slice(2);
  if (!truthFile || !viewsFile) throw new Error('usage: node tests/worlds/checker.ts truth.jsonl publications.json');
  const lines = readFileSync(truthFile, 'utf8').split('\n').filter(Boolean);
  const judgement = judge(
    lines.map((line) => JSON.parse(line) as TruthEntry),
    JSON.parse(readFileSync(viewsFile, 'utf8')) as PublicView[],
  );
  console.log(JSON.stringify(judgement, null, 2));
  process.exitCode = isKept(judgement) ? 0 : 1;
}
