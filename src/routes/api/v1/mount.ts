import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { withCuts } from '#modules/library';
import type { House } from '../../../wiring/open-house.ts';
import { responseOf } from './door/answer.ts';
import { needMatch } from './door/etag.ts';
import { answerOnce, onceOf } from './door/once.ts';
import { describeAnswers, describeHeaders } from './document.ts';
import type { Call, Endpoint } from './endpoint.ts';
import type { Found } from './open-api.ts';

/** Puts an endpoint on its address: described, parsed, in one transaction, answered once per Idempotency-Key. */
export function mount(app: OpenAPIHono<Found>, house: House, one: Endpoint): void {
  const route = createRoute({
    method: one.method,
    path: one.path,
    summary: one.summary,
    request: {
      ...(one.path.includes('{id}') && { params: z.object({ id: z.string().openapi({ format: 'uuid' }) }) }),
      ...(one.query && { query: one.query }),
      headers: describeHeaders(one),
      ...(one.body && { body: { required: true, content: { 'application/json': { schema: one.body } } } }),
    },
    responses: describeAnswers(one),
  });
  app.openapi(route, (async (c: Context<Found>) => {
    const { workspaceId, actor } = c.get('holder');
    const parsed = c.req as unknown as { valid(target: 'query' | 'json'): unknown };
    const call: Call<never, never> = {
      params: c.req.param(),
      query: (one.query ? parsed.valid('query') : {}) as never,
      body: (one.body ? parsed.valid('json') : null) as never,
      ifMatch: one.ifMatch ? (c.req.header('if-match') ?? null) : null,
      house,
    };
    if (one.ifMatch === 'needed') needMatch(call.ifMatch);
    const once = one.method === 'post' ? onceOf(c.req.raw, actor.keyId, [call.query, call.body]) : null;
    const work = () => house.store.inWorkspace(workspaceId, actor, (ctx) => answerOnce(ctx, once, () => one.work(ctx, call)));
    let cutting = 0;
    const answer = await withCuts(house, actor, workspaceId, work, (milliseconds) => (cutting += milliseconds));
    const response = responseOf(answer);
    // Half a second a picture, the first time it goes out in this shape: a program that wonders is told (W3C Server Timing).
    if (cutting > 0) response.headers.set('server-timing', `pictures;dur=${Math.round(cutting)}`);
    return response;
  }) as never);
}
