import { fail, redirect } from '@sveltejs/kit';
import { isDay, readComposerForm, type Written } from '#modules/calendar/shapes';
import { deletePost, listRemarks, listTasks, readPost, readRepeated, removeCard, restorePost, takeNextSlot } from '#modules/calendar';
import { addFiles } from '#modules/library';
import { act, sentenceOf, show } from '#plumbing/web';
import type { Ctx } from '#plumbing/db';
import { isId } from '#words/ids.ts';
import { Refusal, notFound } from '#words/refusal.ts';
import { askAboutRepeats, SaidBefore } from '../../../../../../wiring/ask-about-repeats.ts';
import { handEdits, movePost, publishNow, schedulePost, takeBack } from '../../../../../../wiring/plan-post.ts';
import { questionOf } from './ask-repeats.ts';
import { frenchOffers, insertSnippet, setTexts, splitVariant, withVariant } from './change-texts.ts';
import { readLinkCard } from '../../../../../../wiring/read-link-card.ts';
import { readComposer } from './read-composer.ts';
import { saveWritten } from './save-written.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  show(async () => {
    if (!isId(params.post)) throw notFound();
    const day = url.searchParams.get('day') ?? '';
    const { together, ...composer } = await locals.work(async (ctx) => {
      const read = await readComposer(ctx, params.post);
      const repeats = (await readRepeated(ctx, params.post)) !== null;
      return { ...read, repeats, together: read.mayWrite ? await countTogether(ctx, params.post) : 0 };
    });
    return {
      ...composer,
      together,
      mine: locals.member?.zone ?? 'UTC',
      day: isDay(day) ? day : '',
      preview: url.searchParams.get('view') === 'preview',
      french: url.searchParams.get('view') === 'french' ? frenchOffers(composer.written) : null,
      done: url.searchParams.get('done'),
      of: url.searchParams.get('of'),
    };
  });

/** What waits between colleagues: remarks not yet seen, and what is still to be done. */
async function countTogether(ctx: Ctx, postId: string): Promise<number> {
  const fresh = (await listRemarks(ctx, postId)).filter((one) => one.fresh);
  return fresh.length + (await listTasks(ctx, postId)).filter((task) => !task.done).length;
}

/**
 * What was written, saved first: whatever is asked next is asked of what one sees, and a file refused afterwards loses nothing. Files
 * sent without scripts join the post one by one.
 * @throws NotSaved when the text itself is not in the database
 */
async function save(
  event: RequestEvent,
  form: FormData,
  change: (ctx: Ctx, written: Written) => Promise<Written> = async (_, same) => same,
) {
  const { locals, params } = event;
  const written = readComposerForm(form);
  const { actor, clientId, saved } = await saving(written, () =>
    locals.work(async (ctx) => {
      const { clientId, variants } = await readPost(ctx, params.post);
      // The form says nothing of the pictures an account has for itself, by the API: they stay.
      for (const one of written.variants) one.mediaIds = variants.find(({ channelId }) => channelId === one.channelId)?.mediaIds ?? null;
      Object.assign(written, await change(ctx, written));
      return { actor: ctx.actor, clientId, saved: await saveWritten(ctx, params.post, Number(form.get('version')) || 0, written) };
    }),
  );
  let { version } = saved;
  await addFiles(locals.house, actor, locals.member!.workspaceId, form, { clientId }, async (media) => {
    written.mediaIds = [...written.mediaIds, media.id];
    ({ version } = await locals.work((ctx) => saveWritten(ctx, params.post, version, written)));
  });
}

/** What was typed goes back to the page with the refusal: it is not in the database. */
class NotSaved extends Error {
  readonly written: Written;
  readonly refusal: Refusal;
  constructor(written: Written, refusal: Refusal) {
    super(refusal.code, { cause: refusal });
    this.written = written;
    this.refusal = refusal;
  }
}

async function saving<T>(written: Written, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw thrown instanceof Refusal ? new NotSaved(written, thrown) : thrown;
  }
}

const here = (event: RequestEvent, query = ''): never =>
  redirect(303, `/studio/${event.params.workspace}/posts/${event.params.post}${query}`);

const answer = (refusal: Refusal) => ({ code: refusal.code, sentence: sentenceOf(refusal), field: refusal.field ?? null });

/** What could not be saved comes back in its fields; an hour that does not exist, with the two that do; what was said before, as a question. */
const writing = (event: RequestEvent, work: (form: FormData) => Promise<unknown>) =>
  act(event, async (form) => {
    try {
      await work(form);
    } catch (thrown) {
      if (thrown instanceof SaidBefore) {
        const repeated = await event.locals.work((ctx) => questionOf(ctx, thrown, event.url));
        return fail(thrown.status, { repeated, refusal: null, values: {} as Record<string, string> });
      }
      if (thrown instanceof Refusal && thrown.code === 'wall_time_gap') {
        const neighbours = [String(thrown.details.before), String(thrown.details.after)];
        return fail(thrown.status, { refusal: answer(thrown), neighbours, values: {} as Record<string, string> });
      }
      if (!(thrown instanceof NotSaved)) throw thrown;
      const { refusal, written } = thrown;
      const clash = refusal.code === 'stale';
      return fail(refusal.status, { refusal: answer(refusal), typed: written, clash, values: {} as Record<string, string> });
    }
  });

