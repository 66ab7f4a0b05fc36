import type { Call, Identity, Outside, WhoAmI } from '../contract.ts';
import { evidenceOf, jsonOf } from '../evidence.ts';
import { DEAD_PASSWORD, errorOf, speak } from './speak.ts';

interface User {
  id?: number;
  name?: string;
  username?: string;
  slug?: string;
  link?: string;
  capabilities?: Record<string, boolean>;
}

export async function whoAmI(outside: Outside, call: Call): Promise<WhoAmI> {
  const result = await speak(outside, call, { method: 'GET', path: 'wp/v2/users/me', query: { context: 'edit' } });
  const { code, excerpt } = evidenceOf('GET wp/v2/users/me', result, call.line);
  if (result.kind === 'no_answer') return { kind: 'unreadable', code, excerpt };
  if (result.status === 401 && DEAD_PASSWORD.has(errorOf(result))) return { kind: 'refused', code: 'token_dead', excerpt };
  const user = result.status === 200 ? jsonOf<User>(result) : null;
  if (!user?.id) return { kind: 'unreadable', code, excerpt };
  // A Contributor may write but not publish: everything planned would be refused.
  if (!user.capabilities?.['publish_posts']) return { kind: 'refused', code: 'no_permission', excerpt: '' };
  return { kind: 'known', identity: identityOf(user, call) };
}

function identityOf(user: User, call: Call): Identity {
  return {
    networkUserId: String(user.id),
    handle: user.username ?? user.slug ?? String(user.id),
    displayName: user.name ?? user.username ?? '',
    profileUrl: user.link ?? null,
    facts: { ...call.line.facts, mayUpload: user.capabilities?.['upload_files'] === true },
  };
}
