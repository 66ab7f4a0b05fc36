/** `jeudi 26 novembre, 14 h 02` for account pages, which belong to no workspace and so to no zone. */
export function readWall(at: Date, language: 'fr' | 'en'): string {
  const day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(at);
  const hour = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'UTC' }).format(at);
  return language === 'fr' ? `${day}, ${hour.replace(':', '\u00a0h\u00a0')} UTC` : `${day}, ${hour} UTC`;
}
