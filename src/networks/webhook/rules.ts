import type { Check, Rules } from '../contract.ts';
import { checkTexts } from '../checks.ts';
import { countGraphemes } from '../graphemes.ts';

/** The receiver is the person's own program: only an empty message is refused. */
export const rules: Rules = {
  mayFollow: () => 0,
  titles: true,
  count: (text) => ({ used: countGraphemes(text), limit: null }),
  check: (variant) => {
    const checks: Check[] = checkTexts({ ...variant, thread: [] }, () => ({ used: 0, limit: null }));
    if (variant.thread.length > 0) checks.push({ level: 'block', code: 'thread_not_known' });
    return checks;
  },
  split: (text) => [text],
};
