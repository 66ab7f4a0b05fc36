import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { site_weight_cost, site_weight_cost_least, site_weight_pictures } from '#messages';
import { spokenLocale } from '#plumbing/web';
import type { DataPrice } from '#modules/site/shapes';

/** What an article writes where its weight will stand: `%palabre.weight:<bytes of pictures>:<price>%`. */
const MARK = /%palabre\.weight:(\d+):([^%]*)%/g;

export const weightMark = (pictures: number, price: DataPrice | null): string =>
  `%palabre.weight:${pictures}:${price ? [price.amountMinor, price.megabytes, price.currency].join(',') : ''}%`;

/** Says on the page what the page really weighs on the wire: itself and its style sheets, as the server compresses them. */
export function weighPage(html: string, root: string): string {
  if (!html.includes('%palabre.weight:')) return html;
  const sheets = [
    ...html.matchAll(
      /<link[^>]+href="(\/_app\/[^"]+\.css)"[^>]*rel="stylesheet"|<link[^>]+rel="stylesheet"[^>]+href="(\/_app\/[^"]+\.css)"/g,
    ),
  ];
  const page = compressed(Buffer.from(html)) + sheets.reduce((sum, [, first, second]) => sum + weightOfFile(root, (first ?? second)!), 0);
  return html.replace(MARK, (_, pictures: string, price: string) => sentence(page, Number(pictures), price));
}

/** Quality 4, as server.mjs. */
const compressed = (bytes: Buffer): number => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;

const files = new Map<string, number>();

/** Built files never change under one name, and are sent as the build compressed them. */
function weightOfFile(root: string, address: string): number {
  let weight = files.get(address);
  if (weight === undefined) {
    weight = readFileSync(path.join(root, 'build', 'pages', 'client', `${address}.br`)).length;
    files.set(address, weight);
  }
  return weight;
}

function sentence(page: number, pictures: number, price: string): string {
  const size = inKilobytes(page);
  const weight = pictures ? site_weight_pictures({ size, pictures: inKilobytes(pictures) }) : size;
  const [amount, megabytes, currency] = price.split(',');
  if (!amount || !megabytes || !currency) return weight;
  return site_weight_cost({
    weight,
    cost: costOf(page + pictures, { amountMinor: Number(amount), megabytes: Number(megabytes), currency }),
  });
}

function inKilobytes(bytes: number): string {
  const number = new Intl.NumberFormat(spokenLocale()).format(Math.max(1, Math.round(bytes / 1000)));
  return `${number}\u00a0${spokenLocale() === 'fr' ? 'ko' : 'kB'}`;
}

function costOf(bytes: number, { amountMinor, megabytes, currency }: DataPrice): string {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('fr', { style: 'currency', currency }).resolvedOptions();
  const cost = ((bytes / 1_000_000 / megabytes) * amountMinor) / 10 ** digits;
  const say = (value: number): string => {
    const number = new Intl.NumberFormat(spokenLocale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
    return `${number}\u00a0${currency === 'XOF' || currency === 'XAF' ? 'FCFA' : currency}`;
  };
  return cost < 0.01 ? site_weight_cost_least({ cost: say(0.01) }) : say(cost);
}
