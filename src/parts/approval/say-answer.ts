import {
  approval_hour_taken,
  approval_kind_declared,
  approval_kind_handed,
  approval_kind_link,
  approval_kind_tacit,
  approval_said_change,
  approval_said_hour,
  approval_said_no,
  approval_said_tacit,
  approval_said_yes,
} from '#messages';
import type { Kind, Verdict } from '#modules/approval/shapes';
import { sayClock, sayDate, type Locale } from '#words/spoken.ts';

export interface SaidAnswer {
  verdict: Verdict;
  kind: Kind;
  who: string;
  declaredBy: string | null;
  proposedWall: string | null;
  silenceHours: number | null;
}

/** « Mme Afi a dit oui ». */
export function sayVerdict({ verdict, who, proposedWall, silenceHours }: SaidAnswer, locale: Locale): string {
  if (silenceHours !== null) return approval_said_tacit({ hours: silenceHours });
  if (verdict === 'yes') return approval_said_yes({ who });
  if (verdict === 'no') return approval_said_no({ who });
  if (verdict === 'change') return approval_said_change({ who });
  const [day = '', hour = ''] = (proposedWall ?? '').split('T');
  return approval_said_hour({ who, moment: `${sayDate(day, locale)}, ${sayClock(hour, locale)}` });
}

/** How it reached us; printed on the receipt. */
export function sayKind({ kind, declaredBy }: SaidAnswer): string {
  if (kind === 'declared') return approval_kind_declared({ name: declaredBy ?? '' });
  if (kind === 'tacit') return approval_kind_tacit();
  const way = kind === 'link' ? approval_kind_link() : approval_kind_handed();
  return declaredBy ? `${way}, ${approval_hour_taken({ name: declaredBy })}` : way;
}
