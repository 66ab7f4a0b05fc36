import { CHANGED, openShelf, type DeviceShelf } from '#parts/offline/open-shelf.ts';
import { answerByHand, takeBack, type HandChange, type HandDecision } from '#modules/offline/shapes';

/** No network, as far as one can know: the page is a kept one, or the device says so. */
export const isAway = (): boolean => !navigator.onLine || document.documentElement.dataset['kept'] !== undefined;

/**
 * Answers given without a network: noted on this device as requests, sent when it is back, checked there again. Where one was noted, the
 * page says so in place of the question, and it may be changed until it has left.
 */
export function noteAnswers(): void {
  const frame = document.querySelector<HTMLElement>('.app[data-person]');
  if (!frame || document.querySelector('[data-answer]') === null) return;
  // Where the browser keeps nothing, answers go to the house or nowhere.
  const opened = openShelf(frame.dataset['person']!, location.pathname.split('/')[2]!).catch(() => null);
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (form.dataset['answer'] === undefined || !isAway()) return;
    event.preventDefault();
    void opened.then((shelf) => shelf && note(shelf, form, event.submitter as HTMLButtonElement));
  });
  void opened.then((shelf) => {
    if (!shelf) return;
    const show = (): void => void shelf.read().then((book) => showNoted(shelf, new Map(book.waiting.flatMap(handOf))));
    addEventListener(CHANGED, show);
    show();
  });
}

type Noted = { change: HandChange; left: boolean };
const handOf = ({ change, left }: { change: { kind: string }; left: boolean }): [string, Noted][] =>
  change.kind === 'hand' ? [[(change as HandChange).publicationId, { change: change as HandChange, left }]] : [];

async function note(shelf: DeviceShelf, form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const [publicationId, said] = [form.dataset['answer']!, new FormData(form)];
  const decision = button.value as HandDecision;
  const url = String(said.get('url') ?? '').trim();
  const field = form.querySelector<HTMLInputElement>('[name=url]');
  field?.setCustomValidity(decision === 'published' && !URL.canParse(url) ? boxOf(publicationId).dataset['link']! : '');
  if (!form.reportValidity()) return field?.setCustomValidity('');
  const minutes = Number(said.get('minutes') ?? 15);
  await shelf.change((book) => answerByHand(book, { publicationId, decision, url, minutes, saidAt: new Date().toISOString() }));
  const next = String(said.get('next') ?? '');
  if (next) document.getElementById(`p-${next}`)?.scrollIntoView();
}

const boxOf = (id: string): HTMLElement => document.querySelector<HTMLElement>(`[data-kept-answer="${id}"]`)!;

function showNoted(shelf: DeviceShelf, noted: ReadonlyMap<string, Noted>): void {
  for (const box of document.querySelectorAll<HTMLElement>('[data-kept-answer]')) {
    const id = box.dataset['keptAnswer']!;
    const found = noted.get(id);
    box.hidden = !found;
    for (const form of document.querySelectorAll<HTMLElement>(`[data-answer="${id}"]`)) form.hidden = found !== undefined;
    if (!found) continue;
    box.querySelector('p')!.textContent = box.dataset[found.change.decision] ?? '';
    const change = box.querySelector('button')!;
    change.hidden = found.left;
    change.onclick = () => void shelf.change((book) => takeBack(book, found.change.id));
  }
}
