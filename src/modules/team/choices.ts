import * as m from '#messages';
import { placeOf } from '#words/spoken.ts';
import { AFRICAN_COUNTRIES, COUNTRIES, countryOf, OTHER_COUNTRIES, type Country } from './countries.ts';
import type { Language } from './shapes.ts';

/** One line of a select. */
export interface Choice {
  value: string;
  label: string;
}

export interface WorkspaceChoices {
  africa: Choice[];
  elsewhere: Choice[];
  currencies: Choice[];
  /** By continent, Africa first. */
  zones: { region: string; zones: Choice[] }[];
}

/** What the forms of a workspace propose, named in the person's language. */
export function workspaceChoices(language: Language): WorkspaceChoices {
  const byLabel = (a: Choice, b: Choice): number => a.label.localeCompare(b.label, language);
  const countryName = new Intl.DisplayNames(language, { type: 'region' });
  const currencyName = new Intl.DisplayNames(language, { type: 'currency' });
  const named = ({ code }: Country): Choice => ({ value: code, label: countryName.of(code) ?? code });
  const currencies = [...new Set(COUNTRIES.map((country) => country.currency))];
  return {
    africa: AFRICAN_COUNTRIES.map(named).sort(byLabel),
    elsewhere: OTHER_COUNTRIES.map(named).sort(byLabel),
    currencies: currencies.map((code) => ({ value: code, label: `${currencyName.of(code) ?? code} (${code})` })).sort(byLabel),
    zones: zoneChoices(),
  };
}

/** The first half of a zone's name, as people say it. */
const REGIONS: Record<string, () => string> = {
  Africa: m.team_region_africa,
  America: m.team_region_america,
  Antarctica: m.team_region_antarctica,
  Arctic: m.team_region_arctic,
  Asia: m.team_region_asia,
  Atlantic: m.team_region_atlantic,
  Australia: m.team_region_australia,
  Europe: m.team_region_europe,
  Indian: m.team_region_indian,
  Pacific: m.team_region_pacific,
};

/** Every zone the engine lists, and those it knows under another name (Asia/Kolkata). */
export function zoneChoices(): WorkspaceChoices['zones'] {
  const all = [...new Set([...Intl.supportedValuesOf('timeZone'), ...COUNTRIES.map((country) => country.zone)])].sort();
  const regions = [...new Set(all.map((zone) => zone.split('/')[0]!))];
  const africaFirst = regions.sort((a, b) => Number(b === 'Africa') - Number(a === 'Africa') || a.localeCompare(b));
  return africaFirst.map((region) => ({
    region: REGIONS[region]?.() ?? region,
    zones: all
      .filter((zone) => zone === region || zone.startsWith(`${region}/`))
      .map((zone) => ({ value: zone, label: zone === region ? zone : [...zone.split('/').slice(1, -1), placeOf(zone)].join(' / ') })),
  }));
}

/** What a form left to "the country's own" is filled with. */
export function withCountryDefaults<F extends { country: string; currency: string; zone: string }>(form: F): F {
  const country = countryOf(form.country);
  return { ...form, currency: form.currency || country?.currency || '', zone: form.zone || country?.zone || '' };
}
