import * as m from '#messages';
import type { z } from 'zod';
import { Refused, type FieldError } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** @param where `body`, `query`…: said only where it is not the body */
export function refuseFields(where: string, issues: readonly Issue[]): Refused {
  const errors = issues.flatMap((issue) => errorsOf(where, issue));
  return new Refused('invalid', { errors });
}

function errorsOf(where: string, issue: Issue): FieldError[] {
  // Of the shapes a field may have, the errors of the one that came nearest say most.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0]!;
    return nearest.flatMap((inner) => errorsOf(where, { ...inner, path: [...issue.path, ...inner.path] } as Issue));
  }
  return [{ field: nameOf(where, issue.path), ...sayOf(issue) }];
}

const depth = (issues: readonly Issue[]): number => Math.max(0, ...issues.map((issue) => issue.path.length));

/** `variants[0].channel`; `?limit` for the query. */
function nameOf(where: string, path: readonly PropertyKey[]): string {
  const name = path.reduce<string>(
    (said, part) => said + (typeof part === 'number' ? `[${part}]` : said ? `.${String(part)}` : String(part)),
    '',
  );
  return where === 'query' ? `?${name}` : name || where;
}

function sayOf(issue: Issue): { code: string; detail: string } {
  switch (issue.code) {
    case 'too_big':
      return { code: 'too_big', detail: m.api_field_too_big({ most: Number(issue.maximum) }) };
    case 'too_small':
      return { code: 'too_small', detail: m.api_field_too_small({ least: Number(issue.minimum) }) };
    case 'invalid_value':
      return { code: 'unknown_value', detail: m.api_field_unknown_value({ values: issue.values.map(String).join(', ') }) };
    case 'invalid_type':
      return { code: 'wrong_type', detail: m.api_field_wrong_type({ type: issue.expected }) };
    default:
      return { code: 'wrong_form', detail: m.api_field_wrong_form() };
  }
}
