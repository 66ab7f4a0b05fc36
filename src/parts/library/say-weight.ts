import { library_weight_cost, library_weight_under } from '#messages';
import { costOf, sayCost, type DataPrice } from '#words/data-price.ts';
import { sayBytes, type Locale } from '#words/spoken.ts';

/** « 240 ko, soit 0,3 FCFA de données »; the weight alone where nobody said what data costs. */
export function sayWeight(bytes: number, price: DataPrice | null, locale: Locale): string {
  const weight = sayBytes(bytes, locale);
  if (!price) return weight;
  const cost = sayCost(costOf(bytes, price), price.currency, locale);
  return (cost.startsWith('<') ? library_weight_under : library_weight_cost)({ weight, cost });
}
