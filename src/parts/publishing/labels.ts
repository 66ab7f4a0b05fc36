import {
  publishing_state_approved,
  publishing_state_awaiting,
  publishing_state_cancelled,
  publishing_state_draft,
  publishing_state_failed,
  publishing_state_held,
  publishing_state_needs_decision,
  publishing_state_published,
  publishing_state_scheduled,
  publishing_state_sending,
  publishing_state_uncertain,
  publishing_state_waiting,
} from '#messages';
import type { Label } from '#modules/publishing/shapes';

const WORDS: Record<Exclude<Label, 'waiting'>, () => string> = {
  draft: publishing_state_draft,
  awaiting: publishing_state_awaiting,
  approved: publishing_state_approved,
  scheduled: publishing_state_scheduled,
  sending: publishing_state_sending,
  published: publishing_state_published,
  uncertain: publishing_state_uncertain,
  needs_decision: publishing_state_needs_decision,
  held: publishing_state_held,
  failed: publishing_state_failed,
  cancelled: publishing_state_cancelled,
};

/** What the interface calls a state. @param time when the next try is made, said where there is room for it */
export function wordOf(label: Label, time = ''): string {
  if (label !== 'waiting') return WORDS[label]();
  return time ? publishing_state_waiting({ time }) : publishing_state_scheduled();
}
