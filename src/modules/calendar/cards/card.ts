import type { Id } from '#words/ids.ts';

/** What is shown under a text that holds a link, on networks that read it from us. */
export interface Card {
  url: string;
  title: string;
  description: string;
  mediaId: Id | null;
}
