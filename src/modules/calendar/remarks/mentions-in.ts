import type { Id } from '#words/ids.ts';

/** Letters without case or accents: « @kossi » is Kossi, « @Aissatou » is Aïssatou. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Those whom a text speaks to: an @ and their first name or their whole name. Two people of one first name are both told. */
export function mentionsIn(text: string, people: readonly { userId: Id; name: string }[]): Id[] {
  const said = plain(text);
  const isSaid = (name: string): boolean =>
    name !== '' && new RegExp(`(?<![\\p{L}\\p{N}])@${RegExp.escape(name)}(?![\\p{L}\\p{N}])`, 'u').test(said);
  return people.filter(({ name }) => isSaid(plain(name)) || isSaid(plain(name.split(/\s+/)[0] ?? ''))).map(({ userId }) => userId);
}
