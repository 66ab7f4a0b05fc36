import { expect, test } from 'vitest';
import { mustBeOurs } from './same-owner.ts';

test('root puts nothing into the folder of the user who runs the service; everybody works in their own', () => {
  expect(() => mustBeOurs({ uid: 1001 }, 0)).toThrow(expect.objectContaining({ code: 'other_user', detail: '1001' }));
  for (const [folder, us] of [
    [{ uid: 0 }, 0],
    [{ uid: 1001 }, 1001],
    // Through a group, on a mounted volume: whether it may write is what the file system says.
    [{ uid: 0 }, 1001],
    [undefined, 0],
    [{ uid: 1001 }, undefined],
  ] as const)
    mustBeOurs(folder, us);
});
