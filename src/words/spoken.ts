/**
 * Moments, places and sizes as a person says them, in French, English and whatever Intl knows. Browser-safe and light: only Intl, no zone
 * arithmetic (that is zone.ts). `zone` is an IANA name, `Day` a civil date `2026-04-16`.
 */
/** Two letters; French and English have their habits here, any other language those that Intl knows. */
export type Locale = string;

const NBSP = '\u00a0';
const speakers = new Map<string, unknown>();

/** Making one of Intl's formatters costs a millisecond on a slow phone; a month of posts needs two hundred: each is made once. */
function speaker<Made, Options>(Kind: new (locale: string, options: Options) => Made, locale: string, options: Options): Made {
  let key = Kind.name + locale;
  for (const name in options) key += `${name}${String(options[name])}`;
  let found = speakers.get(key) as Made | undefined;
  if (!found) speakers.set(key, (found = new Kind(locale, options)));
  return found;
}

const format = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => speaker(Intl.DateTimeFormat, locale, options);

const TAGS: Record<Locale, string> = { fr: 'fr-FR', en: 'en-GB' };
const tag = (locale: Locale): string => TAGS[locale] ?? locale;
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** The civil date an instant falls on, by the clock of a place. */
export const dayAt = (instant: Date, zone: string): string =>
  format('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);

/** `09:02`, for a time field. */
export const clockAt = (instant: Date, zone: string): string =>
  format('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant);

/** « 9 h 02 », « 12 h »; `9:02` in English. */
export const sayHour = (instant: Date, zone: string, locale: Locale): string => sayClock(clockAt(instant, zone), locale);

/** The same from a clock's `09:02`. */
export function sayClock(clock: string, locale: Locale): string {
  const [hour = '', minute = ''] = clock.split(':');
  if (locale !== 'fr') return `${Number(hour)}:${minute}`;
  return minute === '00' ? `${Number(hour)}${NBSP}h` : `${Number(hour)}${NBSP}h${NBSP}${minute}`;
}

/** « 9 h 02 min 05 s », `9:02:05`: where several things happen in one minute. */
export function sayHourExactly(instant: Date, zone: string, locale: Locale): string {
  const [hour = '', minute = ''] = clockAt(instant, zone).split(':');
  const second = String(instant.getUTCSeconds()).padStart(2, '0');
  if (locale !== 'fr') return `${Number(hour)}:${minute}:${second}`;
  return `${Number(hour)}${NBSP}h${NBSP}${minute}${NBSP}min${NBSP}${second}`;
}

/** « jeudi 16 avril », « 1er mai »; with the year when asked. */
export function sayDate(day: string, locale: Locale, style: { year?: boolean; short?: boolean; weekday?: boolean } = {}): string {
  const options: Intl.DateTimeFormatOptions = {
    timeZone: 'UTC',
    day: 'numeric',
    month: style.short ? 'short' : 'long',
    ...(style.weekday !== false && { weekday: style.short ? ('short' as const) : ('long' as const) }),
    ...(style.year && { year: 'numeric' as const }),
  };
  const said = format(tag(locale), options).format(noon(day));
  return locale === 'fr' && day.endsWith('-01') ? said.replace(/\b1\b/, '1er') : said;
}

/** « jeudi 16 avril, 9 h 02 » */
export const sayMoment = (
  instant: Date,
  zone: string,
  locale: Locale,
  style: { year?: boolean; short?: boolean; weekday?: boolean } = {},
): string => `${sayDate(dayAt(instant, zone), locale, style)}, ${sayHour(instant, zone, locale)}`;

/** « 16 avril 2026 »: the day something happened, by the clock of a place. */
export const sayDay = (instant: Date, zone: string, locale: Locale): string =>
  sayDate(dayAt(instant, zone), locale, { year: true, weekday: false });

/** « avril 2026 », from `2026-04`. */
export const sayMonth = (month: string, locale: Locale): string =>
  format(tag(locale), { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(noon(`${month}-01`));

/** Monday to Sunday, long for screen readers, short for column heads. */
export const weekdays = (locale: Locale): { long: string; short: string }[] =>
  Array.from({ length: 7 }, (_, index) => {
    const day = noon(`2026-06-0${index + 1}`); // 1 June 2026 is a Monday
    return {
      long: format(tag(locale), { timeZone: 'UTC', weekday: 'long' }).format(day),
      short: format(tag(locale), { timeZone: 'UTC', weekday: 'short' }).format(day),
    };
  });

/** « il y a 40 min », « dans 2 h » : rounded to the largest unit that says something. */
export function sayDistance(instant: Date, now: Date, locale: Locale): string {
  const minutes = Math.round((instant.getTime() - now.getTime()) / 60_000);
  const speak = speaker(Intl.RelativeTimeFormat, tag(locale), { numeric: 'auto', style: 'short' });
  // French would say « cette minute-ci ».
  if (minutes === 0) return locale === 'fr' ? 'à l’instant' : speak.format(0, 'second');
  if (Math.abs(minutes) < 60) return speak.format(minutes, 'minute');
  if (Math.abs(minutes) < 48 * 60) return speak.format(Math.round(minutes / 60), 'hour');
  return speak.format(Math.round(minutes / 1440), 'day');
}

/** How long something took: « 2 h 10 min », « 1 j 4 h »; its two largest units. */
export function saySpan(seconds: number, locale: Locale): string {
  const minutes = Math.round(seconds / 60);
  const parts: readonly (readonly [unit: string, count: number])[] = [
    ['day', Math.floor(minutes / 1440)],
    ['hour', Math.floor((minutes % 1440) / 60)],
    ['minute', minutes % 60],
  ];
  const first = parts.findIndex(([unit, count]) => count > 0 || unit === 'minute');
  const say = (unit: string, count: number) =>
    speaker(Intl.NumberFormat, tag(locale), { style: 'unit', unit, unitDisplay: 'short' }).format(count);
  const [one, other] = parts.slice(first, first + 2);
  return [one, other].flatMap((part) => (part && (part[1] > 0 || part === one) ? [say(...part)] : [])).join(' ');
}

/** « aujourd’hui », « dans 3 jours » : between two civil dates. */
export const sayDays = (day: string, today: string, locale: Locale): string =>
  speaker(Intl.RelativeTimeFormat, tag(locale), { numeric: 'auto' }).format(
    Math.round((noon(day).getTime() - noon(today).getTime()) / 86_400_000),
    'day',
  );

export const sayList = (items: readonly string[], locale: Locale): string =>
  speaker(Intl.ListFormat, tag(locale), { type: 'conjunction' }).format(items);

export const sayNumber = (value: number, locale: Locale): string =>
  speaker(Intl.NumberFormat, tag(locale), { maximumFractionDigits: 1 }).format(value);

/** « 1,2 Mo », « 240 ko » ; decimal units, as data plans are sold. */
export function sayBytes(bytes: number, locale: Locale): string {
  const [kilo, mega] = locale === 'fr' ? ['ko', 'Mo'] : ['kB', 'MB'];
  return bytes >= 1_000_000
    ? `${sayNumber(bytes / 1e6, locale)}${NBSP}${mega}`
    : `${sayNumber(Math.max(1, Math.round(bytes / 1000)), locale)}${NBSP}${kilo}`;
}

/** Cities whose IANA name lost its accents or its apostrophe. */
const PLACES: Record<string, string> = {
  Lome: 'Lomé',
  Sao_Tome: 'São Tomé',
  Ndjamena: 'N’Djaména',
  Bogota: 'Bogotá',
  Sao_Paulo: 'São Paulo',
  'Porto-Novo': 'Porto-Novo',
};

/** The city of a zone: « Lomé » for Africa/Lome. */
export function placeOf(zone: string): string {
  const city = zone.split('/').at(-1)!;
  return PLACES[city] ?? city.replaceAll('_', ' ');
}

/** « de Lomé », « d’Abidjan » (French elides before a vowel); `in Lomé`. To follow "the clock"; the name alone in other languages. */
export function ofPlace(zone: string, locale: Locale): string {
  const place = placeOf(zone);
  if (locale !== 'fr') return locale === 'en' ? `in ${place}` : place;
  return /^[AEIOUYÀÂÉÈÊÎÔ]/i.test(place) ? `d’${place}` : `de ${place}`;
}

/** True when two clocks tell the same hour at that moment. */
export const sameClock = (first: string, second: string, at: Date): boolean =>
  clockAt(at, first) === clockAt(at, second) && dayAt(at, first) === dayAt(at, second);

/**
 * The instant a clock in `zone` shows `wall` (`2026-04-30T12:00`), for showing other clocks beside it while someone types. Around a
 * change of hour it may pick the neighbour: zone.ts decides when something is planned. @returns null when there is nothing to read yet
 */
export function shownInstant(wall: string, zone: string): Date | null {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return null;
  const offset = (at: number) =>
    Date.parse(`${dayAt(new Date(at), zone)}T${clockAt(new Date(at), zone)}Z`) - Math.floor(at / 60_000) * 60_000;
  const near = asUtc - offset(asUtc);
  return new Date(asUtc - offset(near));
}

const SMALL: Record<Locale, string[]> = {
  fr: ['aucune', 'une', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'],
  en: ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
};

/** Up to ten in letters, as a sentence says it (feminine in French: things, publications); then in figures. */
export const sayCount = (count: number, locale: Locale): string => SMALL[locale]?.[count] ?? sayNumber(count, locale);

/** A sentence begins with a capital, whatever word comes first. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
