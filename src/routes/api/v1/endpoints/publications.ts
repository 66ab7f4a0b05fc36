import { z } from '@hono/zod-openapi';
import { decide, listPublications, readPublication } from '#modules/publishing';
import { STATES, type LedgerLine } from '#modules/publishing/shapes';
import { checkMatch, etagOf } from '../door/etag.ts';
import { afterOf, cursorOf, pageOf } from '../door/pages.ts';
import { pathId } from '../door/path-id.ts';
import { asNumber, asPlace } from '../door/places.ts';
import { endpoint } from '../endpoint.ts';
import { pageSchema, paging } from '../shapes/lists.ts';
import { attemptSchema, decisionSchema, publicationSchema, showAttempt, showPublication } from '../shapes/publication.ts';
import { id } from '../shapes/texts.ts';

const moment = () => z.iso.datetime({ offset: true });

const filters = z.object({
  ...paging,
  state: z
    .union([z.enum(STATES), z.array(z.enum(STATES))])
    .optional()
    .openapi({ description: 'May be repeated.' }),
  channel: id().optional(),
  post: id().optional(),
  client: id().optional(),
  from: moment().optional().openapi({ description: '`not_before` from here on.' }),
  to: moment().optional().openapi({ description: '`not_before` before this.' }),
});

const tagOf = (publication: { id: string; version: number }): string => etagOf([publication.id, publication.version]);

export const publications = [
  endpoint({
    method: 'get',
    path: '/publications',
    summary: 'Publications by the time they are for, oldest first.',
    query: filters,
    answers: { status: 200, schema: pageSchema('PublicationPage', publicationSchema) },
    work: async (ctx, { query: { cursor, limit, state, channel, post, client, from, to } }) => {
      const which = {
        ...(state && { states: [state].flat() }),
        ...(channel && { channelId: channel }),
        ...(post && { postId: post }),
        ...(client && { clientId: client }),
        ...(from && { from: new Date(from) }),
        ...(to && { until: new Date(to) }),
      };
      const { items, next } = await listPublications(ctx, which, { after: afterOf(cursor, asPlace) ?? null, limit });
      return { status: 200, body: { items: items.map(showPublication), next_cursor: next && cursorOf(next) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/publications/{id}',
    summary: 'One publication.',
    answers: { status: 200, schema: publicationSchema, tagged: true },
    refusals: [404],
    work: async (ctx, call) => {
      const publication = await readPublication(ctx, pathId(call));
      return { status: 200, body: showPublication(publication), headers: { etag: tagOf(publication) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/publications/{id}/attempts',
    summary: 'Every call that may have changed the outside world, and every reading, in order.',
    query: z.object(paging),
    answers: { status: 200, schema: pageSchema('AttemptPage', attemptSchema) },
    refusals: [404],
    work: async (ctx, call) => {
      const { cursor, limit } = call.query;
      const after = afterOf(cursor, asNumber);
      const { lines } = await readPublication(ctx, pathId(call));
      const attempts = lines.filter((line): line is Extract<LedgerLine, { what: 'attempt' }> => line.what === 'attempt');
      return { status: 200, body: pageOf(attempts, after, { limit, placeOf: (line) => line.n, show: showAttempt }) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/{id}/decision',
    summary:
      'Settles an uncertain publication: it is online (`published`, with its address), it is not (`send`), or give up (`drop`). ' +
      'Answers for one posted by hand: `published`, `not_yet`, `drop`.',
    body: decisionSchema,
    ifMatch: 'heeded',
    answers: { status: 200, schema: publicationSchema, tagged: true },
    refusals: [404, 409],
    work: async (ctx, call) => {
      const asked = pathId(call);
      if (call.ifMatch !== null) checkMatch(call.ifMatch, tagOf(await readPublication(ctx, asked)));
      const { url, ...answer } = { url: undefined, ...call.body };
      await decide(ctx, asked, { ...answer, url: url ?? undefined });
      const publication = await readPublication(ctx, asked);
      return { status: 200, body: showPublication(publication), headers: { etag: tagOf(publication) } };
    },
  }),
];
