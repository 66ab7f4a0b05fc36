import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { readLines, readPost } from '#modules/calendar';
import { canWrite } from '#modules/calendar/shapes';
import { listAllConflicts, type OpenConflict } from '#modules/offline';
import { writingOf } from '#modules/offline/shapes';
import { listChannels } from '#modules/channels';
import { findMedia } from '#modules/library';
import { mediaPath } from '#modules/library/shapes';
import { listPillars } from '#modules/strategy';
import { act, parseForm, show } from '#plumbing/web';
import type { Ctx } from '#plumbing/db';
import { settleTwoTexts } from '../../../../../../wiring/settle-two-texts.ts';
import { sayValue, type Known } from './say-value.ts';
import type { Actions, PageServerLoad } from './$types';

/** Both texts of everything that two people wrote, the post's on one side and what arrived on the other. */
export const load: PageServerLoad = ({ locals, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      const conflicts = [];
      for (const one of await listAllConflicts(ctx)) conflicts.push(...(await sideBySide(ctx, one)));
      return { conflicts, done: url.searchParams.has('done') };
    }),
  );

async function sideBySide(ctx: Ctx, { id, postId, field, ours, by, at }: OpenConflict) {
  const [line] = await readLines(ctx, [postId]);
  const post = await readPost(ctx, postId);
  if (!canWrite(ctx.actor, post.clientId) || !line) return [];
  const theirs = writingOf(post)[field];
  const known = await readKnown(ctx, post.clientId, field === 'mediaIds' ? [...(theirs as string[]), ...(ours as string[])] : []);
  const say = (value: unknown) => sayValue(field, value, known);
  return [{ id, postId, field, by, at, name: line.name, version: post.version, theirs: say(theirs), ours: say(ours) }];
}

async function readKnown(ctx: Ctx, clientId: string, mediaIds: string[]): Promise<Known> {
  const media = mediaIds.length > 0 ? await findMedia(ctx, [...new Set(mediaIds)]) : [];
  return {
    channels: new Map((await listChannels(ctx, { clientId })).map(({ id, name }) => [id, name])),
    pillars: new Map((await listPillars(ctx, { clientId })).map(({ id, name }) => [id, name])),
    pictures: new Map(media.map(({ id, alt, originalName }) => [id, { path: mediaPath(id, 'thumb'), alt: alt || originalName }])),
  };
}

const choiceSchema = z.object({ id: z.uuid(), chosen: z.enum(['ours', 'theirs']), version: z.coerce.number().int().positive() });

export const actions: Actions = {
  /** One of the two becomes the post's, as long as the post is still what the page showed. */
  default: (event) =>
    act(event, async (form) => {
      const { id, ...said } = parseForm(form, choiceSchema);
      await event.locals.work((ctx) => settleTwoTexts(ctx, id, said));
      redirect(303, `${event.url.pathname}?done`);
    }),
};
