/** A start that cannot go on, told in one sentence of the catalogue `cli`; nothing was damaged. */
export class Trouble extends Error {
  /** @param {string} key @param {Record<string, string | number | Trouble[]>} [values] several at once are told one after the other */
  constructor(key, values = {}) {
    super(key);
    this.name = 'Trouble';
    this.key = key;
    this.values = values;
  }
}
