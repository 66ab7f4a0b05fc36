import { runApart, type Limits } from '#plumbing/life';
import { Refusal } from '#words/refusal.ts';
import { answerSchema, type Decoded } from './decoder/answer.ts';

export type DecoderLimits = Limits;
/** With margin below the 512 MB promised. */
export const DECODER_LIMITS: DecoderLimits = { processor: 15, time: 45_000, memory: 448_000_000 };

/**
 * Runs the decoder on `<folder>/source`, apart and under limits.
 * @throws Refusal with what was found; an accident when the decoder itself is broken.
 */
export async function runDecoder(root: string, args: string[], folder: string, limits: DecoderLimits = DECODER_LIMITS): Promise<Decoded> {
  const ended = await runApart(root, 'decoder', args, folder, limits);
  if (ended.kind === 'slow') throw new Refusal('media_too_slow', { details: { seconds: ended.seconds } });
  if (ended.kind === 'heavy') throw new Refusal('media_too_heavy');
  if (ended.kind === 'wrong') throw new Error(`The decoder ${ended.errors}`);
  const answer = answerSchema.parse(JSON.parse(ended.output));
  if ('refused' in answer) throw new Refusal(answer.refused, { details: answer.details });
  return answer.decoded;
}
