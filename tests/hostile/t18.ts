import { row, type Row } from '../chaos/row.ts';
import { openOwnDatabase } from '../worlds/own-database.ts';
import { openCanary } from './ssrf/canary.ts';
import { tryBombs, tryDrips, tryNamed, tryRedirects, tryTyped } from './ssrf/matrix.ts';
import { openReceiver } from './ssrf/receiver.ts';
import { trapsTo } from './ssrf/traps.ts';
import { openAccomplice, openOutside } from './ssrf/world.ts';

/** T18 whole: addresses that lead inside, typed or named, by every call of every network and to every receiver; bombs and drips. The seed changes nothing. */
export async function t18({ seed }: { seed: number }): Promise<Row[]> {
  const database = await openOwnDatabase();
  const receiver = await openReceiver(database);
  const canary = await openCanary();
  const accomplice = await openAccomplice();
  const typed = await openOutside();
  const listed = await openOutside([accomplice.host, `127.0.0.1:${canary.port}`], { plc: `http://${accomplice.host}` });
  // The canary is listed, and a trap that writes it exactly as listed may be reached when typed: not when named or redirected to.
  const traps = trapsTo(canary.port).filter(({ url }) => !new RegExp(`^https?://127\\.0\\.0\\.1:${canary.port}`).test(url));
  try {
    const tried = await tryTyped(typed, receiver, canary.port);
    const redirects = await tryRedirects(listed, accomplice, trapsTo(canary.port));
    const accidents = [...tried.accidents, ...(await tryNamed(listed, accomplice, traps))];
    const largestBytes = await tryBombs(listed, receiver, accomplice);
    const longestMs = Math.round(await tryDrips(listed, receiver, accomplice));
    const value = canary.connections();
    const found = row('T18', seed, 'connections that reached a canary', value, 0, {
      met: value === 0 && tried.past.length === 0 && accidents.length === 0 && largestBytes <= 5_000_000 && longestMs <= 10_000,
      calls: tried.calls,
      redirects,
      pastTheGuard: tried.past,
      accidents,
      largestBytes,
      longestMs,
    });
    return [found];
  } finally {
    for (const world of [typed, listed]) world.nameserver.close();
    await accomplice.close();
    await canary.close();
    receiver.close();
    await database.close();
  }
}
