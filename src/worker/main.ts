import { openSpeech } from '../../boot/speech.mjs';
import { askedToLeave, tellReady } from '#plumbing/life';
import { appConnection } from '#plumbing/db';
import { openMailer } from '#plumbing/mail';
import { enter } from '#plumbing/start';
import { checkInstance, forget } from '#modules/publishing';
import { deliver, tellPerson } from '#modules/notices';
import { deliverLetter } from '#modules/team';
import { newId } from '#words/ids.ts';
import { openBackHouse } from '../wiring/open-back-house.ts';
import { openWays } from '../wiring/ways.ts';
import { hear } from './hearing.ts';
import { keepSender } from './keep-sender.ts';
import { keepTime, timetable } from './timetable.ts';

/** The back door: supervises the sender, answers the jobs, keeps the timetable. */
const leave = askedToLeave();
await enter(async (config) => {
  const house = await openBackHouse(config, { name: 'worker', connection: appConnection(config) });
  const worker = newId();
  const office = { ...house, mail: openMailer(config) };

  if (await checkInstance(house.store, config.dataDir, house.clock.now())) openSpeech(config.root).say('cli_reconciling');
  await house.jobs.answer('hear', (data) => hear(house, office, data));
  const courier = { ...house, ring: house.jobs.ring };
  await house.jobs.answer('webhooks', (data) => deliver(courier, data['workspaceId']!, data['deliveryId']!));
  const teller = { ...office, ...openWays(house), ring: house.jobs.ring };
  await house.jobs.answer('notices', (data) => tellPerson(teller, data['workspaceId']!, data['userId']!));
  await house.jobs.answer('letters', (data) => deliverLetter(office, data['letterId']!));
  const sender = keepSender(house);
  await sender.start();
  const time = keepTime(timetable(house, worker), house.log);
  tellReady();

  await leave;
  await sender.stop();
  await time.stop();
  await forget(house.store, worker);
  office.mail?.close();
  await house.close();
});
