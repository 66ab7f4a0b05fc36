import path from 'node:path';
import { Trouble } from '../../../boot/trouble.mjs';
import { finishRestore, restoreBackup } from '#plumbing/backup';
import { lockFolder, prepareFolder } from '#plumbing/start';
import { newId } from '#words/ids.ts';
import type { Command } from '../command.ts';

/** A backup in place of the data folder, which is kept aside; never while a Palabre runs on it. */
export const restore: Command = {
  options: {},
  operands: ['file'],
  required: ['file'],
  run: async ({ config, speech, values }) => {
    if (config.database.kind === 'external') throw new Trouble('cli_restore_external');
    await finishRestore(config.dataDir);
    prepareFolder(config.dataDir);
    const lock = lockFolder(config.dataDir);
    try {
      const file = path.resolve(String(values.file));
      const { head, aside, missingKeys } = await restoreBackup({ config, file, mark: newId(), now: new Date() });
      const lines = [speech.phrase('cli_restored', { at: head.made_at, folder: config.dataDir })];
      if (aside) lines.push(speech.phrase('cli_restore_aside', { folder: aside }));
      if (missingKeys.length > 0) lines.push(speech.phrase('cli_restore_keys_missing', { files: missingKeys.join(' ') }));
      if (head.media === 'storage') lines.push(speech.phrase('cli_restore_media_elsewhere'));
      lines.push(speech.phrase('cli_restore_reconciles'));
      const { made_at, palabre, media } = head;
      return { data: { folder: config.dataDir, made_at, palabre, media, aside, missing_keys: missingKeys, reconcile_only: true }, lines };
    } finally {
      lock.release();
    }
  },
};
