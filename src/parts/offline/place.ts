/** Where the notebook is shown: whose, and by which clock. */
export interface Place {
  person: string;
  /** The workspace, as its address names it. */
  workspace: string;
  zone: string;
  /** Guests read. */
  write: boolean;
}

export const notebookAddress = ({ workspace }: Place, postId?: string): string =>
  `/studio/${workspace}/offline${postId ? `?post=${postId}` : ''}`;

/**
 * What is asked for: one post, a new one, or everything. Without a network the composer's addresses and the calendar's lead here too
 * (src/service-worker/pages.ts).
 */
export function askedFor({ pathname, search }: Location): { post: string } | { begin: true; client: string | null } | null {
  const question = new URLSearchParams(search);
  const composer = /\/posts\/([^/]+)$/.exec(pathname)?.[1];
  if (composer === 'new' || question.has('new')) return { begin: true, client: question.get('client') };
  const post = composer ?? question.get('post');
  return post ? { post } : null;
}
