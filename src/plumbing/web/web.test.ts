import { expect, test } from 'vitest';
import { isCrossSiteWrite } from './cross-site.ts';
import { localPath } from './local-path.ts';
import { preferredLocale, speak, speaking, spokenLocale } from './speaking.ts';

test('after signing in one goes on inside Palabre, never elsewhere', () => {
  expect(localPath('/studio/chez-awa/calendar?month=2026-12')).toBe('/studio/chez-awa/calendar?month=2026-12');
  for (const trap of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '',
    null,
    undefined,
  ])
    expect(localPath(trap), String(trap)).toBe('/');
});

test('the language wished for most is spoken, French when none is ours', () => {
  expect(preferredLocale('en-GB,en;q=0.9,fr;q=0.8')).toBe('en');
  expect(preferredLocale('de, fr;q=0.5, en;q=0.7')).toBe('en');
  expect(preferredLocale('fr-TG, en;q=0.9')).toBe('fr');
  expect(preferredLocale('en;q=0, de')).toBe('fr');
  expect(preferredLocale('ee, de;q=0.3')).toBe('fr');
  expect(preferredLocale(null)).toBe('fr');
});

test('two requests at once each speak their own language', async () => {
  const one = speaking('fr', async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return spokenLocale();
  });
  const other = speaking('fr', async () => {
    speak('en');
    return spokenLocale();
  });
  expect(await Promise.all([one, other])).toEqual(['fr', 'en']);
});

test('another site cannot make a browser write here', () => {
  const post = (headers: Record<string, string>) => new Request('https://palabre.example/login', { method: 'POST', headers });
  const at = (headers: Record<string, string>) => isCrossSiteWrite(post(headers), 'https://palabre.example');
  expect(at({ 'sec-fetch-site': 'cross-site' })).toBe(true);
  expect(at({ 'sec-fetch-site': 'same-site', origin: 'https://other.palabre.example' })).toBe(true);
  expect(at({ origin: 'https://evil.example' })).toBe(true);
  expect(at({ origin: 'null' })).toBe(true);
  expect(at({ 'sec-fetch-site': 'same-origin', origin: 'https://palabre.example' })).toBe(false);
  expect(at({})).toBe(false);
  expect(
    isCrossSiteWrite(new Request('https://palabre.example/', { headers: { 'sec-fetch-site': 'cross-site' } }), 'https://palabre.example'),
  ).toBe(false);
});
