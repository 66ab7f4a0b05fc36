import { approval_mode_none, approval_mode_optional, approval_mode_required } from '#messages';
import type { Mode } from '#modules/approval/shapes';

export const MODE_NAME: Record<Mode, () => string> = {
  none: approval_mode_none,
  optional: approval_mode_optional,
  required: approval_mode_required,
};
