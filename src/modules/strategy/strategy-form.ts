import { DYES, type Dye } from './dyes.ts';

/**
 * Reads the page of a client's strategy: for each of the six places `pillar.<n>` (an id, when it exists), `name.<n>`, `dye.<n>`,
 * `share.<n>`, then `week.<network>`. A place without a name is empty; a network without a number promises nothing. What is not a
 * number is left for the schema to refuse.
 */
export function readStrategyForm(form: FormData): { pillars: object[]; cadence: object[] } {
  const field = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const pillars = DYES.flatMap((_, place) => {
    const name = field(`name.${place}`);
    if (name === '') return [];
    const id = field(`pillar.${place}`);
    return [{ ...(id !== '' && { id }), name, dye: field(`dye.${place}`) as Dye, share: Number(field(`share.${place}`) || 0) }];
  });
  const cadence = [...new Set(form.keys())].flatMap((key) => {
    const network = /^week\.(.+)$/.exec(key)?.[1];
    const perWeek = Number(field(key) || 0);
    return network && perWeek !== 0 ? [{ network, perWeek }] : [];
  });
  return { pillars, cadence };
}
