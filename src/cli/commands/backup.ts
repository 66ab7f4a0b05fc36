import { statSync } from 'node:fs';
import path from 'node:path';
import { Trouble } from '../../../boot/trouble.mjs';
import { keyFilesOf, makeBackup, stampOf } from '#plumbing/backup';
import { ownerConnection } from '#plumbing/db';
import { clusterPlace } from '../../plumbing/db/embedded/cluster.ts';
import { chooseRunner } from '../../plumbing/db/embedded/ordinary-user.ts';
import type { Command } from '../command.ts';

/** Everything in one checksummed file, while Palabre runs or not; the keys stay apart unless asked for. */
export const backup: Command = {
  options: { to: { type: 'string' }, 'with-keys': { type: 'boolean' } },
  required: [],
  run: async ({ config, house, speech, values }) => {
    if (config.database.kind === 'external') throw new Trouble('cli_backup_external');
    const { clock } = await house();
    const now = clock.now();
    const folder = config.backupDir ?? path.join(config.dataDir, 'backups');
    const file = placeOf(values.to as string | undefined, folder, `palabre-${stampOf(now)}.tar.gz`);
    const keys = values['with-keys'] === true;
    const cluster = clusterPlace(config.dataDir, chooseRunner());
    const made = await makeBackup({ config, owner: ownerConnection(config)!, cluster, file, media: true, keys, now });
    const keyFiles = keyFilesOf(config).map((one) => one.file);
    const lines = [
      speech.phrase('cli_backed_up', { file, size: Math.max(1, Math.round(made.bytes / 1024 ** 2)) }),
      keys ? speech.phrase('cli_backup_with_keys') : speech.phrase('cli_backup_keys_apart', { files: keyFiles.join(' ') }),
    ];
    if (made.media === 'storage') lines.push(speech.phrase('cli_backup_media_elsewhere', { bucket: config.s3!.bucket }));
    return { data: { ...made, keys_apart: keys ? [] : keyFiles }, lines };
  },
};

/** A folder that exists, or ends with a slash, gets a file named by the hour. */
function placeOf(typed: string | undefined, usual: string, name: string): string {
  if (typed === undefined) return path.join(usual, name);
  const place = path.resolve(typed);
  return typed.endsWith('/') || statSync(place, { throwIfNoEntry: false })?.isDirectory() ? path.join(place, name) : place;
}
