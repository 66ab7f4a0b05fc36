import type { Cut } from '#words/crop.ts';
import type { Answer } from './answer.ts';
import { decodeImage, PICTURE, POSTER, type ImageFormat } from './image.ts';
import { Refused } from './refused.ts';
import { remuxVideo } from './video.ts';

/**
 * The decoder: a program of its own, one process per file, started by run-decoder.ts without environment, under limits.
 * `main.ts image|poster <jpeg|png|gif|webp|avif> <folder>`, `main.ts cut <format> <x,y,width,height> <folder>` or `main.ts video <folder>`: reads `source`, writes the variants beside it.
 */
const [kind, ...rest] = process.argv.slice(2);
try {
  const [format, folder] = [rest[0] as ImageFormat, rest.at(-1)!];
  const decoded =
    kind === 'video'
      ? await remuxVideo(folder)
      : await decodeImage(format, folder, kind === 'poster' ? POSTER : PICTURE, kind === 'cut' ? cutFrom(rest[1]!) : null);
  say({ decoded });
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  say({ refused: error.code, details: error.details });
}

function cutFrom(numbers: string): Cut {
  const [x = 0, y = 0, width = 0, height = 0] = numbers.split(',').map(Number);
  return { x, y, width, height };
}

function say(answer: Answer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
