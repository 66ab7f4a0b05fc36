import type { Call, Outside, WhoAmI } from '../contract.ts';
import { evidenceOf, jsonOf } from '../evidence.ts';
import { getRecord } from './get-record.ts';
import { speakAgain, type XrpcError } from './xrpc.ts';

export async function whoAmI(outside: Outside, call: Call): Promise<WhoAmI> {
  const spoken = await speakAgain(outside, call, { method: 'GET', nsid: 'com.atproto.server.getSession' });
  if (spoken.kind === 'dead')
    return {
      kind: 'refused',
      code: /takedown|suspend|deactiv/i.test(spoken.code) ? 'account_blocked' : 'token_dead',
      excerpt: spoken.code,
    };
  if (spoken.kind === 'unreachable') return { kind: 'unreadable', code: spoken.code, excerpt: '' };
  const { code, excerpt } = evidenceOf('GET com.atproto.server.getSession', spoken.result, {
    secret: { ...call.line.secret, ...spoken.session },
  });
  const body = jsonOf<XrpcError & { did?: string; handle?: string; active?: boolean; status?: string }>(spoken.result);
  if (spoken.result.kind === 'no_answer' || spoken.result.status !== 200 || !body?.did) return { kind: 'unreadable', code, excerpt };
  if (body.active === false) return { kind: 'refused', code: 'account_blocked', excerpt: body.status ?? '' };
  const handle = body.handle && body.handle !== 'handle.invalid' ? body.handle : body.did;
  const profile = await getRecord(outside, call, body.did, 'self', 'app.bsky.actor.profile');
  return {
    kind: 'known',
    identity: {
      networkUserId: body.did,
      handle: `@${handle}`,
      displayName: profile.record?.value.displayName || handle,
      profileUrl: `https://bsky.app/profile/${body.did}`,
      facts: {},
    },
  };
}
