import { stat } from 'node:fs/promises';
import path from 'node:path';
import {
  Conversion,
  FilePathSource,
  FilePathTarget,
  Input,
  MATROSKA,
  MP4,
  Mp4OutputFormat,
  Output,
  QTFF,
  WEBM,
  WebMOutputFormat,
  type InputAudioTrack,
  type InputVideoTrack,
} from 'mediabunny';
import { LIMITS, MEGABYTE } from '../shapes.ts';
import type { Decoded } from './answer.ts';
import { isCut } from './is-cut.ts';
import { Refused } from './refused.ts';

/** What every browser plays and every network takes, by container. */
const PLAYED = {
  mp4: { video: ['avc'], audio: ['aac', 'mp3'] },
  webm: { video: ['vp8', 'vp9', 'av1'], audio: ['opus', 'vorbis'] },
} as const;

/** Up to here the index goes before the film, so that it starts at once; that needs the whole film in memory. Above, players ask for its end. */
const INDEX_FIRST_BYTES = 64 * MEGABYTE;

/** Copies picture and sound, packet by packet, into a new file: no tag, no place, no other track comes along. @throws Refused */
export async function remuxVideo(folder: string): Promise<Decoded> {
  const source = path.join(folder, 'source');
  if (await isCut(source)) throw new Refused('media_broken');
  const input = new Input({ source: new FilePathSource(source), formats: [MP4, QTFF, WEBM, MATROSKA] });
  try {
    const picture = await input.getPrimaryVideoTrack();
    const sound = await input.getPrimaryAudioTrack();
    if (!picture) throw new Refused(sound ? 'media_no_picture' : 'media_broken');
    const container = chooseContainer(picture, sound);
    const seconds = await input.computeDuration();
    if (seconds > LIMITS.videoSeconds)
      throw new Refused('media_long', { minutes: Math.ceil(seconds / 60), limit: LIMITS.videoSeconds / 60 });
    const tags = await input.getMetadataTags();
    const { size } = await stat(source);
    await copy(input, container, path.join(folder, 'full'), size <= INDEX_FIRST_BYTES);
    return {
      written: [
        {
          name: 'full',
          mime: container === 'mp4' ? 'video/mp4' : 'video/webm',
          width: picture.displayWidth,
          height: picture.displayHeight,
        },
      ],
      tint: null,
      look: null,
      durationMs: Math.max(1, Math.round(seconds * 1_000)),
      cleaned: { location: hasPlace(tags.raw ?? {}), metadata: Object.keys(tags).length > 0, extra: false },
    };
  } catch (error) {
    // A system's own trouble (disk full) has a code.
    if (error instanceof Refused || (error as NodeJS.ErrnoException).code) throw error;
    throw new Refused('media_broken');
  } finally {
    input.dispose();
  }
}

function chooseContainer(picture: InputVideoTrack, sound: InputAudioTrack | null): keyof typeof PLAYED {
  const fits = (list: readonly string[], codec: string | null): boolean => codec !== null && list.includes(codec);
  for (const container of ['mp4', 'webm'] as const) {
    if (fits(PLAYED[container].video, picture.codec) && (!sound || fits(PLAYED[container].audio, sound.codec))) return container;
  }
  throw new Refused('media_codec', { codec: [picture.codec ?? '?', sound && (sound.codec ?? '?')].filter(Boolean).join(' + ') });
}

async function copy(input: Input, container: keyof typeof PLAYED, target: string, indexFirst: boolean): Promise<void> {
  const format = container === 'mp4' ? new Mp4OutputFormat({ fastStart: indexFirst ? 'in-memory' : false }) : new WebMOutputFormat();
  const output = new Output({ format, target: new FilePathTarget(target) });
  const conversion = await Conversion.init({
    input,
    output,
    tracks: 'primary',
    tags: {},
    copy: { mode: 'forced', shiftTolerance: Infinity },
    showWarnings: false,
  });
  if (!conversion.isValid) throw new Refused('media_broken');
  await conversion.execute();
}

/** `©xyz`, `location`, `com.apple.quicktime.location.ISO6709`… */
const hasPlace = (raw: Record<string, unknown>): boolean => Object.keys(raw).some((key) => /xyz|loci|location/i.test(key));
