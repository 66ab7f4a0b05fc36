import type { Ctx } from '#plumbing/db';
import { tables, type PublicationRow, type SketchRow } from './publications.sql.ts';
import { keysOf } from './sketch.ts';

type Sketched = Pick<PublicationRow, 'workspace_id' | 'id' | 'payload'>;

export const sketchOf = ({ workspace_id, id, payload }: Sketched): SketchRow[] =>
  keysOf(payload.text).map((key) => ({ workspace_id, key, publication_id: id }));

/** Its words were edited: it is found by the new ones. */
export async function sketchAgain(ctx: Ctx, before: Sketched, payload: PublicationRow['payload']): Promise<void> {
  if (payload.text === before.payload.text) return;
  await tables(ctx)
    .deleteFrom('publishing.sketch')
    .where('workspace_id', '=', before.workspace_id)
    .where('key', 'in', keysOf(before.payload.text))
    .where('publication_id', '=', before.id)
    .execute();
  await tables(ctx)
    .insertInto('publishing.sketch')
    .values(sketchOf({ ...before, payload }))
    .execute();
}
