import { expect, test } from 'vitest';
import type { Command } from './command.ts';
import { understand } from './understand.ts';

const command: Command = {
  options: { name: { type: 'string' }, channel: { type: 'string', multiple: true } },
  operands: ['file'],
  required: ['name', 'file'],
  run: async () => ({ data: {}, lines: [] }),
};

test('operands are named like options, and an option may be given several times', () => {
  expect(understand(command, ['a.tar', '--name', 'Awa', '--channel', 'un', '--channel', 'deux', '--json'])).toMatchObject({
    ...{ file: 'a.tar', name: 'Awa', channel: ['un', 'deux'], json: true },
  });
});

test('what is missing is listed as one types it', () => {
  expect(() => understand(command, [])).toThrow(
    expect.objectContaining({ key: 'cli_option_missing', values: { options: '--name <file>' } }),
  );
});

test('what does not exist, or is too much, is not understood', () => {
  expect(() => understand(command, ['--nom', 'Awa'])).toThrow(
    expect.objectContaining({ key: 'cli_option_unknown', values: { said: '--nom' } }),
  );
  expect(() => understand(command, ['--name'])).toThrow(expect.objectContaining({ values: { said: '--name <value>' } }));
  expect(() => understand(command, ['a.tar', 'b.tar', '--name', 'Awa'])).toThrow(expect.objectContaining({ values: { said: 'b.tar' } }));
});
