/** One figure. `met` is null where nothing was asked of it, or where it was not measured. */
export interface Row {
  figure: string;
  value: number | null;
  /** As it is said: `≤ 60`, `≥ 400`; null where nothing is asked. */
  target: string | null;
  met: boolean | null;
  unit: string;
  /** What the value stands on: how many times, over what. */
  base: string;
  /** Why there is no value. */
  notRun?: string;
}

export const atMost = (figure: string, value: number, most: number, unit: string, base: string): Row => ({
  ...{ figure, value: round(value), target: `≤ ${most}`, met: value <= most, unit, base },
});

export const atLeast = (figure: string, value: number, least: number, unit: string, base: string): Row => ({
  ...{ figure, value: round(value), target: `≥ ${least}`, met: value >= least, unit, base },
});

export const told = (figure: string, value: number, unit: string, base: string): Row => ({
  ...{ figure, value: round(value), target: null, met: null, unit, base },
});

export const notRun = (figure: string, why: string): Row => ({
  ...{ figure, value: null, target: null, met: null, unit: '', base: '', notRun: why },
});

/** Three digits tell what a measure is worth. */
const round = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
