import type { Verdict } from '#modules/approval/shapes';

/** What leaves by one or more accounts that say the same. */
export interface ShownPreview {
  networks: string[];
  segments: {
    title: string;
    text: string;
    card: { url: string; title: string; description: string } | null;
    media: { id: string; alt: string; still: { src: string; width: number; height: number; bytes: number; film: boolean } | null }[];
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
  answer: { who: string; at: Date; note: string; proposedWall: string | null } | null;
  difference: ShownDifference | null;
}
