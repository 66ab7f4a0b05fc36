import { afterAll, beforeAll, expect, test } from 'vitest';
import { savePost } from '#modules/calendar';
import { addByHand } from '#modules/channels';
import { createClient } from '#modules/clients';
import { movePublications, schedulePublications } from '#modules/publishing';
import { openMailer, type Mailer } from '#plumbing/mail';
import type { Id } from '#words/ids.ts';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openMailbox, textOf, type Mailbox } from '../../../tests/worlds/mailbox.ts';
import { openWorkspace, type TestWorkspace } from '../../../tests/worlds/people.ts';
import { chooseReminder, readReminder, sendReminders } from './index.server.ts';

let database: TestDatabase;
let atelier: TestWorkspace;
let box: Mailbox;
let mail: Mailer;
let clientId: Id;
let channelId: Id;
const config = { publicUrl: new URL('https://palabre.example'), smtpUrl: null };
const round = (through: Mailer | null = mail) => sendReminders({ ...database, config, mail: through });
const MINUTE = 60_000;

beforeAll(async () => {
  database = await openTestDatabase();
  atelier = await openWorkspace(database, 'Atelier Adjovi');
  box = await openMailbox();
  mail = openMailer({ smtpUrl: box.url, mailFrom: 'Palabre <palabre@palabre.example>', publicUrl: config.publicUrl })!;
  clientId = (await atelier.as(atelier.awa)((ctx) => createClient(ctx, { name: 'Chez Tantine Afi' }))).id;
  const asked = { clientId, place: 'whatsapp_status', name: 'Statut de Tantine', address: '' };
  channelId = await atelier.as(atelier.awa)((ctx) => addByHand(ctx, {} as never, asked));
});
afterAll(async () => {
  mail.close();
  await box.close();
  await database.close();
});

const plan = (title: string, inMinutes: number): Promise<Id> =>
  atelier.as(atelier.awa)(async (ctx) => {
    const variants = [{ channelId, text: null, title: null, thread: [], mediaIds: null }];
    const { id: postId } = await savePost(ctx, { clientId, title, text: title, mediaIds: [], variants });
    const notBefore = new Date(ctx.now().getTime() + inMinutes * MINUTE);
    const segments = [{ text: title, title: '', language: 'fr', media: [] }];
    const publications = [{ channelId, network: 'whatsapp' as const, onceClass: 'H' as const, networkUserId: null, segments }];
    const when = { wall: notBefore.toISOString().slice(0, 16), zone: 'Africa/Lome', notBefore };
    await schedulePublications(ctx, { ...when, postId, clientId, publications });
    return postId;
  });

test('who asked for it gets one letter before what is near together, once; moved, once more', async () => {
  const edem = await atelier.join('Edem', 'creator', [clientId]);
  const gone = await atelier.join('Yao', 'creator', [clientId]);
  for (const actor of [edem, gone]) await atelier.as(actor)((ctx) => chooseReminder(ctx, channelId, 30));
  expect(await atelier.as(edem)((ctx) => readReminder(ctx, channelId))).toBe(30);
  expect(await atelier.as(atelier.awa)((ctx) => readReminder(ctx, channelId))).toBeNull();
  await database.peek('delete from clients.assignment where user_id = $1', [gone.userId]);

  const postId = await plan('Ayimolou du samedi', 35);
  await plan('Le menu du jour', 36);
  await round();
  expect(box.letters).toEqual([]);
  database.clock.advance(7 * MINUTE);
  await round(null);
  await round();
  await round();
  const texts = box.letters.map(textOf);
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain('Bonjour Edem');
  expect(texts[0]).toMatch(/- Ayimolou du samedi \(Statut de Tantine\)\s+- Le menu du jour/);
  expect(texts[0]).toContain(`https://palabre.example/studio/${atelier.slug}/run`);

  const notBefore = new Date(database.clock.now().getTime() + 20 * MINUTE);
  await atelier.as(atelier.awa)((ctx) =>
    movePublications(ctx, postId, { wall: notBefore.toISOString().slice(0, 16), zone: 'Africa/Lome', notBefore }),
  );
  await round();
  expect(box.letters).toHaveLength(2);
  await atelier.as(edem)((ctx) => chooseReminder(ctx, channelId, null));
  await plan('Samedi en famille', 10);
  await round();
  expect(box.letters).toHaveLength(2);
});
