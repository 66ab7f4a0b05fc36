/** The part of Vitest's JSON report that is read. */
export interface Report {
  testResults: { name: string; status: string; message: string; assertionResults: Assertion[] }[];
}

interface Assertion {
  status: string;
  fullName: string;
  failureMessages: string[];
}

export interface Count {
  passed: number;
  failed: number;
}

/**
 * Whatever is not a pass is a failure: skipped and unfinished tests, files that could not be loaded, files without a test.
 */
export function count(report: Report | null): Count {
  if (!report) return { passed: 0, failed: 1 };
  const total = { passed: 0, failed: 0 };
  for (const file of report.testResults) {
    const passed = file.assertionResults.filter((one) => one.status === 'passed').length;
    const others = file.assertionResults.length - passed;
    total.passed += passed;
    total.failed += others > 0 ? others : file.status !== 'passed' || file.assertionResults.length === 0 ? 1 : 0;
  }
  if (report.testResults.length === 0) total.failed += 1;
  return total;
}

export const sum = (counts: readonly Count[]): Count =>
  counts.reduce((all, one) => ({ passed: all.passed + one.passed, failed: all.failed + one.failed }), { passed: 0, failed: 0 });

/** A line for each failure, to be said again at the end, where a log that was cut still shows it. */
export const failuresOf = (report: Report | null): string[] =>
  (report?.testResults ?? []).flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status !== 'passed');
    if (failed.length === 0 && file.status !== 'passed') return [`${file.name}: ${file.message}`];
    return failed.map(({ fullName, status, failureMessages }) => `${file.name}: ${fullName}: ${failureMessages[0] ?? status}`);
  });