/** Saves, then does. */
const acting = (event: RequestEvent, work: (ctx: Ctx, form: FormData) => Promise<string>) =>
  writing(event, async (form) => {
    // Saved on its own: a refused plan must not lose what was written.
    await save(event, form);
    here(event, await event.locals.work((ctx) => work(ctx, form)));
  });

/** The same for what is about to leave: what was said before is asked about once, and undone with the question. */
const sending = (event: RequestEvent, work: (ctx: Ctx, form: FormData) => Promise<string>) =>
  acting(event, async (ctx, form) => {
    const query = await work(ctx, form);
    await askAboutRepeats(ctx, event.params.post!, String(form.get('again') ?? ''));
    return query;
  });

/** The hour asked for, or the neighbour chosen instead of one that does not exist. */
function whenOf(form: FormData) {
  const { wish, late, lateMinutes } = readComposerForm(form);
  const instead = String(form.get('instead') ?? '');
  if (!wish) throw new Refusal('plan_needs_time', { field: 'wall' });
  return { wall: instead || wish.wall, zone: wish.zone, late, lateMinutes };
}

/** Where saving leads, by the button that saved. */
const AFTER: Record<string, string> = { preview: '?view=preview', crop: '/crop', repeat: '/repeat' };

export const actions: Actions = {
  save: (event) =>
    writing(event, async (form) => {
      await save(event, form);
      here(event, AFTER[String(form.get('then'))] ?? '?done=saved');
    }),
  plan: (event) =>
    sending(event, async (ctx, form) => {
      const { blocked, plan, awaitsClient } = await schedulePost(ctx, event.params.post, whenOf(form));
      if (awaitsClient) return '?done=planned_awaiting';
      return `?done=${blocked.length > 0 ? 'planned_partly' : plan.second ? 'planned_first' : 'planned'}`;
    }),
  now: (event) =>
    sending(event, async (ctx, form) => {
      const { late, lateMinutes } = readComposerForm(form);
      const { awaitsClient } = await publishNow(ctx, event.params.post, event.locals.member?.zone ?? 'UTC', { late, lateMinutes });
      return awaitsClient ? '?done=planned_awaiting' : '?done=leaving';
    }),
  update: (event) =>
    sending(event, async (ctx, form) => {
      const { wish } = await readPost(ctx, event.params.post);
      const asked = readComposerForm(form).wish;
      let { awaitsClient } = await handEdits(ctx, event.params.post);
      if (asked && (asked.wall !== wish?.wall || asked.zone !== wish.zone))
        ({ awaitsClient } = await movePost(ctx, event.params.post, whenOf(form)));
      return awaitsClient ? '?done=planned_awaiting' : '?done=updated';
    }),
  /** The next free slot of its accounts becomes its hour; nothing is scheduled yet. */
  slot: (event) =>
    acting(event, async (ctx) => {
      await takeNextSlot(ctx, event.params.post);
      return '?done=slotted#quand-dit';
    }),
  takeBack: (event) =>
    writing(event, async (form) => {
      if (form.has('version')) await save(event, form);
      await takeBack(event.locals.work, event.params.post);
      here(event, '?done=taken_back');
    }),
  follow: (event) =>
    writing(event, async (form) => {
      const channelId = String(form.get('follow') ?? '');
      await save(event, form, async (_, written) => withVariant(written, channelId, () => ({ text: null, thread: [] })));
      here(event);
    }),
  split: (event) =>
    writing(event, async (form) => {
      const channelId = String(form.get('split') ?? '');
      await save(event, form, (ctx, written) => splitVariant(ctx, event.params.post, written, channelId));
      here(event);
    }),
  insert: (event) =>
    writing(event, async (form) => {
      const snippetId = String(form.get('insert') ?? '');
      await save(event, form, (ctx, written) => insertSnippet(ctx, event.params.post, written, snippetId));
      here(event, '#panneau-commun');
    }),
  /** The page of a link is read once, here; never while sending. */
  card: (event) =>
    writing(event, async (form) => {
      const { locals, params } = event;
      await save(event, form);
      const { actor, clientId } = await locals.work(async (ctx) => ({ actor: ctx.actor, ...(await readPost(ctx, params.post)) }));
      const reader = { house: locals.house, actor, workspaceId: locals.member!.workspaceId, clientId };
      await readLinkCard(reader, String(form.get('card') ?? ''));
      here(event, '?done=card');
    }),
  bareLink: (event) =>
    writing(event, async (form) => {
      await save(event, form);
      await event.locals.work(async (ctx) => {
        const { clientId } = await readPost(ctx, event.params.post);
        await removeCard(ctx, clientId, String(form.get('card') ?? ''));
      });
      here(event, '?done=bare');
    }),
  /** Shown before anything is changed. */
  french: (event) =>
    writing(event, async (form) => {
      await save(event, form);
      here(event, '?view=french#typographie');
    }),
  setFrench: (event) =>
    writing(event, async (form) => {
      await save(event, form);
      const typed = await event.locals.work((ctx) => setTexts(ctx, event.params.post));
      here(event, `?done=french&of=${typed}`);
    }),
  remove: (event) =>
    act(event, async () => {
      await event.locals.work((ctx) => deletePost(ctx, event.params.post));
      redirect(303, `/studio/${event.params.workspace}/calendar?done=deleted&of=${event.params.post}`);
    }),
  restore: (event) =>
    act(event, async () => {
      await event.locals.work((ctx) => restorePost(ctx, event.params.post));
      here(event);
    }),
};
