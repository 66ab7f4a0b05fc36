import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readForm } from './read-form.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), 'palabre-form-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MULTIPART = 'multipart/form-data; boundary=----WebKit7MA4';
/** The same body in pieces of so many bytes: what is cut anywhere must be read alike. */
const request = (body: Uint8Array, piece = 65_536, type = MULTIPART): Request => {
  let at = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (at >= body.length) return controller.close();
      controller.enqueue(body.slice(at, (at += piece)));
    },
  });
  return new Request('http://localhost/', {
    method: 'POST',
    headers: { 'content-type': type },
    body: stream,
    duplex: 'half',
  } as RequestInit);
};
const filesLeft = (): string[] => readdirSync(path.join(folder, 'tmp'));

test('texts and files come back as a browser sent them, wherever the stream is cut; then the files are gone', async () => {
  const sent = new FormData();
  sent.append('title', 'Marché\r\nde Lomé');
  sent.append('channel', 'a');
  sent.append('channel', 'b');
  sent.append('files', new File([Buffer.from('\r\n------WebKit7MA\r\n--\0binary')], 'été "1".png', { type: 'image/png' }));
  const encoded = new Response(sent);
  const type = encoded.headers.get('content-type')!;
  const body = new Uint8Array(await encoded.arrayBuffer());
  for (const piece of [1, 7, 64, 100_000]) {
    const { form, forget } = await readForm(request(body, piece, type), folder);
    expect([form.get('title'), form.getAll('channel')]).toEqual(['Marché\r\nde Lomé', ['a', 'b']]);
    const file = form.get('files') as File;
    expect([file.name, file.type, await file.text()]).toEqual(['été "1".png', 'image/png', '\r\n------WebKit7MA\r\n--\0binary']);
    await forget();
    expect(filesLeft()).toEqual([]);
  }
});

test('a form without files is read as ever', async () => {
  const { form } = await readForm(request(Buffer.from('a=1&a=2'), 3, 'application/x-www-form-urlencoded'), folder);
  expect(form.getAll('a')).toEqual(['1', '2']);
});

test.each([
  ['cut before its end', '------WebKit7MA4\r\ncontent-disposition: form-data; name="a"\r\n\r\nhalf'],
  ['without a boundary in it', 'nothing of the kind'],
  ['with a part that has no name', '------WebKit7MA4\r\ncontent-type: text/plain\r\n\r\nx\r\n------WebKit7MA4--'],
  ['with a header without end', `------WebKit7MA4\r\n${'x'.repeat(40_000)}\r\n\r\nx\r\n------WebKit7MA4--`],
])('a form %s is refused and leaves nothing', async (_, body) => {
  await expect(readForm(request(Buffer.from(body)), folder)).rejects.toMatchObject({ code: 'invalid' });
  expect(filesLeft()).toEqual([]);
});

test('an empty file field is an empty file, as forms know it', async () => {
  const part = '------WebKit7MA4\r\ncontent-disposition: form-data; name="files"; filename=""\r\n\r\n\r\n------WebKit7MA4--';
  const { form, forget } = await readForm(request(Buffer.from(part)), folder);
  const file = form.get('files') as File;
  expect([file.name, file.size]).toEqual(['', 0]);
  await forget();
});

test('more text than anybody writes is refused while it comes', async () => {
  const body = `------WebKit7MA4\r\ncontent-disposition: form-data; name="a"\r\n\r\n${'x'.repeat(1_100_000)}\r\n------WebKit7MA4--`;
  await expect(readForm(request(Buffer.from(body)), folder)).rejects.toMatchObject({ code: 'form_text_too_long', status: 413 });
});

test('a name that is a path or a property of objects is a name like another', async () => {
  const part = (name: string, filename: string) =>
    `------WebKit7MA4\r\ncontent-disposition: form-data; name="${name}"; filename="${filename}"\r\n\r\nx\r\n`;
  const body = `${part('__proto__', '../../../etc/passwd')}${part('constructor', 'a\0b')}------WebKit7MA4--`;
  const { form, forget } = await readForm(request(Buffer.from(body)), folder);
  expect([...form.keys()]).toEqual(['__proto__', 'constructor']);
  expect((form.get('__proto__') as File).name).toBe('../../../etc/passwd');
  expect(({} as Record<string, unknown>)['0']).toBeUndefined();
  await forget();
});
