import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { furnish } from '../../../modules/calendar/furnish.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../../../tests/worlds/database.ts';
import { caller, startApi, type RunningApi } from '../../../../tests/worlds/api.ts';

let database: TestDatabase;
let api: RunningApi;
beforeAll(async () => {
  database = await openTestDatabase();
  api = await startApi(database);
});
afterAll(async () => {
  await api?.stop();
  await database?.close();
});

test('the document is OpenAPI 3.1, open to everybody, and names every address of the contract', async () => {
  const { status, body } = await caller(api.base, null)('GET /openapi.json');
  expect(status).toBe(200);
  expect(body).toMatchObject({ openapi: '3.1.0', servers: [{ url: '/api/v1' }] });
  const paths = body['paths'] as Record<string, object>;
  const operations = Object.entries(paths).flatMap(([address, methods]) => Object.keys(methods).map((method) => `${method} ${address}`));
  expect(operations.sort()).toEqual([
    'delete /posts/{id}',
    'delete /webhooks/{id}',
    'get /channels',
    'get /clients',
    'get /posts',
    'get /posts/{id}',
    'get /publications',
    'get /publications/{id}',
    'get /publications/{id}/attempts',
    'get /webhooks',
    'get /webhooks/{id}/deliveries',
    'patch /posts/{id}',
    'post /clients',
    'post /media',
    'post /posts',
    'post /posts/{id}/cancel',
    'post /posts/{id}/schedule',
    'post /publications/{id}/decision',
    'post /webhooks',
  ]);
});

test('every example of docs/api.md works as it is written', async () => {
  const house = await furnish(database);
  const { key } = await api.key(house.workspaceId);
  const made = await caller(api.base, key)('POST /posts', { client: house.clientId, text: 'a', schedule: null });
  const env = {
    ...{ PATH: '/usr/local/bin:/usr/bin:/bin', PALABRE: api.base.replace('/api/v1', ''), KEY: key, CLIENT: house.clientId },
    ...{ CHANNEL: house.channelIds[0]!, POST: String(made.body['id']), ETAG: made.headers.get('etag')! },
    MANAGE: (await api.key(house.workspaceId, { scope: 'manage' })).key,
    PICTURE: path.resolve('tests/journeys/tenants/picture.png'),
  };
  await caller(api.base, key)(`PATCH /posts/${env.POST}`, { variants: [{ channel: env.CHANNEL }] }, { 'if-match': '*' });
  env.ETAG = (await caller(api.base, key)(`GET /posts/${env.POST}`)).headers.get('etag')!;
  const examples = [...readFileSync('docs/api.md', 'utf8').matchAll(/^```sh\n([\s\S]*?)^```/gm)].map((found) => found[1]!);
  expect(examples.length).toBeGreaterThan(4);
  for (const example of examples) {
    const said = await run(example, env);
    expect([example, JSON.parse(said)]).not.toEqual([example, expect.objectContaining({ code: expect.any(String) })]);
  }
});

/** The server is in this process: waiting for the shell must not stop it. */
function run(example: string, env: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('sh', ['-c', example], { env }, (error, stdout, stderr) =>
      error ? reject(new Error(stderr, { cause: error })) : resolve(stdout),
    );
  });
}
