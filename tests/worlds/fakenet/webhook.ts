import { createHmac, timingSafeEqual } from 'node:crypto';
import { json, type Exchange } from './exchange.ts';
import { webhookSecretOf, type FakeNetwork, type World } from './world.ts';

const TOLERANCE_S = 300;

/**
 * A receiver of Standard Webhooks at /hooks/<account>: verifies the signature, takes everything it is sent, deduplicates nothing,
 * so that a second delivery is seen in the truth log. Class N: nothing can be read back.
 */
export function fakeWebhook(world: World): FakeNetwork {
  return {
    name: 'webhook',
    keyOf: (exchange) => exchange.headers['webhook-id'] ?? null,
    handle: (exchange) => {
      const account = world.accounts.find((one) => exchange.url.pathname === `/hooks/${one.name}`);
      if (!account) return json(410, { error: 'This address is closed' });
      if (exchange.method !== 'POST') return json(405, { error: 'POST only' }, { allow: 'POST' });
      if (!signed(exchange, webhookSecretOf(account), world.now())) return json(401, { error: 'Bad signature' });
      const body = parse(exchange.body);
      if (!body) return json(400, { error: 'Not JSON' });
      const said = textOf(body);
      if (said !== null) {
        const id = exchange.headers['webhook-id']!;
        world.truth.add({
          kind: 'visible',
          network: 'webhook',
          account: account.name,
          id,
          url: null,
          text: said,
          key: id,
          parent: null,
          media: 0,
        });
      }
      return { status: 204 };
    },
  };
}

function signed(exchange: Exchange, secret: string, now: number): boolean {
  const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '', 'webhook-signature': signatures = '' } = exchange.headers;
  if (!id || !(Math.abs(now / 1000 - Number(timestamp)) <= TOLERANCE_S)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = Buffer.from(createHmac('sha256', key).update(`${id}.${timestamp}.`).update(exchange.body).digest('base64'));
  return signatures.split(' ').some((one) => {
    const given = Buffer.from(one.replace(/^v1,/, ''));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

type Json = Record<string, unknown>;

const parse = (body: Buffer): Json | null => {
  try {
    return JSON.parse(body.toString()) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

/** The text of a publication, wherever the sender put it; null for pings and tests, which show nothing to anybody. */
function textOf(body: Json): string | null {
  if (/ping|test/.test(String(body.type ?? ''))) return null;
  const data = (body.data ?? body) as Json;
  return typeof data.text === 'string' ? data.text : JSON.stringify(data);
}
