/** The five brands whose month is planned. */
export const BRANDS = ['Chez Tantine Afi', 'Hôtel du Fleuve', 'Savons Ayélé', 'Garage Sika', 'Librairie Akwaba'] as const;

/** The first day of the next month, so that nothing planned is past. */
export const nextMonth = (now = new Date()): string =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 7);

const TEXTS = [
  ['Le plat du jeudi', 'Gboma dessi au crabe, servi de midi à quinze heures.'],
  ['Avant et après', 'Une semaine de travail, deux photos : dites-nous ce qui a changé.'],
  ['La question du samedi', 'Quel est votre souvenir du quartier ? Racontez, nous lirons les plus beaux.'],
  ['Dans l’atelier', 'Trois gestes que personne ne voit, et qui font tout.'],
] as const;

/**
 * A month as a person keeps it in a spreadsheet in French: four posts of each of five brands, three of them not yet right (a brand that does
 * not exist, a day that does not, no text).
 */
export function monthFile(month = nextMonth()): { name: string; mimeType: string; buffer: Buffer } {
  const [year, number] = month.split('-');
  const rows = BRANDS.flatMap((brand, index) =>
    TEXTS.map(([title, text], week) => [
      brand,
      `${String(3 + index + week * 6).padStart(2, '0')}/${number}/${year}`,
      `${9 + index}h30`,
      title,
      text,
    ]),
  );
  rows[2]![0] = 'Chez Tantine Afy';
  rows[9]![1] = `31/02/${year}`;
  rows[17]![4] = '';
  const cells = [['Client', 'Jour', 'Heure', 'Titre', 'Texte'], ...rows].map((row) => row.map((cell) => `"${cell}"`).join(';'));
  return { name: 'programme.csv', mimeType: 'text/csv', buffer: Buffer.from(cells.join('\r\n'), 'utf8') };
}
