import * as m from '#messages';
import { keepAnswer, sha256, takeTurn, type KeptAnswer, type OnceCall } from '#modules/team';
import type { Ctx } from '#plumbing/db';
import { Refusal } from '#words/refusal.ts';
import type { Id } from '#words/ids.ts';
import type { Answer } from './answer.ts';
import { problemOf, Refused } from './problem.ts';

/** Said with an answer that was kept. */
const REPLAYED = { 'idempotency-replayed': 'true' };

/**
 * The call as its Idempotency-Key names it; null without one.
 * @param fields what was understood of it, files by their hash
 * @throws Refused `invalid` for a key that is none
 */
export function onceOf(request: Request, keyId: Id, fields: unknown): OnceCall | null {
  const header = request.headers.get('idempotency-key');
  if (header === null) return null;
  if (!/^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(header))
    throw new Refused('invalid', { errors: [{ field: 'Idempotency-Key', code: 'wrong_form', detail: m.api_field_wrong_form() }] });
  const { pathname } = new URL(request.url);
  return { keyId, call: sha256(request.method, pathname, header), asked: sha256(canonical(fields)) };
}

/** Does the work and keeps its answer, refusals included, in the one transaction of `ctx`; or gives the answer kept before. */
export async function answerOnce(ctx: Ctx, once: OnceCall | null, work: () => Promise<Answer>): Promise<Answer> {
  if (!once) return work();
  const kept = await takeTurn(ctx, once);
  if (kept) return replayed(kept);
  const answer = await orRefusal(ctx, work);
  await keepAnswer(ctx, once, keptOf(answer));
  return answer;
}

export const replayed = (kept: KeptAnswer): Answer => ({
  status: kept.status,
  ...(kept.body !== null && { body: kept.body }),
  headers: { ...kept.headers, ...REPLAYED },
});

export const keptOf = ({ status, body, headers }: Answer): KeptAnswer => ({
  status,
  headers: headers ?? {},
  body: body === undefined ? null : JSON.stringify(body),
});

/** A refusal undoes its own work and is an answer like another; an accident undoes everything and is kept nowhere. */
async function orRefusal(ctx: Ctx, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ctx.part(work);
  } catch (error) {
    if (error instanceof Refusal && error.status < 500) return problemOf(error);
    throw error;
  }
}

/** The same fields in another order are the same call. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    field !== null && typeof field === 'object' && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}
