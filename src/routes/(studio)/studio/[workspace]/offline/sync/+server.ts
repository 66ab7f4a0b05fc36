import { json } from '@sveltejs/kit';
import { askedSchema } from '#modules/offline';
import { whereOf } from '#parts/channels/where.server.ts';
import { sentenceOf } from '#plumbing/web';
import { Refusal } from '#words/refusal.ts';
import { receiveChanges } from '../../../../../../wiring/receive-changes.ts';
import type { RequestHandler } from './$types';

/**
 * What a device did without the network arrives here, and it hears the rest. 200 with an outcome for each change, whatever became of the
 * others. Only JSON is read: a form of another site cannot send any. Kept by nobody on the way.
 */
export const POST: RequestHandler = async ({ request, locals }) => {
  if (!request.headers.get('content-type')?.startsWith('application/json')) return json({ message: '' }, { status: 415 });
  // What is not JSON is refused below, as anything else that does not fit.
  const parsed = askedSchema.safeParse(await request.json().catch(() => null));
  if (!parsed.success) return json({ message: sentenceOf(new Refusal('invalid')) }, { status: 422 });
  const { work, member, house } = locals;
  const report = (accident: unknown, { id }: { id: string }): void => house.log.error({ err: accident, change: id }, 'accident');
  const { outcomes, told } = await receiveChanges({ work, zone: member!.zone, whereOf, report }, parsed.data);
  // Said in the person's language: the device has no catalogue of refusals.
  const said = outcomes.map((one) =>
    one.is === 'refused'
      ? { ...one, details: { ...one.details, sentence: sentenceOf(new Refusal(one.code, { details: one.details })) } }
      : one,
  );
  return json({ outcomes: said, told }, { headers: { 'cache-control': 'private, no-store' } });
};
