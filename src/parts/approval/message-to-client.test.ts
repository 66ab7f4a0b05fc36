import { expect, test } from 'vitest';
import { awaited, messageToClient } from './message-to-client.ts';

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

test('asked for before no hour that is over: where none is ahead, it says that their answer is awaited', () => {
  const late = {
    ...{ count: 2, link: 'https://palabre.example/validate/x', tacitHours: null, before: null },
    client: { name: 'Chez Tantine Afi', zone: 'Africa/Lome', language: 'fr' } as const,
  };
  expect(messageToClient({ ...late, addressee: 'Mme Afi' })).toBe(
    'Bonjour Mme Afi, 2 publications pour Chez Tantine Afi attendent votre réponse : https://palabre.example/validate/x Merci !',
  );
  expect(messageToClient({ ...late, addressee: '', count: 1 })).toMatch(/^Bonjour, une publication pour .* attend votre réponse : /);
  const english = { ...late, client: { ...late.client, language: 'en' } } as const;
  expect(messageToClient({ ...english, addressee: 'Mr Kofi' })).toMatch(
    /^Hello Mr Kofi, 2 publications for .* await your answer: .* Thank you!$/,
  );
  expect(messageToClient({ ...english, addressee: '', count: 1 })).toMatch(/^Hello, one publication for .* awaits your answer: /);
});

test('what is awaited of the client: their posts that did not go out without them, before the first hour still ahead', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 28, hour));
  const post = (turn: 'client' | 'inside' | 'us' | 'done', hour: number, left = false) => ({ turn, plannedAt: at(hour), left });
  const posts = [post('us', 13), post('client', 8), post('client', 14), post('client', 16), post('inside', 12)];
  expect(awaited(posts, at(7))).toEqual({ client: 3, inside: 1, before: at(8) });
  expect(awaited(posts, at(8)), 'one hour is over').toEqual({ client: 3, inside: 1, before: at(14) });
  expect(awaited(posts, at(18)), 'all are').toEqual({ client: 3, inside: 1, before: null });
  expect(awaited([post('us', 9), post('inside', 12)], at(7)), 'read inside first').toEqual({ client: 0, inside: 1, before: at(12) });
  expect(awaited([post('client', 8, true)], at(9)), 'it went out: nothing waits').toEqual({ client: 0, inside: 0, before: null });
});
