import { expect, test } from 'vitest';
import { messageToClient } from './message-to-client.ts';

test('a client reads what is handed over in their language and by their clock, whoever prepared it', () => {
  const client = { name: 'Hôtel Les Filaos', zone: 'Africa/Porto-Novo', language: 'en' } as const;
  const asking = {
    client,
    count: 2,
    link: 'https://palabre.example/validate/x',
    tacitHours: null,
    before: new Date('2026-11-28T08:00:00Z'),
  };
  const english = messageToClient({ ...asking, addressee: 'Mr Kofi' });
  expect(english).toContain('Mr Kofi');
  expect(english).toContain('Saturday 28 November, 9:00');
  expect(messageToClient({ ...asking, addressee: 'Mr Kofi', count: 0 }), 'nothing waits').toBe('');
  expect(english).not.toContain('As agreed');
  expect(messageToClient({ ...asking, addressee: '', tacitHours: 48 })).toMatch(/As agreed: .* 48 h/);
  expect(messageToClient({ ...asking, addressee: '', client: { ...client, language: 'fr' } })).toMatch(
    /^Bonjour, .*samedi 28 novembre, 9\sh/,
  );
});
