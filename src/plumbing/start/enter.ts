import { openSpeech } from '../../../boot/speech.mjs';
import { readConfig, type Config } from '../config/index.ts';
import { prepareDatabase } from './database.ts';
import { explain } from './explain.ts';

/**
 * The life of a web or worker process: settings read, database up to date (migrated where the owner's address is given) and
 * the role proven weak, then `live` until it is done. What stops a start is told in one sentence; the exit code is 1.
 */
export async function enter(live: (config: Config) => Promise<void>): Promise<never> {
  let config: Config | null = null;
  try {
    config = readConfig();
    const speech = openSpeech(config.root);
    await prepareDatabase(config, null, speech.say);
    await live(config);
    process.exit(0);
  } catch (error) {
    const trouble = explain(error, config);
    if (trouble) openSpeech(process.cwd()).complain(trouble.key, trouble.values);
    else console.error(error);
    process.exit(1);
  }
}
