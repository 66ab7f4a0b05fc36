import { parseArgs } from 'node:util';
import { Trouble } from '../../boot/trouble.mjs';
import type { Cli, Command } from './command.ts';

/** The options and operands of a command as typed. @throws Trouble `cli_option_unknown`, `cli_option_missing` */
export function understand(command: Command, args: string[]): Cli['values'] {
  const operands = command.operands ?? [];
  const options = { ...command.options, json: { type: 'boolean' }, demo: { type: 'boolean' } } as const;
  const { values, positionals } = parse(() => parseArgs({ args, options, allowPositionals: operands.length > 0 }));
  if (positionals.length > operands.length) throw new Trouble('cli_option_unknown', { said: positionals[operands.length]! });
  const all = { ...values, ...Object.fromEntries(positionals.map((typed, at) => [operands[at]!, typed])) } as Cli['values'];
  const missing = command.required.filter((name) => all[name] === undefined);
  const shown = missing.map((name) => (operands.includes(name) ? `<${name}>` : `--${name}`)).join(' ');
  if (missing.length > 0) throw new Trouble('cli_option_missing', { options: shown });
  return all;
}

/** An option that does not exist is a question about help, not an accident. */
function parse<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { message } = error as Error;
    // Node says it in English, with the option in quotes: `--nom`, `--name <value>`.
    throw Object.assign(new Trouble('cli_option_unknown', { said: /'(-[^']*)'/.exec(message)?.[1] ?? message }), { cause: error });
  }
}
