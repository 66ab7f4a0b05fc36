import fc from 'fast-check';
import { test } from 'vitest';
import { readComposerForm } from '../../src/modules/calendar/composer-form.ts';
import { readCsv } from '../../src/modules/calendar/import/read-csv.ts';
import { takeTable } from '../../src/modules/calendar/import/read-file.ts';
import { readHour, readWhen } from '../../src/modules/calendar/import/read-when.ts';
import { readRuleForm } from '../../src/modules/calendar/recurrence/rule-form.ts';
import { cleanName } from '../../src/modules/library/clean-name.ts';
import { sniff } from '../../src/modules/library/sniff.ts';
import { plainText, renderMarkdown } from '../../src/modules/site/markdown.ts';
import { facetsOf, mentionedHandles } from '../../src/networks/bluesky/facets.ts';
import { findLinks } from '../../src/networks/links.ts';
import { countStatus } from '../../src/networks/mastodon/rules.ts';
import { sameText } from '../../src/networks/same-text.ts';
import { splitIntoThread } from '../../src/networks/thread.ts';
import { preferredLocale } from '../../src/plumbing/web/speaking.ts';
import { afterOf } from '../../src/routes/api/v1/door/pages.ts';
import { asPlace } from '../../src/routes/api/v1/door/places.ts';
import { refuseAccept } from '../../src/routes/api/v1/door/negotiate.ts';
import { readMultipart } from '../../src/routes/api/v1/door/multipart.ts';
import { parseRange } from '../../src/routes/media/parse-range.ts';
import { Refusal } from '../../src/words/refusal.ts';
import { isWallTime } from '../../src/words/zone.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HUNG_MS } from '../worlds/hung.ts';
import { hostileText } from './hostile-text.ts';

/** The same little thing very many times: what makes a careless expression take for ever. */
const endless = fc
  .tuple(
    fc.constantFrom(
      'a',
      '@',
      '@a.b',
      '[',
      '![',
      '](',
      '*_',
      '<',
      '<a href="',
      '&amp;',
      'https://',
      'https://a.b/(',
      '\n',
      '> ',
      '`',
      '#',
      ';',
      ',',
      'é',
      '\u200d',
      '👩‍👩‍👧',
    ),
    fc.constantFrom(3, 500, 20_000),
  )
  .map(([piece, times]) => piece.repeat(times));
const texts = fc.oneof(
  hostileText,
  endless,
  fc.array(fc.oneof(hostileText, endless), { maxLength: 3 }).map((parts) => parts.join('').slice(0, 40_000)),
);
const bytes = fc.uint8Array({ maxLength: 5_000 });

/** Everything that reads what comes from outside; feeds and calendars are read nowhere yet. */
const PARSERS: Record<string, (text: string) => unknown> = {
  markdown: (text) => renderMarkdown(text),
  'plain text of markdown': plainText,
  'links in a text': findLinks,
  'length of a status': (text) => countStatus(text, 23),
  'facets of a post': (text) => facetsOf(text, Object.fromEntries(mentionedHandles(text).map((handle) => [handle, 'did:plc:x']))),
  'a text cut into a thread': (text) => splitIntoThread(text.slice(0, 3_000), (segment) => segment.length <= 300),
  'HTML that came back from a network': (text) => sameText(text, 'Le menu du jour'),
  'the name of a file': cleanName,
  'the composer’s form': (text) =>
    readComposerForm(formOf({ text, 'own.x': text, channel: 'x', day: text, hour: text, zone: text, lateMinutes: text })),
  'a CSV file': (text) => takeTable(readCsv(text.length % 2 ? Buffer.from(text, 'latin1') : Buffer.from(`texte;jour\n${text}`))),
  'a day of a file': readWhen,
  'an hour of a file': readHour,
  'a rule that repeats': (text) => readRuleForm(formOf({ every: 'week', on: text, ends: 'until', until: text, times: text })),
  'Accept-Language': preferredLocale,
  Accept: refuseAccept,
  Range: (text) => parseRange(text, 1_000),
  'a cursor': (text) => afterOf(text, asPlace),
  'a wall time': isWallTime,
};

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** Milliseconds; a refusal is an answer, anything else thrown goes up. */
function took(work: () => unknown): number {
  const began = performance.now();
  try {
    work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return performance.now() - began;
}

const FUZZ = { numRuns: 150, seed: 23 };

test.each(Object.entries(PARSERS))('%s: whatever comes, an answer or a refusal, and soon', (_, parse) => {
  fc.assert(
    fc.property(texts, (text) => took(() => parse(text)) < HUNG_MS),
    FUZZ,
  );
});

test('the first bytes of any file are some kind of file', () => {
  fc.assert(
    fc.property(bytes, (head) => sniff(head).length > 0 && took(() => sniff(head)) < HUNG_MS),
    FUZZ,
  );
});

test('a form that is no form is refused, never an accident', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'palabre-forms-'));
  const piece = fc.oneof(
    fc.constantFrom('--b', '\r\n', '--b--', '\r\n\r\n', 'content-disposition: form-data; name="a"', '; filename="x"', 'content-type: a/b'),
    hostileText,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const headers = { 'content-type': 'multipart/form-data; boundary=b' };
      const request = new Request('http://localhost/', { method: 'POST', headers, body: pieces.join('') });
      const read = await readMultipart(request, folder, 100_000).catch((error: unknown) => error);
      if (!(read instanceof Refusal)) await (read as Awaited<ReturnType<typeof readMultipart>>).forget();
    }),
    FUZZ,
  );
  rmSync(folder, { recursive: true });
});
