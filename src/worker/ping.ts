import type { Config } from '#plumbing/config';
import type { Http } from '#plumbing/http';
import type { Log } from '#plumbing/log';
import type { Readiness } from '../wiring/read-readiness.ts';

/**
 * The dead man's switch: an address that is asked while what is due would leave, and whose watcher alerts when nobody asks. Silent while
 * nothing would leave, so that a living worker that sends nothing is noticed too. The address lets whoever knows it keep the watcher
 * quiet: it goes through the guard, and never into a log.
 */
export async function ping(
  { config, http, log }: { config: Pick<Config, 'pingUrl'>; http: Http; log: Pick<Log, 'warn'> },
  readiness: () => Promise<Readiness>,
): Promise<void> {
  if (!config.pingUrl || !(await readiness()).ready) return;
  const answer = await http.send({ method: 'GET', url: config.pingUrl, follow: 3 });
  if (answer.kind === 'no_answer') log.warn({ code: answer.code }, 'the address to ping did not answer');
  else if (answer.status >= 300) log.warn({ status: answer.status }, 'the address to ping answered something else than yes');
}
