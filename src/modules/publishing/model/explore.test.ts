import { expect, test } from 'vitest';
import type { OnceClass } from '#networks/contract';
import { explore } from './explore.ts';
import { SAFEGUARDS, type Safeguard } from './safeguards.ts';
import { START } from './small-world.ts';

const CLASSES: OnceClass[] = ['K', 'R', 'C', 'L', 'N', 'H'];

test.each(CLASSES)(
  'T4: class %s has no violation in the whole reachable space',
  (onceClass) => {
    // K has the largest space (keys, repeats): one faulty answer there, two elsewhere; two kills and one false reading everywhere.
    const start = { ...START, faults: onceClass === 'K' ? 1 : 2 };
    const { worlds, steps, violations } = explore(onceClass, null, start);
    console.log(
      JSON.stringify({ test: 'T4', onceClass, worlds, steps, value: violations.length, target: 0, met: violations.length === 0 }),
    );
    expect(violations.slice(0, 2)).toEqual([]);
  },
  300_000,
);

test.each(Object.entries(SAFEGUARDS) as [Safeguard, OnceClass][])(
  'T4: without “%s” harm is found',
  (removed, onceClass) => {
    const [harm] = explore(onceClass, removed).violations;
    console.log(JSON.stringify({ test: 'T4', removed, onceClass, ...harm, met: harm !== undefined }));
    expect(harm).toBeDefined();
  },
  300_000,
);
