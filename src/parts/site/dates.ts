/** `16 avril 2026`, in the zone of the site. */
export const longDate = (date: Date, language: string, zone: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone }).format(date);
