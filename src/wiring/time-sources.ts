import { sql } from 'kysely';
import { openOperatorService } from '#plumbing/http';
import type { TimeSource } from '#plumbing/clock';
import type { Config } from '#plumbing/config';
import type { Store } from '#plumbing/db';

/**
 * Who tells what time it is: the database, and what answers of the operator's own addresses over TLS. The demo asks nobody
 * outside. Usage: `clockTrouble(await readSkews(house.clock, timeSources(house)))` is null while nobody disagrees with our clock.
 */
export function timeSources({ config, store }: { config: Config; store: Store }): TimeSource[] {
  const database = async (): Promise<Date> => {
    const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(store.outside);
    return rows[0]!.now;
  };
  const sources: TimeSource[] = [{ name: 'database', witness: 'near', read: database }];
  if (config.demo) return sources;
  const directory = openOperatorService(config.plcUrl);
  if (config.plcUrl.startsWith('https:'))
    sources.push({ name: config.plcUrl, witness: 'operator', read: async () => (await directory.get(''))?.date ?? null });
  if (config.publicUrl.protocol === 'https:') {
    const own = openOperatorService(config.publicUrl.href);
    sources.push({ name: config.publicUrl.href, witness: 'near', read: async () => (await own.get('healthz'))?.date ?? null });
  }
  return sources;
}
