/** What a row of a file may say, in the order in which it is shown. */
export const COLUMNS = ['client', 'accounts', 'day', 'hour', 'zone', 'title', 'text', 'pillar'] as const;
export type Column = (typeof COLUMNS)[number];
export type Cells = Record<Column, string>;

/** A row as it came, or as somebody mended it; `line` is its number in the file, heads being 1. */
export interface ImportRow {
  line: number;
  cells: Cells;
}

/** So many posts are a year of a busy brand; more in one file is another file by mistake. */
export const MOST_ROWS = 1_000;
export const MOST_BYTES = 2 * 1024 * 1024;

export const emptyCells = (): Cells => Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Cells;

/** Heads in French and English, ours and other tools'; our own export's are among them. */
const HEADS: Record<Column, readonly string[]> = {
  client: ['client', 'clients', 'marque', 'brand', 'customer'],
  accounts: ['comptes', 'compte', 'accounts', 'account', 'channels', 'channel', 'reseaux', 'reseau', 'networks', 'network', 'platform'],
  day: ['jour', 'date', 'day', 'datedepublication', 'publicationdate', 'publishdate', 'posteddate'],
  hour: ['heure', 'heures', 'hour', 'time', 'horaire'],
  zone: ['fuseau', 'fuseauhoraire', 'timezone', 'zone', 'horloge', 'clock'],
  title: ['titre', 'title'],
  text: ['texte', 'text', 'contenu', 'content', 'message', 'legende', 'caption', 'post'],
  pillar: ['pilier', 'pillar', 'theme'],
};

/** Two names that differ by accents, case or punctuation alone are one name. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

export function columnOf(head: string): Column | null {
  const name = plain(head);
  return COLUMNS.find((column) => HEADS[column].includes(name)) ?? null;
}
