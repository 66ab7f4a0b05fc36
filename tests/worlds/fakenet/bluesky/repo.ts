import { json, type Answer, type Exchange, type Routes } from '../exchange.ts';
import { didOf, handleOf, type Account, type World } from '../world.ts';
import { blobCid, recordCid } from './cid.ts';
import { postTrouble } from './lexicon.ts';
import { no, type Sessions } from './session.ts';

interface Row {
  cid: string;
  value: Record<string, unknown>;
}
/** Uploads by their cid: invisible until a record names them, and swept when none does. */
export type Blobs = Map<string, { mime: string; bytes: Buffer }>;

interface Write {
  $type: string;
  collection: string;
  rkey?: string;
  value?: Record<string, unknown>;
}

const MAX_BLOB = 5 * 1024 * 1024;
const POST = 'app.bsky.feed.post';

/** Repositories: records by collection and key, with the PDS's rules of what happens when a key is written twice. */
export function repoRoutes(world: World, sessions: Sessions, blobs: Blobs): Routes {
  const rows = new Map<string, Row>();
  let revision = 0;
  const uriOf = (account: Account, collection: string, rkey: string): string => `at://${didOf(account)}/${collection}/${rkey}`;
  const commit = () => ({ cid: recordCid(revision), rev: (revision += 1).toString(32).padStart(13, '2') });
  const find = (name: string | null): Account | undefined => world.accounts.find((one) => didOf(one) === name || handleOf(one) === name);

  const store = (account: Account, collection: string, rkey: string, value: Record<string, unknown>): Row => {
    const uri = uriOf(account, collection, rkey);
    const row = { cid: recordCid(value), value };
    const edited = rows.has(uri);
    rows.set(uri, row);
    // The public view ignores edits: only the first writing of a key shows a new post.
    if (collection === POST && !edited) showPost(world, account, uri, rkey, value);
    return row;
  };
  /** The body of a write, once its caller, repository and record are in order. */
  const writer = async (exchange: Exchange, work: (account: Account, body: Record<string, unknown>) => Answer): Promise<Answer> => {
    const given = sessions.caller(exchange);
    if ('refused' in given) return given.refused;
    const body = JSON.parse(exchange.body.toString() || '{}') as Record<string, unknown>;
    if (find(String(body.repo)) !== given.account) return no(403, 'InvalidRequest', 'Cannot write to another repo');
    return work(given.account, body);
  };
  const trouble = (collection: unknown, record: unknown): Answer | null => {
    const found = collection === POST ? postTrouble(record, (cid) => blobs.has(cid)) : null;
    return found && no(400, found.error, found.message);
  };

  return {
    'POST /xrpc/com.atproto.repo.uploadBlob': (exchange) => {
      const given = sessions.caller(exchange);
      if ('refused' in given) return given.refused;
      if (exchange.body.length > MAX_BLOB) return no(413, 'PayloadTooLarge', 'request entity too large');
      const mimeType = exchange.headers['content-type'] ?? 'application/octet-stream';
      const link = blobCid(exchange.body);
      blobs.set(link, { mime: mimeType, bytes: exchange.body });
      return json(200, { blob: { $type: 'blob', ref: { $link: link }, mimeType, size: exchange.body.length } });
    },

    'POST /xrpc/com.atproto.repo.putRecord': (exchange) =>
      writer(exchange, (account, body) => {
        const { collection, rkey, record } = body as { collection: string; rkey: string; record: Record<string, unknown> };
        const wrong = trouble(collection, record);
        if (wrong) return wrong;
        const uri = uriOf(account, collection, rkey);
        const current = rows.get(uri);
        const cid = recordCid(record);
        // Writing the same record again changes nothing and is answered as the first time, before any swap is compared.
        if (current?.cid === cid) return json(200, { uri, cid, validationStatus: 'valid' });
        if ('swapRecord' in body && (body.swapRecord ?? null) !== (current?.cid ?? null))
          return no(400, 'InvalidSwap', `Record was at ${current?.cid ?? 'null'}`);
        store(account, collection, rkey, record);
        return json(200, { uri, cid, commit: commit(), validationStatus: 'valid' });
      }),

    'POST /xrpc/com.atproto.repo.createRecord': (exchange) =>
      writer(exchange, (account, body) => {
        const { collection, record } = body as { collection: string; record: Record<string, unknown> };
        const rkey = String(body.rkey ?? `3k${String(rows.size).padStart(11, '2')}`);
        const wrong = trouble(collection, record);
        if (wrong) return wrong;
        const uri = uriOf(account, collection, rkey);
        if (rows.has(uri)) return no(500, 'InternalServerError', 'Internal Server Error');
        return json(200, { uri, cid: store(account, collection, rkey, record).cid, commit: commit(), validationStatus: 'valid' });
      }),

    'POST /xrpc/com.atproto.repo.applyWrites': (exchange) =>
      writer(exchange, (account, body) => {
        const writes = (body.writes ?? []) as Write[];
        const creates = writes.map((write, index) => ({
          ...write,
          rkey: write.rkey ?? `3w${String(rows.size + index).padStart(11, '2')}`,
        }));
        for (const { collection, rkey, value } of creates) {
          const wrong = trouble(collection, value);
          if (wrong) return wrong;
          if (rows.has(uriOf(account, collection, rkey))) return no(500, 'InternalServerError', 'Internal Server Error');
        }
        const results = creates.map(({ collection, rkey, value }) => ({
          $type: 'com.atproto.repo.applyWrites#createResult',
          uri: uriOf(account, collection, rkey),
          cid: store(account, collection, rkey, value!).cid,
          validationStatus: 'valid',
        }));
        return json(200, { commit: commit(), results });
      }),

    'POST /xrpc/com.atproto.repo.deleteRecord': (exchange) =>
      writer(exchange, (account, body) => {
        const uri = uriOf(account, String(body.collection), String(body.rkey));
        if (rows.delete(uri)) world.truth.add({ kind: 'removed', network: 'bluesky', account: account.name, id: uri });
        return json(200, {});
      }),

    'GET /xrpc/com.atproto.repo.getRecord': (exchange) => {
      const query = exchange.url.searchParams;
      const account = find(query.get('repo'));
      if (!account) return no(400, 'InvalidRequest', `Could not find repo: ${query.get('repo')}`);
      const uri = uriOf(account, query.get('collection') ?? '', query.get('rkey') ?? '');
      const row = rows.get(uri);
      return row ? json(200, { uri, ...row }) : no(400, 'RecordNotFound', `Could not locate record: ${uri}`);
    },

    'GET /xrpc/com.atproto.repo.listRecords': (exchange) => {
      const query = exchange.url.searchParams;
      const account = find(query.get('repo'));
      if (!account) return no(400, 'InvalidRequest', `Could not find repo: ${query.get('repo')}`);
      const start = uriOf(account, query.get('collection') ?? '', '');
      const records = [...rows].filter(([uri]) => uri.startsWith(start)).map(([uri, row]) => ({ uri, ...row }));
      records.sort((a, b) => (a.uri < b.uri ? 1 : -1));
      return json(200, { records: records.slice(0, Number(query.get('limit') ?? 50)) });
    },

    'GET /xrpc/com.atproto.sync.getBlob': (exchange) => {
      const blob = blobs.get(exchange.url.searchParams.get('cid') ?? '');
      return blob ? { status: 200, body: blob.bytes, headers: { 'content-type': blob.mime } } : no(400, 'BlobNotFound', 'Blob not found');
    },
  };
}

function showPost(world: World, account: Account, uri: string, rkey: string, value: Record<string, unknown>): void {
  const reply = value.reply as { parent: { uri: string } } | undefined;
  const images = ((value.embed as Record<string, unknown> | undefined)?.images ?? []) as unknown[];
  world.truth.add({
    kind: 'visible',
    network: 'bluesky',
    account: account.name,
    id: uri,
    url: `https://bsky.app/profile/${handleOf(account)}/post/${rkey}`,
    text: String(value.text),
    key: rkey,
    parent: reply?.parent.uri ?? null,
    media: images.length,
  });
}
