import { setTimeout as sleep } from 'node:timers/promises';
import { listChannels } from '../../src/modules/channels/index.server.ts';
import { readPublicationsOf } from '../../src/modules/publishing/index.server.ts';
import type { Id } from '../../src/words/ids.ts';
import { inSeconds, plan } from './plan.ts';
import { monthAhead, monthName, plant } from './plant.ts';
import { openStage, type Stage } from './stage.ts';

/** A workspace one has worked in: accounts, a month of 200 posts, one that is planned, one that went out on the own site. */
export interface Furnished {
  stage: Stage;
  /** `2026-12`: the month of the 200 posts. */
  month: string;
  post: Id;
  publication: Id;
  channel: Id;
  /** Address of the article. */
  article: string;
}

export async function furnish(): Promise<Furnished> {
  const stage = await openStage(['mastodon', 'webhook']);
  const channels = [await stage.connect('mastodon'), await stage.connect('webhook')];
  const month = monthAhead(1);
  await plant(stage, 200, channels, month, monthAhead(2));
  const post = await plan(stage, 'Samedi, le marché de nuit : tissus, grillades et musique.', channels, monthAhead(2));
  const site = (await stage.work((ctx) => listChannels(ctx))).find((one) => one.network === 'site')!;
  const out = await plan(stage, ARTICLE, [site.id], inSeconds(1));
  for (;;) {
    const [publication] = await stage.work((ctx) => readPublicationsOf(ctx, [out]));
    if (publication?.remoteUrl) {
      const [planned] = await stage.work((ctx) => readPublicationsOf(ctx, [post]));
      return { stage, month: monthName(month), post, publication: planned!.id, channel: channels[0]!, article: publication.remoteUrl };
    }
    await sleep(200);
  }
}

/** Some four hundred words, as a community manager writes them. */
const ARTICLE = `Le marché de nuit revient samedi

${Array.from({ length: 8 }, (_, n) => `## Allée ${n + 1}\n\nLes couturières de Hédzranawoé apportent leurs pagnes, les restauratrices leurs marmites ; on y vient en famille, on y reste pour la musique. Les places sont comptées : arrivez avant la nuit, les zémidjans ont leur coin réservé près de la grande porte.`).join('\n\n')}`;
