import { keysDownstream, keysWithoutWorkspace, powersOf, tenantsInTheClosedList, unprotectedTables } from '../house/catalogue.ts';
import { ROOT } from '../house/planted.ts';
import { commandWithForeignIds, wakeWithForeignIds } from '../journeys/tenants/back-doors.ts';
import { interleave } from '../journeys/tenants/interleave.ts';
import { unlisted } from '../journeys/tenants/recipes.ts';
import { readRoutes } from '../journeys/tenants/router.ts';
import { crawlAs, openTwoTenants } from '../journeys/tenants/two-tenants.ts';
import { openOwnDatabase } from '../worlds/own-database.ts';
import { row, type Row } from '../chaos/row.ts';

/** Interleaved transactions of the whole test. */
const TRANSACTIONS = 100_000;

/** T17 whole: every route × every foreign id, the back doors, the catalogue, interleaved transactions. Needs the built pages. */
export async function t17({ seed, count = TRANSACTIONS }: { seed: number; count?: number }): Promise<Row[]> {
  const database = await openOwnDatabase();
  const two = await openTwoTenants(database);
  try {
    const routes = readRoutes(ROOT);
    const { reads, writes, leaks, touched, accidents, closed, empty } = await crawlAs(two, database, routes);
    const backDoors = [...(await wakeWithForeignIds(two, database)), ...(await commandWithForeignIds(two))];
    const { peek } = database;
    const catalogue = [
      ...(await unprotectedTables(peek)),
      ...(await tenantsInTheClosedList(peek)),
      ...(await keysWithoutWorkspace(peek)),
      ...(await keysDownstream(peek)),
      ...(await powersOf(peek, String(database.app.user))),
    ];
    const { faults, ms } = await interleave(database.store, [two.girafe, two.zebre], { seed, count });
    const wrong = [...leaks, ...touched, ...accidents, ...backDoors, ...catalogue, ...faults, ...closed, ...routes.flatMap(unlisted)];
    const found = row('T17', seed, 'foreign rows, side effects, tables without forced row-level security', wrong.length, 0, {
      met: wrong.length === 0 && empty.length === 0,
      notRun: empty.map((table) => `${table}: nothing in it to be found`),
      routes: routes.length,
      reads,
      writes,
      transactions: count,
      transactionsMs: ms,
      wrong: wrong.slice(0, 20),
    });
    return [found];
  } finally {
    await two.close();
    await database.close();
  }
}
