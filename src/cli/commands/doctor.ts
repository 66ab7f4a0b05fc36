import type { Answer, Cli, Command } from '../command.ts';
import { examineAddress } from '../doctor/examine-address.ts';
import { examineClock, examineDatabase, examinePromises, examineSending } from '../doctor/examine-database.ts';
import { examineDisk, examineProcesses, examineSettings } from '../doctor/examine-machine.ts';
import { ill, type Finding } from '../doctor/finding.ts';
import { explain, isNewFolder } from '#plumbing/start';

/** Looks at everything that must be well for posts to leave on time, and says what to do where it is not. */
export const doctor: Command = {
  options: {},
  required: [],
  run: async (cli) => {
    const { config } = cli;
    const machine = [...examineSettings(config), examineDisk(config), ...examineProcesses(config)];
    return answer(cli, [...machine, ...(await examineHouse(cli)), await examineAddress(config)]);
  },
};

/** A database that does not answer is a finding, not the end of the examination. */
async function examineHouse(cli: Cli): Promise<Finding[]> {
  const { database, dataDir } = cli.config;
  // To examine is not to make: the first start makes the database.
  if (database.kind === 'embedded' && isNewFolder(dataDir)) return [ill('database', 'cli_doctor_no_data', { folder: dataDir })];
  try {
    const house = await cli.house();
    return [await examineDatabase(house), await examineSending(house), await examinePromises(house), await examineClock(house)];
  } catch (error) {
    const trouble = explain(error, cli.config);
    if (!trouble) throw error;
    return [ill('database', trouble.key, trouble.values)];
  }
}

const SIGNS = { well: '✓', advice: '·', ill: '✗' } as const;

function answer({ speech }: Cli, findings: Finding[]): Answer {
  const said = findings.map((finding) => ({ ...finding, sentence: speech.phrase(finding.key, finding.values) }));
  const well = findings.every((finding) => finding.state !== 'ill');
  return {
    data: {
      well,
      findings: said.map(({ about, state, key, sentence }) => ({ about, state, code: key.replace(/^cli_(doctor_)?/, ''), sentence })),
    },
    lines: said.map(({ state, sentence }) => `${SIGNS[state]} ${sentence}`),
    well,
  };
}
