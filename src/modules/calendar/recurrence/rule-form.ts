import { invalid } from '#words/refusal.ts';
import { ruleSchema, type Rule } from './rule.ts';

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
