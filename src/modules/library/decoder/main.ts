import type { Answer } from './answer.ts';
import { decodeImage, PICTURE, POSTER, type ImageFormat } from './image.ts';
import { Refused } from './refused.ts';
import { remuxVideo } from './video.ts';

/**
 * The decoder: a program of its own, one process per file, started by run-decoder.ts without environment, under limits.
 * `main.ts image|poster <jpeg|png|gif|webp|avif> <folder>` or `main.ts video <folder>`: reads `source`, writes the variants beside it.
 */
const [kind, ...rest] = process.argv.slice(2);
try {
  const decoded =
    kind === 'video'
      ? await remuxVideo(rest[0]!)
      : await decodeImage(rest[0] as ImageFormat, rest[1]!, kind === 'poster' ? POSTER : PICTURE);
  say({ decoded });
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  say({ refused: error.code, details: error.details });
}

function say(answer: Answer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
