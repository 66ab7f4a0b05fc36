import { inSuite } from './in-suite.ts';
import type { ChaosTest } from './row.ts';

/** What `bench:chaos` runs, whole; each is loaded only when asked for. */
export const TESTS: Record<string, () => Promise<ChaosTest>> = {
  T1: async () => (await import('./t1.ts')).t1,
  T2: async () => (await import('./t2.ts')).t2,
  T3: async () => (await import('./t3.ts')).t3,
  T4: async () => inSuite('T4', { files: ['src/modules/publishing/model/explore.test.ts'] }),
  T5: async () => (await import('./t5.ts')).t5,
  T6: async () => (await import('./t6.ts')).t6,
  T7: async () => (await import('./t7.ts')).t7,
  T8: async () => inSuite('T8', { files: ['src/words/zone.test.ts'] }),
  T10: async () => (await import('./t10.ts')).t10,
  T11: async () => inSuite('T11', { files: ['src/modules/publishing/outage.test.ts'], notRun: ['more than six channels'] }),
  T13: async () => (await import('./t13.ts')).t13,
  T15: async () =>
    inSuite('T15', {
      files: ['src/wiring/t15.test.ts'],
      env: (seed) => ({ PALABRE_T15_SEED: String(seed), PALABRE_T15_HISTORIES: '10000' }),
    }),
  T16: async () => inSuite('T16', { files: ['tests/journeys/approval-links.test.ts'], config: 'vitest.journeys.config.ts' }),
  T17: async () => (await import('../hostile/t17.ts')).t17,
  T18: async () => (await import('../hostile/t18.ts')).t18,
  T19: async () => (await import('../hostile/t19.ts')).t19,
  T20: async () => inSuite('T20', { files: ['tests/journeys/secrets.test.ts'], config: 'vitest.journeys.config.ts' }),
  T21: async () => {
    const { t21 } = await import('./restore/index.ts');
    return ({ seed }) => t21(seed);
  },
  T22: async () => inSuite('T22', { files: ['src/modules/notices/t22.test.ts'], notRun: ['webhooks that come in: none is read yet'] }),
  T23: async () => (await import('../fuzz/t23.ts')).t23,
  T24: async () =>
    inSuite('T24', {
      files: ['src/wiring/t24.test.ts'],
      env: (seed) => ({ PALABRE_T24_SEED: String(seed), PALABRE_T24_WEEKS: '2000' }),
    }),
};
