import { openInside } from '../../journeys/palabre/inside.ts';
import type { Product } from '../product/start-product.ts';
import { check, settle } from '../product/verdicts.ts';
import { row, type Row } from '../row.ts';
import type { Asking } from './asking.ts';

const VERDICT_MS = 15 * 60_000;
const BACK_MS = 30_000;

/** What T7 promises, once the store is well again. @param backMs from the end of each fault until a post was acknowledged again */
export async function verdictRows(
  seed: number,
  product: Product,
  { acknowledged, refused }: Asking,
  backMs: number[],
  seen: object,
): Promise<Row[]> {
  const tookMs = await settle(product, VERDICT_MS);
  const publications = await product.api.publications();
  const judgement = await check(product, publications);
  const known = new Set(publications.map(({ text }) => text));
  const lost = acknowledged.filter((text) => !known.has(text));
  const inside = await openInside(product.palabre);
  const violations = await inside.steal('select * from publishing.violations').finally(() => inside.close());
  const slow = backMs.filter((ms) => ms > BACK_MS);
  const figures = { ...seen, acknowledged: acknowledged.length, refused, longestMs: Math.max(0, ...backMs) };
  const one = (what: string, wrong: readonly unknown[], more: object = {}): Row =>
    row('T7', seed, what, wrong.length, 0, { ...more, ...(wrong.length > 0 && { wrong: wrong.slice(0, 10) }) });
  return [
    one('acknowledged posts lost', lost, { ...figures, settledAfterS: tookMs === null ? null : Math.round(tookMs / 1_000) }),
    one('times no post was acknowledged within 30 s', slow),
    row('T7', seed, 'without a verdict or a flag after 15 minutes', tookMs === null ? 1 : 0, 0),
    one('invariants broken (an intent before each request among them)', violations),
    ...(Object.entries(judgement) as [string, string[]][]).map(([what, wrong]) => one(what, wrong)),
  ];
}
