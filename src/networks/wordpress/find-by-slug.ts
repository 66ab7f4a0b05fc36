import type { Call, Evidence, Outside } from '../contract.ts';
import { evidenceOf, jsonOf } from '../evidence.ts';
import { speak } from './speak.ts';

export interface FoundPost {
  id: number;
  slug: string;
  status: string;
  link?: string;
  source_url?: string;
}

export type SlugFinding =
  { kind: 'read'; post: FoundPost | null; evidence: Evidence } | { kind: 'unreadable'; code: string; evidence: Evidence };

const STATUSES = { 'wp/v2/posts': 'publish,future,draft,pending,private', 'wp/v2/media': 'inherit,private' } as const;

/**
 * The oldest of our posts with exactly this slug. By id, never by date: posts of the same second come and go between pages
 * when they are listed by date (seen on WordPress 6.1).
 */
export async function findBySlug(outside: Outside, call: Call, collection: keyof typeof STATUSES, slug: string): Promise<SlugFinding> {
  const result = await speak(outside, call, {
    method: 'GET',
    path: collection,
    query: { slug, status: STATUSES[collection], context: 'edit', orderby: 'id', order: 'asc', per_page: '100' },
  });
  const evidence = { ...evidenceOf(`GET ${collection}?slug=`, result, call.line), excerpt: '' };
  const posts = result.kind === 'answer' && result.status === 200 ? jsonOf<FoundPost[]>(result) : null;
  if (!Array.isArray(posts)) return { kind: 'unreadable', code: evidence.code, evidence };
  return { kind: 'read', post: posts.filter((post) => post.slug === slug).toSorted((a, b) => a.id - b.id)[0] ?? null, evidence };
}
