import type { Id } from '#words/ids.ts';

export const SNIPPET_KINDS = ['block', 'hashtags', 'mention'] as const;
export type SnippetKind = (typeof SNIPPET_KINDS)[number];

/** Something kept for a client, put into a text in one tap. */
export interface Snippet {
  id: Id;
  kind: SnippetKind;
  name: string;
  /** What a block or a group of hashtags puts into the text; '' for a mention. */
  text: string;
  /** A mention's handles, by network. */
  handles: Record<string, string>;
}

/** How many a client may keep of each kind. */
export const MOST_SNIPPETS = 100;

/** A snippet as somebody writes it; the verb judges it. */
export interface SnippetForm extends Omit<Snippet, 'id'> {
  id?: Id;
}

/** What goes into the text. */
export const insertionOf = ({ kind, name, text }: Pick<Snippet, 'kind' | 'name' | 'text'>): string =>
  kind === 'mention' ? `@[${name}]` : text;

/** Put at the end of a text: people in the sentence, the rest in a paragraph of its own. */
export function appended(text: string, snippet: Pick<Snippet, 'kind' | 'name' | 'text'>): string {
  const before = text.trimEnd();
  if (before === '') return insertionOf(snippet);
  return `${before}${snippet.kind === 'mention' ? ' ' : '\n\n'}${insertionOf(snippet)}`;
}

/** Tags as people type them (`marché, #Lomé ablo`) as networks read them, each once; what holds no letter is no tag. */
export function cleanHashtags(typed: string): string {
  const tags = typed
    .split(/[\s,;]+/)
    .map((tag) => tag.replace(/[^\p{L}\p{M}\p{N}_]/gu, ''))
    .filter((tag) => /\p{L}/u.test(tag));
  const seen = new Set<string>();
  return tags
    .filter((tag) => !seen.has(tag.toLowerCase()) && seen.add(tag.toLowerCase()))
    .map((tag) => `#${tag}`)
    .join(' ');
}

/** A handle as people paste it: with its @, a space, marks of direction. */
export const cleanHandle = (typed: string): string => typed.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\s]/g, '').replace(/^@/, '');

/** Reads a line of the page: `id`, `kind`, `name`, `text`, `handle.<network>`. */
export function readSnippetForm(form: FormData): SnippetForm {
  const field = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : '';
  };
  const handles = [...form.keys()].flatMap((key) => {
    const network = /^handle\.(.+)$/.exec(key)?.[1];
    const handle = cleanHandle(field(key));
    return network && handle !== '' ? [[network, handle]] : [];
  });
  const id = field('id');
  const kind = field('kind') as SnippetKind;
  return {
    ...(id !== '' && { id }),
    kind,
    name: field('name'),
    text: kind === 'hashtags' ? cleanHashtags(field('text')) : field('text'),
    handles: Object.fromEntries(handles) as Record<string, string>,
  };
}
