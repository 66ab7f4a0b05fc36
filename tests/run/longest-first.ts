import { BaseSequencer, type TestSequencerConstructor, type TestSpecification } from 'vitest/node';

/**
 * What takes longest begins first, so that the last minute finds every core at work. Vitest knows durations only from a run before, and a
 * fresh machine has none: it then begins with the largest files, which are not the longest.
 * @param names ends of file names, the longest first
 */
export const longestFirst = (names: readonly string[]): TestSequencerConstructor =>
  class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const placeOf = ({ moduleId }: TestSpecification): number => {
        const place = names.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
        return place === -1 ? names.length : place;
      };
      return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b));
    }
  };
