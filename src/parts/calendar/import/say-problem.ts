import {
  import_column_accounts,
  import_column_client,
  import_column_day,
  import_column_hour,
  import_column_pillar,
  import_column_text,
  import_column_title,
  import_column_zone,
  import_problem_gap,
  import_problem_network,
  import_problem_no_client,
  import_problem_no_day,
  import_problem_no_hour,
  import_problem_no_text,
  import_problem_past,
  import_problem_planned_already,
  import_problem_row_twice,
  import_problem_several_accounts,
  import_problem_text_too_long,
  import_problem_title_too_long,
  import_problem_too_far,
  import_problem_unknown_account,
  import_problem_unknown_client,
  import_problem_unknown_pillar,
  import_problem_unknown_zone,
  import_problem_unreadable_day,
  import_problem_unreadable_hour,
} from '#messages';
import type { Column, Problem } from '#modules/calendar/shapes';
import { checkWord } from '../check-words.ts';

const WORDS: Record<string, (details: never) => string> = {
  gap: import_problem_gap,
  no_client: import_problem_no_client,
  no_day: import_problem_no_day,
  no_hour: import_problem_no_hour,
  no_text: import_problem_no_text,
  past: import_problem_past,
  planned_already: import_problem_planned_already,
  row_twice: import_problem_row_twice,
  several_accounts: import_problem_several_accounts,
  text_too_long: import_problem_text_too_long,
  title_too_long: import_problem_title_too_long,
  too_far: import_problem_too_far,
  unknown_account: import_problem_unknown_account,
  unknown_client: import_problem_unknown_client,
  unknown_pillar: import_problem_unknown_pillar,
  unknown_zone: import_problem_unknown_zone,
  unreadable_day: import_problem_unreadable_day,
  unreadable_hour: import_problem_unreadable_hour,
};

/** What is wrong with a row and what to write instead, in plain words. */
export function sayProblem({ code, details = {}, check }: Problem): string {
  if (check) return import_problem_network({ account: String(details.account ?? ''), problem: checkWord(check) });
  return WORDS[code]?.(details as never) ?? code;
}

/** The heads of a file, and the labels of what is mended: one name for both. */
export const COLUMN_WORDS: Record<Column, () => string> = {
  client: import_column_client,
  accounts: import_column_accounts,
  day: import_column_day,
  hour: import_column_hour,
  zone: import_column_zone,
  title: import_column_title,
  text: import_column_text,
  pillar: import_column_pillar,
};
