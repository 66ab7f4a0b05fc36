import { describeMedia, readMedia, setFocus } from '#modules/library';
import { pathId } from '../door/path-id.ts';
import { endpoint } from '../endpoint.ts';
import { mediaPatchSchema, mediaSchema, showMedia } from '../shapes/media.ts';

/** The media that are there; one more is added by upload.ts. */
export const media = [
  endpoint({
    method: 'get',
    path: '/media/{id}',
    summary: 'One picture or film.',
    answers: { status: 200, schema: mediaSchema },
    refusals: [404],
    work: async (ctx, call) => ({ status: 200, body: showMedia(await readMedia(ctx, pathId(call))) }),
  }),
  endpoint({
    method: 'patch',
    path: '/media/{id}',
    summary: 'Says what it shows, whose it is, and what must stay when it is cut. What is scheduled already leaves as it was.',
    body: mediaPatchSchema,
    answers: { status: 200, schema: mediaSchema },
    refusals: [404],
    work: async (ctx, call) => {
      const id = pathId(call);
      const { focus, ...words } = call.body;
      await describeMedia(ctx, id, words);
      if (focus) await setFocus(ctx, id, focus);
      return { status: 200, body: showMedia(await readMedia(ctx, id)) };
    },
  }),
];
