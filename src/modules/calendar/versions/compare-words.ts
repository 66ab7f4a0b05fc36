import { diffWordsWithSpace } from 'diff';

/** A run of words of a comparison; `gap` stands for words left out that both sides have. */
export interface Part {
  kind: 'same' | 'added' | 'removed' | 'gap';
  text: string;
}

/** Signs kept around what changed, so that one knows where one is. */
const CONTEXT = 70;
/** Beyond, the whole text is shown as replaced, in milliseconds. */
const PATIENCE_MS = 400;

/** Word by word, spaces and line breaks too; long passages that did not change are cut to their ends. */
export function compareWords(before: string, after: string): Part[] {
  const found = diffWordsWithSpace(before, after, { timeout: PATIENCE_MS });
  const parts: Part[] = found
    ? found.map(({ added, removed, value }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }))
    : [
        { kind: 'removed', text: before },
        { kind: 'added', text: after },
      ];
  const last = parts.length - 1;
  return parts
    .filter(({ text }) => text !== '')
    .flatMap((part, index) => (part.kind === 'same' ? ends(part.text, index > 0, index < last) : [part]));
}

/** The end after what changed before it, the beginning before what changes next. */
function ends(text: string, afterChange: boolean, beforeChange: boolean): Part[] {
  if (text.length <= CONTEXT * (Number(afterChange) + Number(beforeChange)) + 20) return [{ kind: 'same', text }];
  const head = afterChange ? text.slice(0, CONTEXT).replace(/\S+$/u, '') : '';
  const tail = beforeChange ? text.slice(-CONTEXT).replace(/^\S+/u, '') : '';
  const same = (part: string): Part[] => (part ? [{ kind: 'same', text: part }] : []);
  return [...same(head), { kind: 'gap', text: '' }, ...same(tail)];
}
