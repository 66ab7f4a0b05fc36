export { prepareDatabase, startDatabase } from './database.ts';
export { enter } from './enter.ts';
export { explain } from './explain.ts';
export { freeBytes, isNewFolder, prepareFolder, troubleWithFolder } from './folder.ts';
export { lockFolder } from './lock.ts';
