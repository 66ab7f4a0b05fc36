import { z } from 'zod';
import { invalid } from '#words/refusal.ts';
import { isDay } from '../month.ts';
import type { Rule } from './rule.ts';

const weekday = z.number().int().min(1).max(7);
const end = { until: z.string().refine(isDay).nullable(), times: z.number().int().min(1).max(500).nullable() };
/** Apart from the rule itself, which the browser knows: this library would weigh on the composer. */
const ruleSchema = z.discriminatedUnion('every', [
  z.object({ every: z.literal('day'), ...end }),
  z.object({ every: z.literal('week'), on: z.array(weekday).min(1).max(7), ...end }),
  z.object({ every: z.literal('month_day'), day: z.number().int().min(1).max(31), ...end }),
  z.object({ every: z.literal('month_weekday'), nth: z.number().int().min(1).max(5), on: weekday, ...end }),
]);

/** The form that makes a rule. @throws Refusal `invalid` on the field that does not fit */
export function readRuleForm(form: FormData): Rule {
  const text = (name: string): string => String(form.get(name) ?? '');
  const number = (name: string): number => Number(text(name));
  const every = text('every');
  const ends = text('ends');
  const parsed = ruleSchema.safeParse({
    every,
    ...(every === 'week' && { on: [...new Set(form.getAll('on').map(Number))] }),
    ...(every === 'month_day' && { day: number('day') }),
    ...(every === 'month_weekday' && { nth: number('nth'), on: number('weekday') }),
    until: ends === 'until' ? text('until') : null,
    times: ends === 'times' ? number('times') : null,
  });
  if (parsed.success) return parsed.data;
  throw invalid(String(parsed.error.issues[0]?.path[0] ?? 'every'));
}
