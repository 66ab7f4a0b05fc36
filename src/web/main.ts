import { askedToLeave, tellReady } from '#plumbing/life';
import { listen } from '../plumbing/http/listen.ts';
import { enter } from '#plumbing/start';
import { closeHouses } from '../wiring/houses.ts';
import { openAnswer } from './answer.ts';

/** Milliseconds running requests are given when the process is asked to leave. */
const PATIENCE = 5_000;

/** The web process: `npm run web`, or a child of the supervisor. */
const leave = askedToLeave();
await enter(async (config) => {
  const server = await listen(await openAnswer(config), config.port, config.host);
  tellReady();
  await leave;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), PATIENCE).unref();
  await closed;
  await closeHouses();
});
