import { readConfig } from '#plumbing/config';
import { listenTo } from '#plumbing/db';
import { askedToLeave, tellReady } from '#plumbing/life';
import { BEAT_MS, beat, forget, runSender } from '#modules/publishing';
import { appConnection } from '../wiring/app-connection.ts';
import { hearDatabase, openSender } from './open-sender.ts';
import { troubleOf } from './trouble.ts';

/** The child process that speaks to networks. Its name in every lease comes from the worker, which buries it by that name. */
const holder = process.argv[2];
if (!holder) throw new Error('the sender is started by the worker (src/worker/main.ts)');

const config = readConfig();
const connection = appConnection(config);
const house = openSender(config, connection);
const { world, skew } = house;
const stop = new AbortController();
const leave = askedToLeave();
let listener: { close(): Promise<void> } | null = null;

const life = runSender(world, {
  holder,
  stop: stop.signal,
  listen: (wake) => void (listener = listenTo(connection, 'publishing_due', wake)),
});
tellReady();

const signOfLife = async (): Promise<void> => {
  try {
    if (config.database.kind === 'external') await hearDatabase(world.store, skew);
    await beat(world.store, world.clock.now(), { holder, kind: 'sender' }, await troubleOf(world));
  } catch (error) {
    world.log.warn({ err: error }, 'no sign of life given');
  }
};
void signOfLife();
const beating = setInterval(() => void signOfLife(), BEAT_MS);

await leave;
clearInterval(beating);
stop.abort();
await life;
await (listener as { close(): Promise<void> } | null)?.close();
await forget(world.store, holder);
await house.close();
process.exit(0);
