/** How much of a test is run. What has no chance in it ignores the seed. */
export interface Size {
  seed: number;
  /** Of what the test counts: transactions, rounds, files. */
  count: number;
}

/** The one line a test prints. */
export interface Line {
  test: string;
  seed: number;
  /** Figures, by name; `value` is what the target speaks of. */
  value: number;
  target: number;
  met: boolean;
  /** What could not be tried here, and why: never counted as passed. */
  notRun: string[];
  [figure: string]: unknown;
}
