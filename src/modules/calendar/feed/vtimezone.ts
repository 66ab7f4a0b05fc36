import { offsetsBetween } from '#words/zone.ts';

/** A zone as RFC 5545 §3.6.5 writes it: every change of its clock in a span, one by one, each as it was or will be. */
export function vtimezone(zone: string, span: { from: Date; to: Date }): string {
  const changes = offsetsBetween(zone, span);
  const parts = changes.map(({ wall, before, after }) => {
    const kind = after > before ? 'DAYLIGHT' : 'STANDARD';
    const start = wall.replace(/[-:]/g, '').padEnd(15, '0');
    return [`BEGIN:${kind}`, `DTSTART:${start}`, `TZOFFSETFROM:${said(before)}`, `TZOFFSETTO:${said(after)}`, `END:${kind}`].join('\r\n');
  });
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...parts, 'END:VTIMEZONE'].join('\r\n');
}

/** `+0100`, with seconds where old clocks had them. @param seconds east of Greenwich */
function said(seconds: number): string {
  const parts = [Math.floor(Math.abs(seconds) / 3_600), Math.floor((Math.abs(seconds) % 3_600) / 60), Math.abs(seconds) % 60];
  const shown = parts[2] === 0 ? parts.slice(0, 2) : parts;
  return `${seconds < 0 ? '-' : '+'}${shown.map((part) => String(part).padStart(2, '0')).join('')}`;
}
