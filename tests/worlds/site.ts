import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listClients } from '../../src/modules/clients/index.server.ts';
import { openLine, listChannels } from '../../src/modules/channels/index.server.ts';
import { addMedia, freezeMedia } from '../../src/modules/library/index.server.ts';
import { foundOwnSite, listSites, readSite } from '../../src/modules/site/index.server.ts';
import type { Site } from '../../src/modules/site/shapes.ts';
import { PROGRAMS } from '../../boot/programs.mjs';
import { createAccount, createWorkspace, makeSignInLink } from '../../src/modules/team/index.server.ts';
import { readConfig } from '../../src/plumbing/config/index.ts';
import { APP_ROLE, startEmbeddedPostgres } from '../../src/plumbing/db/embedded-postgres.ts';
import type { Ctx } from '../../src/plumbing/db/index.ts';
import { migrate } from '../../src/plumbing/db/migrate.ts';
import { migrateJobs } from '../../src/plumbing/jobs/migrate.ts';
import { openHouse, type House } from '../../src/wiring/open-house.ts';
import type { Actor } from '../../src/words/actor.ts';
import { newId, type Id } from '../../src/words/ids.ts';
import { addressOf } from './look-into.ts';

export interface SiteWorld {
  house: House;
  /** `http://localhost:<port>`: the public address of this Palabre. */
  origin: string;
  workspaceId: Id;
  site: Site;
  as(actor?: Actor): <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>;
  /** An address that signs Kossiwa in, once. */
  signInLink(): Promise<string>;
  /** Through the site's own channel and network, as the worker does. @returns where the article answers */
  publish(article: { title: string; text: string; mediaIds?: Id[] }): Promise<string>;
  addPicture(bytes: Uint8Array, alt: string, credit?: string): Promise<Id>;
  close(): Promise<void>;
}

/** The built web server of Palabre on a database of its own, with Kossiwa's workspace, brand and site. */
export async function openSiteWorld(name = 'Le carnet de Kossiwa'): Promise<SiteWorld> {
  const folder = await mkdtemp(path.join(tmpdir(), 'palabre-site-'));
  const postgres = await startEmbeddedPostgres(folder, { durable: false });
  await migrate(postgres.owner, path.resolve('migrations'), APP_ROLE);
  await migrateJobs(postgres.owner, APP_ROLE);
  const port = await freePort();
  const env = {
    PALABRE_DATA: folder,
    PALABRE_PORT: String(port),
    PALABRE_LOG: 'error',
    PALABRE_APP_DATABASE_URL: addressOf(postgres.app),
    DATABASE_URL: addressOf(postgres.owner),
  };
  const house = await openHouse(readConfig(env), { name: 'cli', connection: postgres.app });
  const web = await startWeb(env);

  const account = { name: 'Kossiwa', email: 'kossiwa@example.com', passwordHash: 'none:none', language: 'fr' } as const;
  const ownerUserId = await createAccount(house.store.outside, account, new Date());
  const workspace = { name, country: 'TG', currency: 'XOF', zone: 'Africa/Lome', language: 'fr', ownerUserId } as const;
  const { workspaceId } = await createWorkspace(house, workspace, (ctx) => foundOwnSite(ctx, house));
  const kossiwa: Actor = { kind: 'person', userId: ownerUserId, name: 'Kossiwa', role: 'owner', clients: 'all' };
  const as: SiteWorld['as'] =
    (actor = kossiwa) =>
    (work) =>
      house.store.inWorkspace(workspaceId, actor, work);
  const [site] = await as()(listSites);
  const [client] = await as()((ctx) => listClients(ctx));

  return {
    house,
    origin: `http://localhost:${port}`,
    workspaceId,
    site: await as()((ctx) => readSite(ctx, site!.id)),
    as,
    signInLink: async () => `http://localhost:${port}/enter/${await makeSignInLink(house, ownerUserId)}`,
    publish: async ({ title, text, mediaIds = [] }) => {
      const { line, media } = await as()(async (ctx) => {
        const [channel] = await listChannels(ctx);
        return { line: await openLine(ctx, house, channel!.id), media: await freezeMedia(ctx, mediaIds) };
      });
      const verdict = await house.networks.get('site')!.publish(
        { line, signal: new AbortController().signal },
        {
          opId: newId(),
          payload: { title, text, language: 'fr', media },
          createdAt: new Date(),
          prepared: {},
          root: null,
          parent: null,
          firstIntentAt: null,
        },
      );
      if (verdict.kind !== 'published') throw new Error(`not published: ${JSON.stringify(verdict)}`);
      return verdict.remoteUrl!;
    },
    addPicture: async (bytes, alt, credit = '') => {
      const body = new Blob([bytes as BlobPart]).stream();
      const { media } = await addMedia(house, kossiwa, workspaceId, { clientId: client!.id, name: 'photo.jpg', body, alt, credit });
      return media.id;
    },
    close: async () => {
      const gone = new Promise((resolve) => web.once('exit', resolve));
      web.kill('SIGTERM');
      await gone;
      await house.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function startWeb(env: Record<string, string>): Promise<ChildProcess> {
  const web = spawn(process.execPath, [PROGRAMS.web.built], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await new Promise<void>((resolve, reject) => {
    web.once('exit', (code) => reject(new Error(`The web server ended with code ${code}.`)));
    web.on('message', () => resolve());
  });
  web.removeAllListeners('exit');
  return web;
}
