/**
 * What clocks show, by another road than the product's: the engine's formatter, asked instant by instant, and a search for
 * the minute at which its answer changes. It knows no rule of any zone, and uses the tzdata of the same engine.
 */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(zone, made);
  return made;
}

/** Minutes the zone's clocks are ahead of UTC at this instant. */
export function offsetAt(zone: string, at: number): number {
  const [, month, day, year, hour, minute, second] = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/
    .exec(formatterOf(zone).format(at))!
    .map(Number);
  return (Date.UTC(year!, month! - 1, day, hour, minute, second) - at) / 60_000;
}

export interface ClockChange {
  /** The first instant of the new time. */
  at: number;
  /** Minutes ahead of UTC. */
  before: number;
  after: number;
}

const DAY = 86_400_000;
/** Shorter than the shortest time between two changes known to tzdata in these years (Morocco's month of fasting: 4 weeks). */
const STEP = 7 * DAY;

/** Every change between two instants, to the minute. */
export function changesOf(zone: string, from: number, to: number): ClockChange[] {
  const changes: ClockChange[] = [];
  let before = offsetAt(zone, from);
  for (let at = from; at < to; at += STEP) {
    const after = offsetAt(zone, at + STEP);
    if (after === before) continue;
    changes.push({ at: firstMinute(zone, at, at + STEP, after), before, after });
    before = after;
  }
  return changes;
}

/** The first whole minute in (low, high] that already has this offset. */
function firstMinute(zone: string, low: number, high: number, offset: number): number {
  let [before, after] = [low / 60_000, high / 60_000];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(zone, middle * 60_000) === offset) after = middle;
    else before = middle;
  }
  return after * 60_000;
}
