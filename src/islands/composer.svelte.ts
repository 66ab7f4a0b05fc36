import Composer from '#parts/calendar/composer/Composer.svelte';
import { learn, uncounted, type Counted } from '#parts/calendar/counted-later.ts';
import { knowsRules } from '#parts/calendar/rules.ts';
import { hearFiles } from '#parts/library/given-files.ts';
import { fetchSpoken } from '#parts/shell/fetch-later.ts';
import { sealWord } from '#parts/shell/seal-word.ts';
import { sync } from '#parts/shell/sync.svelte.ts';
import { startIsland } from './start-island.ts';

/**
 * Built apart, fetched only where a channel is on such a network, and only once somebody begins: what is counted till then is what the
 * server wrote. Cut off by then, the composer writes and keeps all the same, and says of these networks that they are not counted.
 */
async function countAll({ channels }: { channels: readonly { network: string }[] }): Promise<void> {
  const unknown = channels.map(({ network }) => network).filter((network) => !knowsRules(network));
  if (unknown.length === 0) return;
  await somebodyBegins();
  const fetched = fetchSpoken<{ COUNTED: Counted }>('counted');
  learn(
    await fetched.then(
      ({ COUNTED }) => COUNTED,
      () => uncounted(unknown),
    ),
  );
}

/** By hand, by keyboard, or as a screen reader and a voice do: some press without pointing, and fill a field that has no focus. */
const SIGNS = ['pointerdown', 'focusin', 'keydown', 'click', 'input', 'dragover', 'paste'];
const somebodyBegins = (): Promise<unknown> =>
  new Promise((resolve) => SIGNS.forEach((sign) => addEventListener(sign, resolve, { once: true })));

hearFiles();
void startIsland(Composer, (props) => countAll(props as unknown as Parameters<typeof countAll>[0])).then((begun) => {
  if (!begun) return;
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
});
