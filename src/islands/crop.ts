import { cutOf, layOut, MOST_FOCUS, type Focus, type Ratio } from '../words/crop.ts';

/**
 * The point that must stay, moved by finger, mouse or arrows on the picture; every cut of it follows at once. Nothing is kept before
 * « Enregistrer »: without this file the same form asks the server for each step.
 */
const STEP = 10;
const LONG_STEP = 50;
const MOVES: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

for (const form of document.querySelectorAll<HTMLFormElement>('[data-focus]')) {
  const picture = { width: Number(form.dataset['width']), height: Number(form.dataset['height']) };
  const image = form.querySelector<HTMLInputElement>('input[type=image]')!;
  const target = form.querySelector<HTMLElement>('.cible')!;
  const [x, y] = ['x', 'y'].map((name) => form.querySelector<HTMLInputElement>(`input[name=${name}]`)!) as [
    HTMLInputElement,
    HTMLInputElement,
  ];
  const focus = (): Focus => ({ x: Math.round(x.valueAsNumber * 10) || 0, y: Math.round(y.valueAsNumber * 10) || 0 });

  const show = (): void => {
    const now = focus();
    target.style.left = `${now.x / 10}%`;
    target.style.top = `${now.y / 10}%`;
    for (const box of form.closest('[data-picture]')?.querySelectorAll<HTMLElement>('[data-cut]') ?? []) {
      const cut = cutOf(picture, box.dataset['cut'] as Ratio, now) ?? { x: 0, y: 0, ...picture };
      const css = layOut(picture, cut);
      box.style.cssText = css.box;
      box.querySelector('img')!.style.cssText = css.image;
    }
  };
  const move = (to: Focus): void => {
    const clamp = (one: number): string => String(Math.round(Math.min(Math.max(one, 0), MOST_FOCUS)) / 10);
    x.value = clamp(to.x);
    y.value = clamp(to.y);
    show();
  };

  image.addEventListener('click', (event) => {
    // Enter on the picture clicks it nowhere: it sends what is there.
    if (event.detail === 0) return;
    event.preventDefault();
    const box = image.getBoundingClientRect();
    move({ x: ((event.clientX - box.left) / box.width) * MOST_FOCUS, y: ((event.clientY - box.top) / box.height) * MOST_FOCUS });
  });
  image.addEventListener('keydown', (event) => {
    const direction = MOVES[event.key];
    if (!direction) return;
    event.preventDefault();
    const now = focus();
    const step = event.shiftKey ? LONG_STEP : STEP;
    move({ x: now.x + direction[0] * step, y: now.y + direction[1] * step });
  });
  for (const field of [x, y]) field.addEventListener('input', show);
}
