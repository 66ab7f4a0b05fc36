import type { Transporter } from 'nodemailer';
import type { Config } from '../config/index.ts';

export interface Mail {
  to: string;
  subject: string;
  /** Plain text: light, readable everywhere, and nothing in it to track or to break. */
  text: string;
  /** Makes the Message-ID, so that the same letter sent twice is one message to the mail programs that compare them. */
  id: string;
}

export interface Mailer {
  /** @throws when the server doesn't take the message; the job that called is tried again. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** The operator's SMTP server; null when none is set: then nothing is ever mailed, and pages show links to be copied. */
export function openMailer(config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'publicUrl'>): Mailer | null {
  if (!config.smtpUrl) return null;
  const url = new URL(config.smtpUrl);
  const secure = url.protocol === 'smtps:';
  // Read with the first letter: whoever has no mail server does not carry the library.
  const open = async (): Promise<Transporter> =>
    (await import('nodemailer')).default.createTransport({
      host: url.hostname,
      port: Number(url.port || (secure ? 465 : 587)),
      secure,
      auth: url.username ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } : undefined,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  let opened: Promise<Transporter> | null = null;
  return {
    send: async ({ to, subject, text, id }) => {
      const messageId = `<${id}@${config.publicUrl.hostname}>`;
      const transport = await (opened ??= open());
      await transport.sendMail({ from: config.mailFrom, to, subject, text, messageId, headers: { 'Auto-Submitted': 'auto-generated' } });
    },
    close: () => void opened?.then((transport) => transport.close()),
  };
}
