import { expect, test } from 'vitest';
import { inlineStrings } from './inline-strings.ts';
import { plant, ROOT } from './planted.ts';

test('no word of the interface is written in a component', () => {
  expect(inlineStrings(ROOT)).toEqual([]);
});

test('a word in a text, in a label and in a branch is caught; signs, expressions and proper nouns are not', () => {
  const copy = plant({
    'src/routes/+page.svelte': [
      '<p>Bonjour</p>',
      '<button aria-label="Fermer" class="btn">×</button>',
      '{#if open}<span>Ouvert</span>{/if}',
      '<h1>Palabre</h1> · {m.hello()} <b>{"—"}</b>',
    ].join('\n'),
  });
  expect(inlineStrings(copy.root)).toEqual([
    'src/routes/+page.svelte:1 Bonjour',
    'src/routes/+page.svelte:2 Fermer',
    'src/routes/+page.svelte:3 Ouvert',
  ]);
  copy.remove();
});
