import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cutOf } from '../../../words/crop.ts';
import { apiWorld } from '../../../../tests/worlds/api-world.ts';
import { readMultipart } from './door/multipart.ts';

const world = apiWorld();
const picture = new Uint8Array(readFileSync(path.resolve('tests/journeys/tenants/picture.png')));

function form(bytes: Uint8Array<ArrayBuffer> = picture, more: Record<string, string> = {}): FormData {
  const fields = new FormData();
  fields.set('file', new Blob([bytes]), 'plat du jour.png');
  for (const [name, value] of Object.entries({ client: world.house.clientId, alt: 'Un plat', ...more })) fields.set(name, value);
  return fields;
}

test('a picture is added, and used by a post', async () => {
  const added = await world.call('POST /media', form());
  expect(added).toMatchObject({
    status: 201,
    body: { client: world.house.clientId, kind: 'image', alt: 'Un plat', name: 'plat du jour.png' },
  });
  const media = [added.body['id']];
  const made = await world.call('POST /posts', {
    client: world.house.clientId,
    text: 'a',
    media,
    variants: [{ channel: world.house.channelIds[0] }],
    schedule: 'now',
  });
  expect(made).toMatchObject({ status: 201, body: { media } });
});

test('what must stay is said, the shape per channel too; the cut is made, and left out means as it was', async () => {
  const { body: added } = await world.call('POST /media', form());
  expect(added['focus']).toEqual({ x: 500, y: 500 });
  const address = `/media/${added['id']}`;
  const focus = { x: 900, y: 100 };
  expect(await world.call(`PATCH ${address}`, { focus, credit: 'Kossi' })).toMatchObject({ status: 200, body: { focus, alt: 'Un plat' } });
  expect((await world.call(`GET ${address}`)).body).toMatchObject({ focus, credit: 'Kossi' });
  expect(await world.call(`PATCH ${address}`, { focus: { x: 1_001, y: 0 } })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'focus.x' }] },
  });

  const [channel, other] = world.house.channelIds;
  const variants = [{ channel, ratio: '16:9' }, { channel: other }];
  const content = { client: world.house.clientId, text: 'b', media: [added['id']], variants, schedule: 'now' };
  const made = await world.call('POST /posts', content);
  expect(made).toMatchObject({ status: 201, body: { variants: [{ ratio: '16:9' }, { ratio: 'original' }] } });
  expect(made.headers.get('server-timing'), 'what took long is said').toMatch(/^pictures;dur=\d+$/);
  const cut = cutOf(added as unknown as { width: number; height: number }, '16:9', focus)!;
  const sql = 'select cut_x as x, cut_y as y, cut_width as width, cut_height as height from library.media where cut_of = $1';
  expect(await world.database.peek(sql, [added['id']])).toEqual([cut]);

  const patched = await world.call(`PATCH /posts/${made.body['id']}`, { variants: [{ channel }] }, { 'if-match': '*' });
  expect(patched.body['variants']).toMatchObject([{ ratio: '16:9' }]);
  expect(patched.headers.get('server-timing'), 'nothing was left to cut').toBeNull();
});

test('what is no picture, no form, or for nobody is refused, and nothing is left on disk', async () => {
  expect(await world.call('POST /media', form(new TextEncoder().encode('<svg onload=alert(1)>')))).toMatchObject({ status: 415 });
  expect(await world.call('POST /media', form(picture, { client: 'x' }))).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'client' }] },
  });
  expect(await world.call('POST /media', form(picture, { client: world.house.channelIds[0]! }))).toMatchObject({ status: 404 });
  expect(await world.call('POST /media', { file: 'x' })).toMatchObject({ status: 415, body: { code: 'content_type_unknown' } });
  const broken = { 'content-type': 'multipart/form-data; boundary=x' };
  for (const body of ['', '--x', '--x\r\n\r\nabc', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nabc', '--y--'])
    expect(await world.call('POST /media', body, broken)).toMatchObject({ status: 400, body: { code: 'body_unreadable' } });
  const without = new FormData();
  without.set('client', world.house.clientId);
  expect(await world.call('POST /media', without)).toMatchObject({ status: 422, body: { code: 'media_missing' } });
  expect(await readdir(path.join(world.api.house.config.dataDir, 'tmp'))).toEqual([]);
});

test('the same upload under the same key is entered once; another file under it is refused', async () => {
  const count = async () => Number((await world.database.peek<{ n: number }>('select count(*)::int as n from library.media'))[0]!.n);
  const named = { 'idempotency-key': 'photo-1' };
  const before = await count();
  const both = await Promise.all([world.call('POST /media', form(), named), world.call('POST /media', form(), named)]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  const again = await world.call('POST /media', form(), named);
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
  expect(await count()).toBe(before + 1);
  expect(await world.call('POST /media', form(new TextEncoder().encode('other')), named)).toMatchObject({
    status: 422,
    body: { code: 'call_differs' },
  });
});

test('a form cut into any pieces is read the same', async () => {
  const whole = Buffer.from(
    'before\r\n--b\r\nContent-Disposition: form-data; name="client"\r\n\r\nc-1\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="a.bin"\r\ncontent-type: x/y\r\n\r\n--b \r\n-\r\n--\r\n--b--\r\nafter',
  );
  for (const size of [1, 2, 3, 7, 19, 400]) {
    const body = new ReadableStream<Uint8Array>({
      start(out) {
        for (let at = 0; at < whole.length; at += size) out.enqueue(new Uint8Array(whole.subarray(at, at + size)));
        out.close();
      },
    });
    const request = new Request('http://localhost/', {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      body,
      duplex: 'half',
    } as RequestInit);
    const read = await readMultipart(request, world.api.house.config.dataDir, 10_000);
    expect(read.fields).toEqual({ client: 'c-1' });
    const { file, sha256 } = read.files['file']!;
    expect([file.name, await file.text(), sha256.length]).toEqual(['a.bin', '--b \r\n-\r\n--', 64]);
    await read.forget();
  }
});
