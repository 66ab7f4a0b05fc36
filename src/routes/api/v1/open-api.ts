import { randomBytes } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { openKeyRing, type KeyHolder } from '#modules/team';
import { readVersion } from '#plumbing/config';
import { preferredLocale, speaking } from '#plumbing/web';
import { Refusal } from '#words/refusal.ts';
import type { House } from '../../../wiring/open-house.ts';
import { responseOf } from './door/answer.ts';
import { overtaken } from './door/overtaken.ts';
import { refuseFields } from './door/fields.ts';
import { openLimits } from './door/limit-calls.ts';
import { headersOf, methodsOf, ofLibrary, refuseAccept, refuseMethod } from './door/negotiate.ts';
import { accidentOf, problemOf } from './door/problem.ts';
import { recognise } from './door/recognise.ts';
import { swallow } from './door/swallow.ts';
import { documentOf } from './document.ts';
import { ENDPOINTS } from './endpoints.ts';
import { mount } from './mount.ts';
import { mountUpload } from './endpoints/upload.ts';

export const BASE = '/api/v1';

/** What the door found out before an endpoint works. */
export interface Found {
  Bindings: { address: string };
  Variables: { holder: KeyHolder };
}
export type Api = (request: Request, address: string) => Promise<Response>;

/** Bytes of a JSON body: a whole article fits several times. */
const JSON_BYTES = 1024 * 1024;
const jsonOnly = bodyLimit({
  maxSize: JSON_BYTES,
  onError: () => {
    throw new Refusal('body_too_large', { status: 413 });
  },
});

/** The REST API on a house. @returns answers a request of the client at `address`; never throws */
export function openApi(house: House): Api {
  const app = new OpenAPIHono<Found>({
    defaultHook: (result) => {
      if (!result.success) throw refuseFields(result.target, result.error.issues);
    },
  });
  const ring = openKeyRing(house);
  const limit = openLimits();

  app.use(async (c, next) => {
    refuseAccept(c.req.header('accept'));
    if (c.req.path !== `${BASE}/openapi.json`) {
      const holder = await recognise(c.req.header('authorization') ?? null, ring);
      limit(holder.actor.keyId, c.env.address);
      c.set('holder', holder);
    }
    await next();
  });
  app.use(async (c, next) => (c.req.path === `${BASE}/media` ? next() : jsonOnly(c, next)));
  const api = new OpenAPIHono<Found>({ defaultHook: app.defaultHook! });
  for (const endpoint of ENDPOINTS) mount(api, house, endpoint);
  mountUpload(api, house);
  app.route(BASE, api);

  let document: object | null = null;
  const version = readVersion(house.config.root);
  app.get(`${BASE}/openapi.json`, () => responseOf({ status: 200, body: (document ??= documentOf(api, [{ url: BASE }], version)) }));
  app.notFound((c) => {
    const methods = methodsOf(app.routes, c.req.path);
    if (c.req.method === 'OPTIONS' && methods.length > 0) return responseOf({ status: 204, headers: { allow: methods.join(', ') } });
    const refusal = refuseMethod(methods);
    return responseOf(problemOf(refusal, headersOf(refusal)));
  });
  app.onError((error, c) => {
    const refusal = error instanceof HTTPException ? ofLibrary(error) : (overtaken(error) ?? error);
    if (refusal instanceof Refusal) return responseOf(problemOf(refusal, headersOf(refusal)));
    const reference = randomBytes(4).toString('hex').toUpperCase();
    house.log.error({ err: error, reference, method: c.req.method, path: c.req.routePath }, 'accident');
    return responseOf(accidentOf(reference));
  });

  return (request, address) =>
    speaking(preferredLocale(request.headers.get('accept-language')), async () => {
      const answer = await app.fetch(request, { address });
      // A line that breaks meanwhile is the caller's affair.
      if (request.body && !request.bodyUsed) await swallow(request.body.getReader()).catch(() => undefined);
      return answer;
    });
}
