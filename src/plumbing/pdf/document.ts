/** What a document holds, from top to bottom; how it looks is the printer's business. Text is printed as it is, never read as markup. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string; strong?: boolean }
  /** In small grey letters. */
  | { kind: 'note'; text: string }
  /** What somebody else wrote, beside a rule; `over` says where. */
  | { kind: 'quote'; over: string; text: string }
  /** A hash or a number, in letters of one width. */
  | { kind: 'code'; label: string; text: string }
  | { kind: 'link'; text: string; url: string };

export interface PrintedDocument {
  title: string;
  /** One sentence under the title. */
  lead: string;
  /** Above the title: for whom. */
  over: string;
  /** Said along the woven edge: who established it, for whom. */
  edge: string;
  /** BCP 47, `fr`. */
  language: string;
  /** Written in the file; the same document of the same date is the same bytes. */
  date: Date;
  /** « Page 1 sur 3 » */
  footer(page: number, pages: number): string;
  blocks: readonly Block[];
}
