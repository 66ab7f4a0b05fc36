import type { Ctx } from '#plumbing/db';
import { mustBeTold } from '../policy.ts';
import { listWays, readHabit, readWishes } from './read-habits.ts';
import { concerns, pacesOf, SUBJECTS, waysFor, type Habit, type Pace, type Subject, type Way } from './subjects.ts';

export interface SubjectSetting {
  subject: Subject;
  pace: Pace;
  paces: readonly Pace[];
  /** By which it would leave now. */
  ways: readonly Way[];
}

/** What one is told and how, as it stands. @param house the ways this Palabre has */
export async function readSettings(
  ctx: Ctx,
  house: Readonly<Record<Way, boolean>>,
): Promise<{ habit: Habit; available: Way[]; subjects: SubjectSetting[] }> {
  const { userId, role } = mustBeTold(ctx.actor);
  const [habit, wishes, available] = [await readHabit(ctx, userId), await readWishes(ctx, userId), await listWays(ctx, userId, house)];
  const subjects = SUBJECTS.filter((subject) => concerns(subject, role)).map((subject) => {
    const { pace } = wishes[subject];
    // Of what is not told, the ways it would have if it were.
    const asked = pace === 'never' ? pacesOf(subject)[0]! : pace;
    return { subject, pace, paces: pacesOf(subject), ways: waysFor({ ...wishes[subject], pace: asked }, available) };
  });
  return { habit, available, subjects };
}
