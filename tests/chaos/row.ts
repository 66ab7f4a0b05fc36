/** One promise of one test, measured: `value` must be `target` or below. */
export interface Row {
  test: string;
  what: string;
  value: number;
  target: number;
  met: boolean;
  seed: number;
  /** What the whole test asks for and this run did not do, each with its reason. */
  notRun?: readonly string[];
  [more: string]: unknown;
}

export interface Asked {
  seed: number;
  /** T3: `safety` or `liveness`; T1: `fakenet` or `real`. */
  mode?: string;
}

/** A test of docs: a seed goes in, measured promises come out, at the end or one by one. */
export type ChaosTest = (asked: Asked) => Promise<Row[]> | AsyncIterable<Row>;

export const row = (test: string, seed: number, what: string, value: number, target: number, more: object = {}): Row => ({
  test,
  what,
  value,
  target,
  met: value <= target,
  seed,
  ...more,
});
