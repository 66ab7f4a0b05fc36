import { approval_message_text, approval_message_text_nobody, approval_tacit_after } from '#messages';
import type { Language } from '#words/languages.ts';
import { sayMoment } from '#words/spoken.ts';

interface Asking {
  /** Whom it greets; '' for nobody. */
  addressee: string;
  client: { name: string; zone: string; language: Language };
  count: number;
  link: string;
  /** When the first of the posts leaves. */
  before: Date;
  /** Hours after which silence is a yes, as agreed; null where it never is. */
  tacitHours: number | null;
}

/** The message that a person hands over themselves: in the language of who reads it, by their clock; '' where nothing waits for them. */
export function messageToClient({ addressee, client, count, link, before, tacitHours }: Asking): string {
  if (count === 0) return '';
  const { name, zone, language } = client;
  const words = { count, client: name, link, date: sayMoment(before, zone, language) };
  const locale = { locale: language };
  const asked = addressee ? approval_message_text({ ...words, name: addressee }, locale) : approval_message_text_nobody(words, locale);
  return tacitHours === null ? asked : `${asked} ${approval_tacit_after({ hours: tacitHours }, locale)}`;
}
