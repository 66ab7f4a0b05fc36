import { calendar_task_check, calendar_task_design, calendar_task_photograph, calendar_task_write } from '#messages';
import type { TaskKind } from '#modules/calendar/shapes';

const WORDS: Record<TaskKind, () => string> = {
  write: calendar_task_write,
  photograph: calendar_task_photograph,
  design: calendar_task_design,
  check: calendar_task_check,
};

export const taskWord = (kind: TaskKind): string => WORDS[kind]();
