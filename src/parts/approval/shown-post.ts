import type { Point, Verdict } from '#modules/approval/shapes';
import type { Shown } from '#networks/contract';
import type { Picture } from '#parts/calendar/face/picture.ts';

export interface ShownPicture extends Picture {
  film: boolean;
  /** What the client downloads to see it. */
  bytes: number;
}

/** What leaves by one or more accounts that say the same and show it alike. */
export interface ShownPreview {
  networks: string[];
  /** The same in words, each with what of the network it is. */
  where: string[];
  name: string;
  small: string;
  shown: Shown | undefined;
  segments: {
    title: string;
    text: string;
    card: { url: string; title: string; description: string } | null;
    pictures: ShownPicture[];
  }[];
}

export interface ShownDifference {
  words: { value: string; added: boolean; removed: boolean }[];
  hour: { before: Date; after: Date } | null;
  media: boolean;
}

/** One post of the client's page. */
export interface ShownPost {
  id: string;
  name: string;
  print: string;
  plannedAt: Date;
  wall: string;
  /** `void`: they had said yes to another version. */
  state: Verdict | 'waiting' | 'void';
  left: boolean;
  previews: ShownPreview[];
  answer: { who: string; at: Date; note: string; point: Point | null; proposedWall: string | null } | null;
  difference: ShownDifference | null;
}
