import * as m from '#messages';
import type { Messenger } from '#networks/contract';
import type { Mailer } from '#plumbing/mail';
import type { Pusher, Subscription } from '#plumbing/push';
import type { Id } from '#words/ids.ts';
import type { Language } from '#words/languages.ts';
import type { Sent } from '#words/sent.ts';
import type { Said } from './say-notices.ts';

/** What is said to one person, ready for any way. */
export interface Letter {
  id: Id;
  name: string;
  email: string;
  language: Language;
  workspace: string;
  lines: readonly Said[];
  /** `https://…/studio/<workspace>`, to which the paths of lines are added. */
  studio: string;
  /** After that it is of no use any more. */
  until: Date | null;
  now: Date;
}

const MOST_LINES = 10;
const DAY_SECONDS = 86_400;

const addressOf = ({ studio }: Letter, path: string): string => (path === '' ? studio : `${studio}/${path}`);

/** The only sentence, or how many there are. */
const titleOf = (letter: Letter): string =>
  letter.lines.length === 1
    ? letter.lines[0]!.sentence
    : m.told_title({ count: letter.lines.length, workspace: letter.workspace }, { locale: letter.language });

function textOf(letter: Letter): string {
  const shown = letter.lines.slice(0, MOST_LINES).map(({ sentence, path }) => `${sentence}\n${addressOf(letter, path)}`);
  const rest = letter.lines.length - MOST_LINES;
  if (rest > 0) shown.push(m.told_rest({ count: rest }, { locale: letter.language }));
  return shown.join('\n\n');
}

/** Mail programs that compare Message-IDs show a letter that was sent twice once. */
export async function byMail(mail: Mailer, letter: Letter): Promise<Sent> {
  const { id, name, email, language, workspace } = letter;
  const settings = addressOf(letter, 'notices');
  const text = m.told_letter({ name, workspace, text: textOf(letter), settings }, { locale: language });
  try {
    await mail.send({ id, to: email, subject: titleOf(letter), text });
    return { kind: 'taken' };
  } catch (error) {
    return sentOf(error as { responseCode?: number; code?: string; command?: string });
  }
}

/** What nodemailer says of a letter that failed: a server that answered did not take it, nor one that was not reached. */
function sentOf({ responseCode, code = 'failed', command }: { responseCode?: number; code?: string; command?: string }): Sent {
  if (responseCode !== undefined) {
    const said = `smtp_${responseCode}`;
    return responseCode >= 500 ? { kind: 'refused', code: said } : { kind: 'later', seconds: null, code: said };
  }
  return command === 'CONN' ? { kind: 'later', seconds: null, code } : { kind: 'unclear', code };
}

/** The worker of the browser (src/service-worker/push.ts) reads this JSON; the same tag is shown once. */
export function byPush(pusher: Pusher, device: Subscription, letter: Letter): Promise<Sent> {
  const single = letter.lines.length === 1;
  const payload = {
    title: single ? letter.workspace : titleOf(letter),
    body: (single ? letter.lines : letter.lines.slice(0, 4)).map(({ sentence }) => sentence).join('\n'),
    url: new URL(addressOf(letter, single ? letter.lines[0]!.path : '')).pathname,
    tag: letter.id,
    lang: letter.language,
  };
  const left = letter.until ? Math.max(60, Math.round((letter.until.getTime() - letter.now.getTime()) / 1000)) : DAY_SECONDS;
  return pusher.push(device, {
    payload: JSON.stringify(payload),
    ttlSeconds: Math.min(left, DAY_SECONDS),
    urgency: letter.until ? 'high' : 'normal',
    topic: letter.id.replaceAll('-', ''),
  });
}

export const byBot = (messenger: Messenger, { token, chatId }: { token: string; chatId: string }, letter: Letter): Promise<Sent> =>
  messenger.say(token, chatId, letter.lines.length === 1 ? textOf(letter) : `${titleOf(letter)}\n\n${textOf(letter)}`);
