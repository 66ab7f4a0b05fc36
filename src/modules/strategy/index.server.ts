export { promiseStrategy } from './promise-strategy.ts';
export { listPillars, readStrategy } from './read-strategy.ts';
