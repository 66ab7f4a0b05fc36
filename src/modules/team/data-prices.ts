import { digitsOf, type DataPrice } from '#words/data-price.ts';
import { Refusal } from '#words/refusal.ts';
import { z } from 'zod';

/** Where a proposed price was read; null once the workspace has said its own. */
export interface StatedPrice extends DataPrice {
  source: string | null;
}

/**
 * Averages move fast and hide what people really buy: each is a proposal with its source, to be confirmed by whoever knows the public.
 * A gigabyte in Togo: 1.45 dollars on average in 2023, at about 600 francs for a dollar.
 */
const BY_COUNTRY: Record<string, StatedPrice> = {
  TG: { minor: 870, currency: 'XOF', megabytes: 1000, source: 'afcacia.io, osiris.sn, 2023' },
};
/** The base of Palabre's design, where no figure of the country was found. */
const BY_CURRENCY: Record<string, StatedPrice> = {
  XOF: { minor: 500, currency: 'XOF', megabytes: 400, source: 'Palabre' },
};

/** What to propose before anybody has said better; null where nothing is known. */
export function usualDataPrice(country: string, currency: string): StatedPrice | null {
  const found = BY_COUNTRY[country];
  return found?.currency === currency ? found : (BY_CURRENCY[currency] ?? null);
}

/** As typed: `0,5` and `1 000` as one writes them in French. Both empty: no price of one's own. */
export const dataPriceSchema = z.object({
  /** Whole units of the currency. */
  dataPrice: z
    .string()
    .transform((text) => Number(text.replace(/\s/g, '').replace(',', '.')))
    .pipe(z.number().min(0).max(1_000_000))
    .optional(),
  dataMegabytes: z.coerce.number().int().min(0).max(1_000_000).optional(),
});

/** @throws Refusal `data_price_half` when only one of the two numbers was given */
export function readTypedPrice(typed: z.infer<typeof dataPriceSchema>, currency: string): DataPrice | null {
  const minor = Math.round((typed.dataPrice ?? 0) * 10 ** digitsOf(currency));
  const megabytes = typed.dataMegabytes ?? 0;
  if (minor > 0 !== megabytes > 0) throw new Refusal('data_price_half', { field: minor > 0 ? 'dataMegabytes' : 'dataPrice' });
  return minor > 0 ? { minor, currency, megabytes } : null;
}

/** The same as the fields show it. */
export const typedPrice = (price: DataPrice | null): { dataPrice: string; dataMegabytes: string } => ({
  dataPrice: price ? String(price.minor / 10 ** digitsOf(price.currency)) : '',
  dataMegabytes: price ? String(price.megabytes) : '',
});
