import { openSpeech } from '../../../boot/speech.mjs';
import type { Cli } from '../../../src/cli/command.ts';
import { COMMANDS } from '../../../src/cli/commands.ts';
import { step } from '../../../src/modules/publishing/index.server.ts';
import { unquestioned } from '../../../src/plumbing/clock/index.ts';
import type { Mail } from '../../../src/plumbing/mail/index.ts';
import { openWorld } from '../../../src/wiring/open-world.ts';
import { hear } from '../../../src/worker/hearing.ts';
import { newId } from '../../../src/words/ids.ts';
import { Refusal } from '../../../src/words/refusal.ts';
import { ROOT } from '../../house/planted.ts';
import type { TestDatabase } from '../../worlds/look-into.ts';
import type { TwoTenants } from './two-tenants.ts';

/** Jobs and the sender, woken in one workspace with ids of the other: nothing is heard, mailed or sent. @returns what was */
export async function wakeWithForeignIds({ web, girafe, zebre }: TwoTenants, database: TestDatabase): Promise<string[]> {
  const done: string[] = [];
  const mail = { send: async (letter: Mail) => void done.push(`mailed ${letter.subject}`), close: () => undefined };
  const facts = await database.peek<{ id: string; name: string }>('select id, name from facts.fact where workspace_id = $1', [
    zebre.workspaceId,
  ]);
  if (facts.length === 0) done.push('no fact to be woken with');
  for (const { id } of facts) await hear(web.house, { ...web.house, mail }, { workspaceId: girafe.workspaceId, factId: id });
  const world = openWorld(web.house, unquestioned);
  const claim = { workspaceId: girafe.workspaceId, publicationId: zebre.ids.publication, channelId: zebre.ids.channel };
  await step(world, { ...claim, lease: { token: 1, holder: newId() } }).catch((error: Error) => {
    if (!/gone|not found|stale/i.test(`${error.name} ${error.message}`)) done.push(`step: ${error.message}`);
  });
  return done;
}

/** Commands of the shell in one workspace, naming what is the other's. @returns what should not have been said */
export async function commandWithForeignIds({ web, girafe, zebre }: TwoTenants): Promise<string[]> {
  const own = { workspace: girafe.slug };
  const asked: [words: string, values: Cli['values'], refused: boolean][] = [
    ['publications list', own, false],
    ['publications list', { ...own, channel: zebre.ids.channel }, false],
    ['publications list', { ...own, post: zebre.ids.post }, false],
    ['post add', { ...own, client: zebre.ids.client, text: 'x' }, true],
    ['post add', { ...own, client: `Chez ${girafe.mark}`, channel: [zebre.ids.channel], text: 'x' }, true],
    ['channel add', { ...own, client: zebre.ids.client, network: 'site', name: 'x' }, true],
  ];
  const said: string[] = [];
  for (const [words, values, refused] of asked) {
    const command = await COMMANDS[words]!();
    const cli: Cli = {
      config: web.house.config,
      speech: openSpeech(ROOT),
      values,
      house: async () => web.house,
      read: async (option) => String(values[option]),
    };
    const answer = await command.run(cli).catch((error: unknown) => {
      if (error instanceof Refusal) return { refused: error.code };
      throw error;
    });
    const text = JSON.stringify(answer);
    if (text.includes(zebre.mark) || (refused && !('refused' in answer))) said.push(`${words} ${JSON.stringify(values)}: ${text}`);
  }
  return said;
}
