import { expect, test } from 'vitest';
import { openTurns } from './take-turns.ts';

test('files are opened one after the other, in the order they came, and too many are told to come back', async () => {
  const turns = openTurns(2);
  const done: number[] = [];
  let atOnce = 0;
  const work = (number: number) => async () => {
    atOnce += 1;
    expect(atOnce).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    atOnce -= 1;
    done.push(number);
  };
  const all = [1, 2, 3].map((number) => turns(work(number)));
  await expect(turns(work(4))).rejects.toMatchObject({ code: 'media_busy' });
  await Promise.all(all);
  expect(done).toEqual([1, 2, 3]);
});

test('one that fails leaves its place to the next', async () => {
  const turns = openTurns(2);
  const failing = turns(async () => {
    throw new Error('broken');
  });
  const next = turns(async () => 'fine');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('fine');
});
