import { onFullDisk } from './store/full-disk.ts';
import { killed } from './store/killed.ts';
import type { Asked, Row } from './row.ts';

/** Store faults: PostgreSQL killed by `kill -9` again and again (`--mode killed`), then its disk full again and again (`--mode disk`). */
export async function* t7({ seed, mode }: Asked): AsyncGenerator<Row> {
  const told = (name: string, rows: Row[]): Row[] => rows.map((one) => ({ ...one, where: name, arguments: ` --mode ${name}` }));
  if (mode !== 'disk') yield* told('killed', await killed(seed));
  if (mode !== 'killed') yield* told('disk', await onFullDisk(seed));
}
