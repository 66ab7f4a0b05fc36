import { hydrate } from 'svelte';
import { overwriteGetLocale } from '#messages/runtime';
import Composer from '#parts/calendar/composer/Composer.svelte';
import { sealWord } from '#parts/shell/seal-word.ts';
import { sync } from '#parts/shell/sync.svelte.ts';

/** Brings the composer of a page to life, where the server already wrote it; the rest of the page needs no framework. */
overwriteGetLocale(() => (document.documentElement.lang === 'en' ? 'en' : 'fr'));

const island = document.getElementById('ilot');
if (island) {
  hydrate(Composer, { target: island, props: JSON.parse(island.dataset.props ?? '{}') });
  addEventListener('offline', () => sync.lost(Date.now()));
  addEventListener('online', () => sync.found());
  // The seals of the frame say the same as the composer's.
  $effect.root(() => {
    $effect(() => {
      const { sign, word } = sealWord(sync.now);
      for (const seal of document.querySelectorAll<HTMLElement>('.sync[data-seal]')) {
        seal.className = `sync ${sign}`;
        seal.textContent = word;
      }
    });
  });
}
