export type { LibraryHouse } from './house.ts';
export type { FrozenMedia, MediaItem, MediaView } from './shapes.ts';
export { addMedia, type NewMedia } from './add-media.ts';
export { addPoster } from './add-poster.ts';
export { addFiles } from './add-files.ts';
export {
  countMedia,
  findMedia,
  listEnded,
  listEnding,
  listMedia,
  listTags,
  listTwins,
  readMedia,
  type MediaQuestion,
} from './list-media.ts';
export { describeMedia } from './describe-media.ts';
export { archiveMedia, restoreMedia } from './archive-media.ts';
export { forgetShared, keepShared, openShared } from './share.ts';
export { createFolder, fileMedia, listFolders, removeFolder, renameFolder } from './folders.ts';
export { setFocus } from './set-focus.ts';
export { makeCut } from './make-cut.ts';
export { withCuts } from './with-cuts.ts';
export { freezeMedia, readMediaBytes } from './freeze-media.ts';
export { publishMedia } from './publish-media.ts';
export { signedMediaUrl } from './sign-address.ts';
export { findReadable, type Readable } from './find-readable.ts';
export { openBytes } from './open-bytes.ts';
export { describeSchema, type Description } from './description.ts';
export { cleanName } from './clean-name.ts';
