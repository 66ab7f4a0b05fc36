import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { apiWorld } from '../../../../tests/worlds/api-world.ts';
import { caller } from '../../../../tests/worlds/api.ts';

const world = apiWorld();
const PICTURE = path.resolve('tests/journeys/tenants/picture.png');

test('the document is OpenAPI 3.1, open to everybody, and names every address of the contract', async () => {
  const { status, body } = await caller(world.api.base, null)('GET /openapi.json');
  expect(status).toBe(200);
  expect(body).toMatchObject({ openapi: '3.1.0', servers: [{ url: '/api/v1' }] });
  const paths = body['paths'] as Record<string, object>;
  const operations = Object.entries(paths).flatMap(([address, methods]) => Object.keys(methods).map((method) => `${method} ${address}`));
  expect(operations.sort()).toEqual([
    'delete /posts/{id}',
    'delete /webhooks/{id}',
    'get /channels',
    'get /clients',
    'get /media/{id}',
    'get /posts',
    'get /posts/{id}',
    'get /publications',
    'get /publications/{id}',
    'get /publications/{id}/attempts',
    'get /webhooks',
    'get /webhooks/{id}/deliveries',
    'patch /media/{id}',
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
  const { key } = await world.api.key(world.house.workspaceId);
  const fields = new FormData();
  fields.set('client', world.house.clientId);
  fields.set('file', new Blob([readFileSync(PICTURE)]), 'plat.png');
  const { body: media } = await caller(world.api.base, key)('POST /media', fields);
  const made = await caller(world.api.base, key)('POST /posts', { client: world.house.clientId, text: 'a', schedule: null });
  const env = {
    ...{ PATH: '/usr/local/bin:/usr/bin:/bin', PALABRE: world.api.base.replace('/api/v1', ''), KEY: key, CLIENT: world.house.clientId },
    ...{ CHANNEL: world.house.channelIds[0]!, POST: String(made.body['id']), ETAG: made.headers.get('etag')! },
    MANAGE: (await world.api.key(world.house.workspaceId, { scope: 'manage' })).key,
    ...{ PICTURE, MEDIA: String(media['id']) },
  };
  await caller(world.api.base, key)(`PATCH /posts/${env.POST}`, { variants: [{ channel: env.CHANNEL }] }, { 'if-match': '*' });
  env.ETAG = (await caller(world.api.base, key)(`GET /posts/${env.POST}`)).headers.get('etag')!;
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
