import { FINAL, STATES } from '../states.ts';
import { TRANSITIONS } from '../transitions.ts';

/** The drawing of the table, in Mermaid: every change of state, with who makes it. */
export function drawing(): string {
  const lines = ['stateDiagram-v2'];
  const labels = new Map<string, string[]>();
  for (const { event, from, to, who } of TRANSITIONS) {
    if (to === 'same') continue;
    for (const state of from) {
      const arrow = `${state} --> ${to}`;
      labels.set(arrow, [...(labels.get(arrow) ?? []), `${event} (${who})`]);
    }
  }
  for (const [arrow, events] of labels) lines.push(`  ${arrow}: ${events.join(', ')}`);
  for (const state of STATES) if (FINAL.has(state)) lines.push(`  ${state} --> [*]`);
  return lines.join('\n');
}

/** The table itself, one row per event. */
export function tableOfTransitions(): string {
  const rows = TRANSITIONS.map(({ event, from, to, who, guards, writes, then }) =>
    [
      `\`${event}\``,
      from.join(' '),
      to === 'same' ? '(same)' : to,
      who,
      guards.join(', ') || '–',
      writes.join(', ') || '–',
      then ?? '–',
    ].join(' | '),
  );
  const head = 'Event | From | To | Who | Guards, all needed | Rows of the same commit | Then';
  return [head, '---|---|---|---|---|---|---', ...rows].map((row) => `| ${row} |`).join('\n');
}

const START = '<!-- drawn from src/modules/publishing/transitions.ts: begin -->';
const END = '<!-- drawn: end -->';

/** The document with its drawn part replaced by what the table says today. */
export function redraw(document: string): string {
  const drawn = `${START}\n\n\`\`\`mermaid\n${drawing()}\n\`\`\`\n\n${tableOfTransitions()}\n\n${END}`;
  const begin = document.indexOf(START);
  const end = document.indexOf(END);
  if (begin === -1 || end === -1) throw new Error('the document has no place for the drawing');
  return document.slice(0, begin) + drawn + document.slice(end + END.length);
}
