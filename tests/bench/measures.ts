import type { Row } from './row.ts';

/** Measures by name; each loaded when its turn comes, so that one does not weigh on another. */
export const MEASURES: Record<string, () => Promise<{ measure(): Promise<Row[]> }>> = {
  reading: () => import('./reading.ts'),
  start: () => import('./start.ts'),
  sender: () => import('./sender.ts'),
  api: () => import('./create-post.ts'),
};
