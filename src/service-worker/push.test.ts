import { expect, test } from 'vitest';
import { whereTo } from './push.ts';

const ORIGIN = 'https://palabre.example';

test.each([
  ['/studio/atelier/run', 'https://palabre.example/studio/atelier/run'],
  ['https://palabre.example/studio/atelier', 'https://palabre.example/studio/atelier'],
  ['https://voleur.example/studio/atelier', 'https://palabre.example/'],
  ['//voleur.example/studio/', 'https://palabre.example/'],
  ['/studio/../logout', 'https://palabre.example/'],
  ['javascript:alert(1)', 'https://palabre.example/'],
  ['', 'https://palabre.example/'],
  [undefined, 'https://palabre.example/'],
])('a tap on %s leads to %s', (path, address) => expect(whereTo(path, ORIGIN)).toBe(address));
