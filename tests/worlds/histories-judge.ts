import type { Mode, ShownChannel, Silence } from '../../src/modules/approval/shapes.ts';
import type { Payload } from '../../src/networks/contract.ts';
import type { Desk } from './publishing/desk.ts';

export interface Told {
  /** What left although the client's last word on exactly it was not a yes; must be empty. */
  wrong: string[];
  published: number;
  /** Of these, under a yes that was required. */
  underYes: number;
  answers: number;
}

const MINUTE = 60_000;

/** The test's own memory of what was said, by what a reader would see; it asks the product nothing. */
export interface Memory {
  mode: Mode;
  silence: Silence;
  said: Map<string, { yes: boolean; tacit?: boolean; at: number; minutes: number }>;
  /** What a manager's last word on it was, by the same face. */
  read: Map<string, boolean>;
}

/** What one account shows, as a reader sees it. */
const faceOf = (segments: readonly Pick<Payload, 'title' | 'text'>[], media: readonly (readonly [string, string])[]): string =>
  JSON.stringify([segments.map(({ title, text }) => [title, text]), media]);
export const faceShown = ({ segments }: ShownChannel): string =>
  faceOf(
    segments,
    segments.flatMap((one) => one.media.map(({ source, alt }) => [source, alt] as const)),
  );

/** Everything that reaches the network is judged at that moment. */
export function listen(
  { network }: Desk,
  plannedAt: () => Promise<number>,
  { memory, told, seed }: { memory: Memory; told: Told; seed: number },
): () => void {
  const publish = network.publish.bind(network);
  network.publish = async (call, order) => {
    const { payload } = order;
    const face = faceOf(
      [payload],
      payload.media.map(({ sha256, alt }) => [sha256, alt]),
    );
    told.published += 1;
    const said = memory.said.get(face);
    const at = await plannedAt();
    const heard = said?.yes === true && (!said.tacit || memory.silence === 'publish') && Math.abs(at - said.at) <= said.minutes * MINUTE;
    const covered = heard && (memory.mode !== 'two_levels' || memory.read.get(face) === true);
    const asks = memory.mode === 'required' || memory.mode === 'two_levels';
    if (asks && !covered) told.wrong.push(`seed ${seed}: ${face} at ${new Date(at).toISOString()}`);
    if (asks && covered) told.underYes += 1;
    return publish(call, order);
  };
  return () => void (network.publish = publish);
}
