import type { Call, Finding, Order, Outside } from '../contract.ts';
import { evidenceOf, jsonOf, unreadable } from '../evidence.ts';
import { slugOf } from './article.ts';
import { findBySlug, type FoundPost } from './find-by-slug.ts';
import type { Prepared } from './prepare.ts';
import { errorOf, speak } from './speak.ts';

/** The state of our draft; without one, whatever holds our slug. */
export async function look(outside: Outside, call: Call, order: Order): Promise<Finding> {
  const { postId } = order.prepared as Prepared;
  if (!postId) {
    const found = await findBySlug(outside, call, 'wp/v2/posts', slugOf(order));
    if (found.kind === 'unreadable') return found;
    return found.post?.status === 'publish' ? foundAs(found.post, found.evidence) : { kind: 'absent', evidence: found.evidence };
  }
  const { result, evidence, post } = await readPost(outside, call, postId);
  if (post?.status === 'publish') return foundAs(post, evidence);
  if (post && ['draft', 'pending', 'private', 'trash', 'auto-draft'].includes(post.status)) return { kind: 'absent', evidence };
  if (result.kind === 'answer' && result.status === 404 && errorOf(result) === 'rest_post_invalid_id') return { kind: 'absent', evidence };
  return unreadable(post ? `status_${post.status}` : evidence.code, evidence);
}

export async function isLive(outside: Outside, call: Call, remoteId: string): Promise<'live' | 'gone' | 'unknown'> {
  const { result, post } = await readPost(outside, call, Number(remoteId));
  if (post) return post.status === 'publish' ? 'live' : 'gone';
  return result.kind === 'answer' && result.status === 404 && errorOf(result) === 'rest_post_invalid_id' ? 'gone' : 'unknown';
}

const foundAs = (post: FoundPost, evidence: Finding['evidence']): Finding => ({
  kind: 'found',
  remoteId: String(post.id),
  remoteUrl: post.link ?? null,
  evidence,
});

async function readPost(outside: Outside, call: Call, postId: number) {
  const result = await speak(outside, call, { method: 'GET', path: `wp/v2/posts/${postId}`, query: { context: 'edit' } });
  const evidence = { ...evidenceOf('GET wp/v2/posts/:id', result, call.line), excerpt: '' };
  const post = result.kind === 'answer' && result.status === 200 ? jsonOf<FoundPost>(result) : null;
  return { result, evidence, post: post?.id ? post : null };
}
