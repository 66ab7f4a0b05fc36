import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emailSchema } from '../../src/modules/team/shapes.ts';
import { openS3 } from '../../src/plumbing/files/index.ts';
import { openOperatorService } from '../../src/plumbing/http/index.ts';
import { openMailer, type Mailer } from '../../src/plumbing/mail/index.ts';
import { openMailbox, type Mailbox } from '../worlds/mailbox.ts';
import { openCanary, type Canary } from './ssrf/canary.ts';
import { trapsTo } from './ssrf/traps.ts';

/** T18: the operator's own services are called where the operator said, whatever a tenant typed and whatever they answer. */
let canary: Canary;
let service: Server;
let address: string;
let asked: string[] = [];
let answer = { status: 404, headers: {} as Record<string, string> };
let box: Mailbox;
let mail: Mailer;

beforeAll(async () => {
  canary = await openCanary();
  service = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(answer.status, answer.headers).end();
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  box = await openMailbox();
  mail = openMailer({ smtpUrl: box.url, mailFrom: 'Palabre <p@palabre.example>', publicUrl: new URL('https://palabre.example') })!;
});
beforeEach(() => {
  asked = [];
  answer = { status: 404, headers: {} };
});
afterAll(async () => {
  mail.close();
  await box.close();
  service.closeAllConnections();
  service.close();
  await canary.close();
});

/** What a tenant types or a network names, as such and bent towards the canary as a path. */
const hostile = (): string[] => {
  const host = `127.0.0.1:${canary.port}`;
  const bent = [`//${host}/`, `/\\${host}/`, `\\\\${host}`, `@${host}/`, `:@${host}/`, `.${host}`, `../../${host}`, `..`, `%2e%2e/x`, `//`];
  return [...trapsTo(canary.port).map(({ url }) => url), ...bent, ...bent.map((one) => `did:plc:${one}`), ...bent.map((one) => `?${one}`)];
};

test('the directory is asked below its own address only', async () => {
  const directory = openOperatorService(`${address}/plc/`);
  for (const typed of hostile()) await directory.get(typed);
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.filter((one) => !one.startsWith('GET /plc/'))).toEqual([]);
  expect(canary.connections()).toBe(0);
});

test('the storage is asked for hashes of its bucket only', async () => {
  const files = openS3({ endpoint: address, region: 'a', bucket: 'b', accessKeyId: 'c', secretAccessKey: 'd' });
  for (const typed of hostile()) await expect(files.readAll(typed)).rejects.toThrow(RangeError);
  expect([asked, canary.connections()]).toEqual([[], 0]);
});

test('where directory or storage send elsewhere, nobody follows', async () => {
  const key = `${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}/${'a'.repeat(64)}`;
  const files = openS3({ endpoint: address, region: 'a', bucket: 'b', accessKeyId: 'c', secretAccessKey: 'd' });
  for (const status of [301, 302, 303, 307, 308]) {
    answer = { status, headers: { location: `http://127.0.0.1:${canary.port}/` } };
    expect(await openOperatorService(address).get('did:plc:x')).toMatchObject({ status });
    await expect(files.readAll(key)).rejects.toThrow('Storage');
  }
  expect(canary.connections()).toBe(0);
});

test('mail goes to the operator’s server only, each letter to one address, no header added by what it says', async () => {
  const host = `127.0.0.1:${canary.port}`;
  const many = ['a@b.example, eve@evil.example', 'a@b.example;eve@evil.example', 'a@b.example\r\nBcc: eve@evil.example', `a@[${host}]`];
  for (const email of [...many, `<eve@evil.example>`, `Awa <a@${host}>`, ...hostile()])
    expect(emailSchema.safeParse(email).success, email).toBe(false);
  await mail.send({
    id: '1',
    to: 'awa@localhost.example',
    subject: 'Palabre\r\nBcc: eve@evil.example\r\n\r\nx',
    text: `http://${host}/\r\n.\r\nRCPT`,
  });
  await mail.send({ id: '2', to: `awa@inside.example`, subject: `http://${host}/`, text: '' });
  expect(box.letters).toHaveLength(2);
  const heads = box.letters.map((letter) => letter.split('\r\n\r\n')[0]!);
  expect(heads.filter((head) => /^(bcc|cc):/im.test(head) || /^to:.*evil/im.test(head))).toEqual([]);
  expect(canary.connections()).toBe(0);
});
