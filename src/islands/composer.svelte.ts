import Composer from '#parts/calendar/composer/Composer.svelte';
import { sealWord } from '#parts/shell/seal-word.ts';
import { sync } from '#parts/shell/sync.svelte.ts';
import { startIsland } from './start-island.ts';

if (startIsland(Composer)) {
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
