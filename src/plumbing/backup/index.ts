export { backUpBeforeUpdate } from './before-update.ts';
export { finishRestore } from './finish-restore.ts';
export { keyFilesOf } from './key-files.ts';
export { makeBackup, type MadeBackup } from './make-backup.ts';
export { stampOf } from './names.ts';
export { restoreBackup, type Restored } from './restore-backup.ts';
