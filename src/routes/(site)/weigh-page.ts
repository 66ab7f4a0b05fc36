import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { site_weight_cost, site_weight_pictures } from '#messages';
import { PAGE_BROTLI, spokenLocale } from '#plumbing/web';
import { costOf, sayCost, type DataPrice } from '#words/data-price.ts';

/** What an article writes where its weight will stand: `%palabre.weight:<bytes of pictures>:<price>%`. */
const MARK = /%palabre\.weight:(\d+):([^%]*)%/g;

export const weightMark = (pictures: number, price: DataPrice | null): string =>
  `%palabre.weight:${pictures}:${price ? [price.minor, price.megabytes, price.currency].join(',') : ''}%`;

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

const compressed = (bytes: Buffer): number => brotliCompressSync(bytes, PAGE_BROTLI).length;

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
  const [minor, megabytes, currency] = price.split(',');
  if (!minor || !megabytes || !currency) return weight;
  return site_weight_cost({
    weight,
    cost: sayCost(costOf(page + pictures, { minor: Number(minor), megabytes: Number(megabytes), currency }), currency, spokenLocale()),
  });
}

function inKilobytes(bytes: number): string {
  const number = new Intl.NumberFormat(spokenLocale()).format(Math.max(1, Math.round(bytes / 1000)));
  return `${number}\u00a0${spokenLocale() === 'fr' ? 'ko' : 'kB'}`;
}
