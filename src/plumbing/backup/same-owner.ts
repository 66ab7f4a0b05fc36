import { PostgresTrouble } from '../db/embedded/trouble.ts';

/**
 * Root may write into anybody's folder, and what it puts there nobody else opens: the service would not start any more.
 * @param us number of the user we are; undefined where the system knows none @throws PostgresTrouble `other_user`
 */
export function mustBeOurs(folder: { uid: number } | undefined, us: number | undefined): void {
  if (folder && us === 0 && folder.uid !== 0) throw new PostgresTrouble('other_user', String(folder.uid));
}
