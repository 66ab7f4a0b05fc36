import { isId, type Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';

/** The id in the path. @throws Refusal `not_found`: what is no id names nothing */
export function pathId(call: { params: Record<string, string> }): Id {
  const id = call.params['id']?.toLowerCase();
  if (!isId(id)) throw notFound();
  return id;
}
