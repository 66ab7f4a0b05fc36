import {
  approval_mode_none,
  approval_mode_optional,
  approval_mode_required,
  approval_mode_two_levels,
  approval_silence_again,
  approval_silence_hold,
  approval_silence_publish,
} from '#messages';
import type { Mode, Silence } from '#modules/approval/shapes';

export const MODE_NAME: Record<Mode, () => string> = {
  none: approval_mode_none,
  optional: approval_mode_optional,
  required: approval_mode_required,
  two_levels: approval_mode_two_levels,
};

export const SILENCE_NAME: Record<Silence, () => string> = {
  hold: approval_silence_hold,
  publish: approval_silence_publish,
  again: approval_silence_again,
};
