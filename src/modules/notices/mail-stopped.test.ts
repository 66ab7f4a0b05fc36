import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMailer, type Mailer } from '#plumbing/mail';
import { openSeal } from '#plumbing/seal';
import type { Id } from '#words/ids.ts';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openMailbox, textOf, type Mailbox } from '../../../tests/worlds/mailbox.ts';
import { openWorkspace, type TestWorkspace } from '../../../tests/worlds/people.ts';
import { addEndpoint, mailStopped, resumeEndpoint } from './index.server.ts';

let database: TestDatabase;
let atelier: TestWorkspace;
let box: Mailbox;
let mail: Mailer;
let folder: string;
let endpointId: Id;
const config = { publicUrl: new URL('https://palabre.example'), smtpUrl: null };
const tell = (through: Mailer | null) => mailStopped({ ...database, config, mail: through }, atelier.workspaceId, endpointId);
const stop = (reason: string) =>
  database.peek("update notices.endpoint set state = 'off', off_reason = $1, failing_since = now() where id = $2", [reason, endpointId]);

beforeAll(async () => {
  database = await openTestDatabase();
  atelier = await openWorkspace(database, 'Atelier Adjovi');
  const ama = await atelier.join('Ama', 'manager');
  await database.peek("update auth.person set language = 'en' where id = $1", [ama.userId]);
  await atelier.join('Kodjo', 'creator');
  box = await openMailbox();
  mail = openMailer({ smtpUrl: box.url, mailFrom: 'Palabre <palabre@palabre.example>', publicUrl: config.publicUrl })!;
  folder = mkdtempSync(path.join(tmpdir(), 'palabre-stopped-'));
  const form = { url: 'https://caisse.example/crochet?cle=SESAME', events: ['publication.failed' as const] };
  endpointId = (await atelier.as(atelier.awa)((ctx) => addEndpoint(ctx, openSeal(path.join(folder, 'keys')), form))).id;
});
afterAll(async () => {
  mail.close();
  await box.close();
  await database.close();
  rmSync(folder, { recursive: true });
});

test('owners and managers are told, each in their language; a key in the address stays at home', async () => {
  await stop('failing');
  await tell(mail);
  const texts = box.letters.map(textOf).sort((a, b) => a.length - b.length);
  expect(texts).toHaveLength(2);
  expect(texts[0]).toMatch(
    /Hello Ama,\s+Palabre has switched off the receiver caisse\.example of the workspace “Atelier Adjovi”: nothing has/,
  );
  expect(texts[1]).toMatch(/Bonjour Awa,\s+Palabre a arrêté le récepteur caisse\.example .*rien ne lui parvient depuis trois jours/);
  for (const text of texts) expect(text).toContain('https://palabre.example/');
  expect(texts.join()).not.toContain('SESAME');
});

test('woken again it says nothing more; switched on and off again, it says so again', async () => {
  box.letters.length = 0;
  await tell(mail);
  expect(box.letters).toEqual([]);
  await atelier.as(atelier.awa)((ctx) => resumeEndpoint(ctx, async () => undefined, endpointId));
  await tell(mail);
  expect(box.letters).toEqual([]);
  await stop('gone');
  await tell(null);
  await tell(mail);
  expect(box.letters.map(textOf).filter((text) => text.includes('410'))).toHaveLength(2);
});

test('a mail server that is down is tried again, with the same messages; what a person switched off is no news', async () => {
  await atelier.as(atelier.awa)((ctx) => resumeEndpoint(ctx, async () => undefined, endpointId));
  box.letters.length = 0;
  await stop('gone');
  await expect(tell(openMailer({ smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'a@b.example', publicUrl: config.publicUrl }))).rejects.toThrow();
  await tell(mail);
  const ids = () => new Set(box.letters.map((letter) => /^Message-ID:\s+(\S+)/im.exec(letter)![1]));
  expect(ids().size).toBe(2);
  await database.peek('update notices.endpoint set mailed_at = null');
  await tell(mail);
  expect([box.letters.length, ids().size]).toEqual([4, 2]);
  await database.peek("update notices.endpoint set mailed_at = null, off_reason = 'person'");
  box.letters.length = 0;
  await tell(mail);
  expect(box.letters).toEqual([]);
});
