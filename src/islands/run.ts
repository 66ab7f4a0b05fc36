import { isAway, noteAnswers } from './run-answers.ts';

/**
 * A run on a phone: a text copied in one tap, pictures handed to the app by the phone's own sheet, and the way on after a copy. Without
 * this file texts are selected and pictures saved by hand: the same page, a few taps more. Without a network what is kept of the run does
 * (src/service-worker), and answers are noted on this device (run-answers.ts).
 */
noteAnswers();

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const field = document.getElementById(button.dataset['copy']!) as HTMLTextAreaElement | HTMLInputElement;
    say(button, (await copy(field)) ? 'done' : 'failed');
  });
}

/** On plain http no clipboard is given to a page: the selection is, and what is selected can be copied by hand. */
async function copy(field: HTMLTextAreaElement | HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand('copy');
  }
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-share]')) {
  if (!canShareFiles()) break;
  button.hidden = false;
  const paths = JSON.parse(button.dataset['share']!) as [string, string | null][];
  let files: File[] | null = null;
  button.addEventListener('click', async () => {
    try {
      if (!files) {
        say(button, 'wait');
        files = await Promise.all(paths.map(fetchFile));
      }
      await navigator.share({ files });
      say(button, 'done');
    } catch (error) {
      // Closed by the person, or too long after their tap: the files are here now, and the next tap shares them at once.
      say(button, (error as Error).name === 'AbortError' ? 'idle' : files ? 'again' : 'failed');
    }
  });
}

/** A browser saves past its service worker: without a network the page hands it what is kept. */
for (const link of document.querySelectorAll<HTMLAnchorElement>('a[download][data-light]'))
  link.addEventListener('click', (event) => {
    if (!isAway()) return;
    event.preventDefault();
    void fetchFile([link.href, link.dataset['light']!]).then((file) => {
      const saving = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: file.name });
      saving.click();
    });
  });

/** Asked with an empty picture: some browsers share words only. */
function canShareFiles(): boolean {
  const probe = new File([''], 'image.jpg', { type: 'image/jpeg' });
  return 'canShare' in navigator && navigator.canShare({ files: [probe] });
}

/** Without a network, the light copy that was kept. */
async function fetchFile([whole, light]: [string, string | null]): Promise<File> {
  const path = isAway() && light ? light : whole;
  const answer = await window.fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const bytes = await answer.blob();
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'media';
  return new File([bytes], name, { type: bytes.type });
}

/** The words are the page's own: `data-idle`, `data-done`… */
function say(button: HTMLButtonElement, what: 'idle' | 'wait' | 'done' | 'again' | 'failed'): void {
  const word = button.querySelector('span');
  if (!word) return;
  button.dataset['idle'] ??= word.textContent ?? '';
  word.textContent = button.dataset[what] ?? button.dataset['idle'];
}
