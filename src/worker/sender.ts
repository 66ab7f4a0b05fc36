import { readConfig } from '#plumbing/config';
import { appConnection, listenTo } from '#plumbing/db';
import { askedToLeave, tellReady } from '#plumbing/life';
import { BEAT_MS, forget, runSender } from '#modules/publishing';
import { isId, type Id } from '#words/ids.ts';
import { openSender } from './open-sender.ts';

/** The child process that speaks to networks. It waits until the worker tells it to lead, and under which name. */
const config = readConfig();
const connection = appConnection(config);
const house = openSender(config, connection);
const { world } = house;
const stop = new AbortController();
const leave = askedToLeave().then(() => stop.abort());

const toldToLead = new Promise<Id | null>((resolve) => {
  process.on('message', (message: { lead?: unknown }) => {
    if (isId(message.lead)) resolve(message.lead);
  });
  stop.signal.addEventListener('abort', () => resolve(null));
});
// One query: the pool is open and the database known before the hour strikes.
await house.hearDatabase();
tellReady();

const holder = await toldToLead;
if (holder !== null) await work(holder);
await leave;
await house.close();
process.exit(0);

async function work(holder: Id): Promise<void> {
  let close = (): Promise<void> => Promise.resolve();
  const life = runSender(world, {
    holder,
    stop: stop.signal,
    listen: (wake) => {
      close = listenTo(connection, 'publishing_due', wake).close;
    },
  });
  const signOfLife = async (): Promise<void> => {
    try {
      await house.giveSign(holder);
    } catch (error) {
      world.log.warn({ err: error }, 'no sign of life given');
    }
  };
  void signOfLife();
  const beating = setInterval(() => void signOfLife(), BEAT_MS);
  await life;
  clearInterval(beating);
  await close();
  await forget(world.store, holder);
}
