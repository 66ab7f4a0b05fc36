import { expect, test } from 'vitest';
import { sayKept } from './say-kept.ts';

const page = `<!doctype html><html lang="fr"><body><span class="sync" data-seal data-saved="À jour" data-offline="Hors ligne depuis {hour}"
  >À jour</span><p>Le menu</p><div class="avis" role="status"><span>Fait</span></div></body></html>`;

test('a kept page says since when in every seal, and why on its root, and is otherwise as it came', () => {
  const since = new Date(2026, 11, 1, 14, 2).getTime();
  const said = sayKept(page, 'kept', since);
  expect(said).toContain(`<html data-kept="kept" data-since="${since}" lang="fr">`);
  expect(said).toContain('class="sync hors" data-seal');
  expect(said).toContain('>Hors ligne depuis 14\u00a0h\u00a002</span><p>Le menu</p>');
  expect(said).not.toContain('>À jour<');
  expect(said).not.toContain('Fait');
});

test('in English as English says it', () => {
  const said = sayKept(page.replace('lang="fr"', 'lang="en"'), 'page', new Date(2026, 11, 1, 9, 5).getTime());
  expect(said).toContain('Hors ligne depuis 9:05');
});
