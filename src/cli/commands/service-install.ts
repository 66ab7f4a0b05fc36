import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { Trouble } from '../../../boot/trouble.mjs';
import { readAskingUser } from '#plumbing/config';
import type { Command } from '../command.ts';
import { writeUnit } from '../unit.ts';

const PLACE = '/etc/systemd/system/palabre.service';

/** Palabre at each start of the machine, by systemd. `--print` shows the unit and changes nothing. */
export const serviceInstall: Command = {
  options: { user: { type: 'string' }, print: { type: 'boolean' } },
  required: [],
  run: async ({ config, speech, values }) => {
    const user = String(values.user ?? readAskingUser());
    const unit = writeUnit({ user, root: config.root, dataDir: config.dataDir, node: process.execPath });
    if (values.print) return { data: { unit }, lines: [unit.trimEnd()] };
    if (!existsSync('/run/systemd/system')) throw new Trouble('cli_service_no_systemd');
    if (process.getuid?.() !== 0) throw new Trouble('cli_service_needs_root');
    writeFileSync(PLACE, unit, { mode: 0o644 });
    for (const args of [['daemon-reload'], ['enable', 'palabre.service'], ['restart', 'palabre.service']]) systemctl(args);
    return { data: { place: PLACE, user }, lines: [speech.phrase('cli_service_installed', { place: PLACE, user })] };
  },
};

function systemctl(args: string[]): void {
  const done = spawnSync('systemctl', args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Trouble('cli_service_failed', { what: `systemctl ${args.join(' ')}`, said: done.stderr.trim() });
}
