import { z } from '@hono/zod-openapi';
import { LATE_POLICIES } from '#modules/calendar/shapes';
import { text } from './texts.ts';

const lateSchema = z.object({ policy: z.enum(LATE_POLICIES), minutes: z.int().min(1).max(10_080).default(30) });

/** A wall time on the clock of a place; seconds are allowed. */
const plannedSchema = z.object({
  at: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/)
    .openapi({ example: '2026-12-01T09:00' }),
  zone: text(64).openapi({ example: 'Africa/Lome' }),
  late: lateSchema.optional().openapi({ description: 'What to do when it could not leave in time; hold after 30 minutes when left out.' }),
});

export const scheduleSchema = z.union([z.literal('now'), plannedSchema]).openapi('Schedule');
export type Schedule = z.infer<typeof scheduleSchema>;

/** The body of POST /posts/{id}/schedule: as in a post, or the schedule alone. */
export const scheduleBodySchema = z
  .union([z.object({ schedule: scheduleSchema }), scheduleSchema])
  .transform((body): Schedule => (typeof body === 'object' && 'schedule' in body ? body.schedule : body))
  .openapi('ScheduleRequest');
