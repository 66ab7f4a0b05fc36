import { z } from 'zod';
import type { Id } from '#words/ids.ts';
import { isPlainText } from '#words/plain-text.ts';
import { DYES, type Dye } from './dyes.ts';

export { DYES, type Dye } from './dyes.ts';

/** A theme of what is said, with the share of the posts it was promised. */
export interface Pillar {
  id: Id;
  clientId: Id;
  name: string;
  dye: Dye;
  /** Percent of the client's posts. */
  share: number;
  /** No longer promised; posts may still name it. */
  putAway: boolean;
}

/** Posts promised each week on a network, Monday to Sunday. */
export interface Cadence {
  network: string;
  perWeek: number;
  /** When it was first promised; weeks before it are not held against anybody. */
  since: Date;
}

export interface Strategy {
  pillars: Pillar[];
  cadence: Cadence[];
}

export const strategySchema = z.object({
  pillars: z
    .array(
      z.object({
        /** One that exists keeps its posts under another name or dye. */
        id: z.uuid().optional(),
        name: z.string().trim().min(1).max(40).refine(isPlainText),
        dye: z.enum(DYES),
        share: z.number().int().min(0).max(100),
      }),
    )
    .max(DYES.length),
  cadence: z.array(z.object({ network: z.string().min(1).max(40), perWeek: z.number().int().min(1).max(50) })).max(40),
});
export type StrategyForm = z.infer<typeof strategySchema>;

export { readStrategyForm } from './strategy-form.ts';
export { canPromise } from './policy.ts';
