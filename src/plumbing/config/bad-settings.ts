/** `problem` is a sentence of the catalogue `cli`, after `cli_setting_`: what is wrong is told in the operator's language. */
export interface SettingProblem {
  setting: string;
  problem: 'address' | 'host_port' | 'log' | 'needed_with_s3' | 'no_password' | 'port' | 'range' | 'role' | 'short';
  values: Record<string, string | number>;
}

/** Notes what is wrong with a setting. */
export type Wrong = (setting: string, problem: SettingProblem['problem'], values?: SettingProblem['values']) => void;

export class BadSettings extends Error {
  readonly problems: SettingProblem[];
  constructor(problems: SettingProblem[]) {
    super(`Settings to correct: ${problems.map(({ setting, problem }) => `${setting} (${problem})`).join(', ')}`);
    this.name = 'BadSettings';
    this.problems = problems;
  }
}
