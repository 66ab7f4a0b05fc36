import { json, list, page, readFields, text, type Answer, type Exchange, type Routes } from '../exchange.ts';
import type { Account, World } from '../world.ts';
import { escape, statusHtml } from './html.ts';
import type { Software } from './instance.ts';
import { replayer } from './keys.ts';
import type { Shelf } from './media.ts';
import { idOf, INVALID, NOT_FOUND, showAccount, type Member } from './member.ts';

interface Status {
  id: string;
  account: Account;
  text: string;
  at: number;
  visibility: string;
  language: string | null;
  parent: string | null;
  media: string[];
  warning: string;
}

export function statusRoutes(world: World, software: Software, member: Member, shelf: Shelf): Routes {
  /** Oldest first. */
  const statuses: Status[] = [];
  let written = 0;
  const find = (id: string | undefined): Status | undefined => statuses.find((status) => status.id === id);
  const show = (status: Status, origin: string) => ({
    id: status.id,
    created_at: new Date(status.at).toISOString(),
    in_reply_to_id: status.parent,
    visibility: status.visibility,
    language: status.language,
    spoiler_text: status.warning,
    uri: `${origin}/users/${status.account.name}/statuses/${status.id}`,
    url: `${origin}/@${status.account.name}/${status.id}`,
    content: statusHtml(status.text, origin),
    account: showAccount(world, status.account, origin),
    media_attachments: status.media.map((id) => ({
      id,
      type: shelf.get(id)!.mime.split('/')[0],
      description: shelf.get(id)!.description || null,
    })),
    replies_count: statuses.filter((one) => one.parent === status.id).length,
    reblogs_count: 0,
    favourites_count: 0,
    reblog: null,
  });

  const write = async (exchange: Exchange, account: Account): Promise<Answer> => {
    const fields = await readFields(exchange);
    const said = text(fields.status);
    const media = list(fields.media_ids);
    const parent = text(fields.in_reply_to_id) || null;
    if (!said.trim() && media.length === 0) return json(422, { error: "Validation failed: Text can't be blank" });
    if (software.keepsKeys && lengthOf(said) > software.maxCharacters)
      return json(422, { error: `Validation failed: Text character limit of ${software.maxCharacters} exceeded` });
    if (media.length > software.maxMedia) return json(422, { error: 'Cannot attach more than 4 files' });
    for (const id of media) {
      const one = shelf.get(id);
      if (!one || one.owner !== account || one.usedBy)
        return json(422, { error: `Media with id ${id} not found or already attached to another post` });
      if (one.processing > 0) return json(422, { error: 'Cannot attach files that have not finished processing. Try again in a moment!' });
    }
    if (parent && !find(parent)) return NOT_FOUND;
    const status: Status = {
      id: `115${String((written += 1)).padStart(15, '0')}`,
      account,
      text: said,
      at: world.now(),
      visibility: text(fields.visibility) || 'public',
      language: text(fields.language) || null,
      parent,
      media,
      warning: text(fields.spoiler_text),
    };
    for (const id of media) shelf.get(id)!.usedBy = status.id;
    statuses.push(status);
    const shown = show(status, exchange.origin);
    const key = exchange.headers['idempotency-key'] ?? null;
    world.truth.add({
      kind: 'visible',
      network: software.name,
      account: account.name,
      id: status.id,
      url: shown.url,
      text: said,
      key,
      parent,
      media: media.length,
    });
    return json(200, shown);
  };
  const once = software.keepsKeys ? replayer(world) : null;

  return {
    'POST /api/v1/statuses': (exchange) => {
      const account = member(exchange);
      if (!account) return INVALID;
      const key = exchange.headers['idempotency-key'];
      return once && key ? once(`${account.name}/${key}`, () => write(exchange, account)) : write(exchange, account);
    },
    'GET /api/v1/statuses/:id': (exchange) => {
      const status = find(exchange.params.id);
      return status ? json(200, show(status, exchange.origin)) : NOT_FOUND;
    },
    'GET /api/v1/statuses/:id/source': (exchange) => {
      const status = find(exchange.params.id);
      return status && member(exchange) === status.account
        ? json(200, { id: status.id, text: status.text, spoiler_text: status.warning })
        : NOT_FOUND;
    },
    'GET /api/v1/statuses/:id/context': (exchange) => {
      const answers = statuses.filter((status) => status.parent === exchange.params.id);
      return json(200, { ancestors: [], descendants: answers.map((status) => show(status, exchange.origin)) });
    },
    'DELETE /api/v1/statuses/:id': (exchange) => {
      const status = find(exchange.params.id);
      if (!status || member(exchange) !== status.account) return NOT_FOUND;
      statuses.splice(statuses.indexOf(status), 1);
      world.truth.add({ kind: 'removed', network: software.name, account: status.account.name, id: status.id });
      return json(200, { ...show(status, exchange.origin), text: status.text });
    },
    'GET /api/v1/accounts/:id/statuses': (exchange) => {
      const query = exchange.url.searchParams;
      const account = world.accounts.find((one) => idOf(world, one) === exchange.params.id);
      if (!account) return NOT_FOUND;
      const limit = Math.min(Number(query.get('limit') ?? 20), 40);
      const [max, since] = [query.get('max_id'), query.get('min_id') ?? query.get('since_id')];
      const shown = statuses
        .filter((status) => status.account === account && (!max || status.id < max) && (!since || status.id > since))
        .filter((status) => query.get('exclude_replies') !== 'true' || !status.parent)
        .reverse()
        .slice(0, limit);
      const last = shown.at(-1);
      const next = `${exchange.origin}${exchange.url.pathname}?limit=${limit}&max_id=${last?.id}`;
      return json(
        200,
        shown.map((status) => show(status, exchange.origin)),
        last ? { link: `<${next}>; rel="next"` } : {},
      );
    },
    'GET /@:name/:id': (exchange) => {
      const status = find(exchange.params.id);
      return status
        ? page(200, `<title>${escape(status.account.name)}</title>${statusHtml(status.text, exchange.origin)}`)
        : page(404, 'Not found');
    },
  };
}

/** As Mastodon counts: code points after links became 23 characters and `@user@host` became `@user`. */
const lengthOf = (said: string): number => [...said.replace(/https?:\/\/\S+/g, 'x'.repeat(23)).replace(/(@[\w.-]+)@[\w.-]+/g, '$1')].length;
