import { expect, test } from 'vitest';
import { readComposerForm } from './composer-form.ts';

function form(fields: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

test('a variant nobody touched follows, even when the common text changed in the same form', () => {
  const written = readComposerForm(
    form([
      ['text', 'Nouveau'],
      ['baseline', 'Ancien'],
      ['channel', 'a'],
      ['own.a', 'Ancien'],
      ['channel', 'b'],
      ['own.b', 'Pour b'],
    ]),
  );
  expect(written.variants.map((variant) => variant.text)).toEqual([null, 'Pour b']);
});

test('an emptied variant follows again, and writing the common text into it is following', () => {
  const written = readComposerForm(
    form([
      ['text', 'Commun'],
      ['baseline', 'Vieux'],
      ['channel', 'a'],
      ['own.a', '  '],
      ['channel', 'b'],
      ['own.b', 'Commun'],
    ]),
  );
  expect(written.variants.map((variant) => variant.text)).toEqual([null, null]);
});

test('texts arrive with one kind of line end, threads without their empty segments', () => {
  const written = readComposerForm(
    form([
      ['text', 'un\r\ndeux'],
      ['channel', 'a'],
      ['thread.a', 'suite\r\n'],
      ['thread.a', ' '],
      ['thread.a', 'fin'],
    ]),
  );
  expect(written.text).toBe('un\ndeux');
  expect(written.variants[0]!.thread).toEqual(['suite\n', 'fin']);
});

test('a day without an hour is no wish; minutes out of reason are half an hour', () => {
  expect(
    readComposerForm(
      form([
        ['day', '2026-04-30'],
        ['hour', ''],
        ['zone', 'Africa/Lome'],
      ]),
    ).wish,
  ).toBeNull();
  const full = readComposerForm(
    form([
      ['day', '2026-04-30'],
      ['hour', '12:00'],
      ['zone', 'Africa/Lome'],
      ['late', 'drop'],
      ['lateMinutes', '-4'],
    ]),
  );
  expect(full).toMatchObject({ wish: { wall: '2026-04-30T12:00', zone: 'Africa/Lome' }, late: 'drop', lateMinutes: 30 });
});

test('a text shown with people named as the network does still follows, and one that was touched does not', () => {
  const sent = (own: string) =>
    readComposerForm(
      form([
        ['text', 'Merci @[Afi] !'],
        ['baseline', 'Merci @[Afi]'],
        ['channel', 'a'],
        ['seen.a', 'Merci @afi@m.example'],
        ['own.a', own],
      ]),
    ).variants[0]!.text;
  expect([sent('Merci @afi@m.example'), sent('Merci à @afi@m.example')]).toEqual([null, 'Merci à @afi@m.example']);
});
