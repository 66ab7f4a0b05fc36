import { FIELDS, same, viewPosts, type Copy } from '../../../src/modules/offline/shapes.ts';
import type { Id } from '../../../src/words/ids.ts';
import type { Studio, Week } from './week.ts';

export interface Judged {
  wrong: string[];
  edits: number;
  conflicts: number;
  planned: number;
  dropped: number;
  poisonCalls: number;
}

interface Beside {
  post_id: Id;
  field: string;
  ours: unknown;
  theirs: unknown;
}

/** What T24 promises, read from the devices and from behind the house. */
export async function judgeWeek({ database, workspaceId }: Studio, week: Week, seed: number): Promise<Judged> {
  const wrong: string[] = [];
  const say = (what: string): void => void wrong.push(`seed ${seed}: ${what}`);
  const [first, ...others] = week.devices.map(({ book }) => book);
  for (const [index, other] of others.entries()) {
    if (!same(shownOf(first!), shownOf(other))) say(`${week.devices[index + 1]!.name} shows something else than the phone`);
  }
  for (const { name, book } of week.devices) if (book.waiting.length > 0) say(`${name} still keeps ${book.waiting.length} changes`);
  if (week.leftBehind > 0) say(`${week.leftBehind} changes were left behind by a call that got through`);

  const beside = await database.peek<Beside>(`select post_id, field, ours, theirs from offline.conflict where workspace_id = $1`, [
    workspaceId,
  ]);
  const troubles = week.devices.flatMap(({ book }) => book.troubles.map(({ change }) => change));
  for (const [postId, field] of new Map(week.memory.places().map((place) => [place.join(' '), place])).values()) {
    const kept = beside.filter((row) => row.post_id === postId && row.field === field).flatMap(({ ours, theirs }) => [ours, theirs]);
    const refused = troubles.flatMap((change) =>
      change.kind === 'write' && change.postId === postId && change.edits[field] ? [change.edits[field].value] : [],
    );
    const asked = troubles.flatMap((change) => (change.kind === 'plan' && change.postId === postId ? [change.wish] : []));
    const now = first!.posts[postId]?.writing[field];
    const lost = week.memory.findLost(postId, field, [now, ...kept, ...refused, ...(field === 'wish' ? asked : [])]);
    for (const value of lost) say(`${field} of ${postId} was written and is nowhere: ${value.slice(0, 80)}`);
  }

  const left = await database.peek<{ post_id: Id; text: string }>(
    `select post_id, payload->>'text' as text from publishing.publication where workspace_id = $1 and state <> 'CANCELLED'`,
    [workspaceId],
  );
  const done = await database.peek<{ id: Id }>(
    `select id from offline.change where workspace_id = $1 and kind = 'plan' and verdict->>'is' = 'done'`,
    [workspaceId],
  );
  const doneIds = new Set(done.map(({ id }) => id));
  const agreed = [...week.saw].filter(([id]) => doneIds.has(id)).map(([, saw]) => saw);
  for (const { post_id, text } of left)
    if (!agreed.some((saw) => saw.postId === post_id && saw.text === text)) say(`${post_id} leaves with a text nobody saw when they asked`);
  return {
    wrong,
    ...{ edits: week.edits, conflicts: beside.length, planned: left.length, dropped: week.dropped, poisonCalls: week.poisonCalls },
  };
}

/** What a person sees there. */
const shownOf = (book: Week['devices'][number]['book']) => ({
  posts: viewPosts(book)
    .map(({ id, writing, planned, label }) => ({ id, planned, label, ...pickFields(writing) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1)),
  conflicts: book.conflicts.map(({ id, ours }) => ({ id, ours })),
});

const pickFields = (writing: Copy['writing']) => Object.fromEntries(FIELDS.map((field) => [field, writing[field]]));
