import { openSpeech } from '../../boot/speech.mjs';
import { readConfig, type Config } from '../plumbing/config/index.ts';
import { askedToLeave, settle } from '../plumbing/life/index.ts';
import { explain } from '../plumbing/start/index.ts';
import { LeftEarly, startPalabre } from './start-palabre.ts';

/** Starts everything in order, keeps it running, stops it in the reverse order. Run by start.mjs on the pinned Node. */
const leave = askedToLeave();
const speech = openSpeech(process.cwd());
// Whoever reads us may be gone before we are (a closed terminal): that must not cut the farewell short.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

let config: Config | null = null;
try {
  config = readConfig(undefined, { demo: process.argv.includes('--demo') || undefined });
  const palabre = await startPalabre(config, speech, leave);
  settle();
  const why = await Promise.race([leave, palabre.failed]);
  speech.say(why === 'failed' ? 'cli_stopping_failed' : 'cli_stopping');
  await palabre.stop();
  speech.say('cli_stopped');
  process.exit(why === 'failed' ? 1 : 0);
} catch (error) {
  if (error instanceof LeftEarly) {
    speech.say('cli_stopped');
    process.exit(0);
  }
  const trouble = explain(error, config);
  if (trouble) speech.complain(trouble.key, trouble.values);
  else console.error(error);
  process.exit(1);
}
