import { openHand, type Hand } from './calendar-hand.ts';

/**
 * A post goes to another day of the grid by mouse (drag), by finger (held a moment, then dragged) and by keyboard (D, arrows, Enter). The
 * panel of a post does the same without scripts. What is dropped moves on the screen at once; the server's page follows.
 */
const HELD_MS = 450;
const SLIP_PX = 6;
/** Days. */
const ARROWS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

let hand: Hand | null = null;

const postAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('.cal [data-post]') : null;

function letGo(drop: boolean): void {
  if (drop) hand?.drop();
  else hand?.leave();
  hand = null;
}

document.addEventListener('pointerdown', (down) => {
  const post = postAt(down.target);
  if (!post || down.button !== 0 || hand) return;
  const from = { x: down.clientX, y: down.clientY };
  const grab = (): void => {
    hand = openHand(post);
    hand?.follow(from.x, from.y);
  };
  const held = down.pointerType === 'mouse' ? undefined : setTimeout(grab, HELD_MS);

  const move = (event: PointerEvent): void => {
    const slipped = Math.hypot(event.clientX - from.x, event.clientY - from.y) > SLIP_PX;
    if (!hand && !slipped) return;
    // A finger that moves before it held is scrolling.
    if (!hand && held !== undefined) return stop();
    if (!hand) grab();
    hand?.follow(event.clientX, event.clientY);
  };
  const up = (): void => {
    if (hand) {
      // The click that ends a drag opens nothing.
      addEventListener('click', (click) => (click.preventDefault(), click.stopPropagation()), { capture: true, once: true });
      setTimeout(() => letGo(true));
    }
    stop();
  };
  const cancel = (): void => {
    letGo(false);
    stop();
  };
  function stop(): void {
    clearTimeout(held);
    document.removeEventListener('pointermove', move);
    document.removeEventListener('pointerup', up);
    document.removeEventListener('pointercancel', cancel);
  }
  document.addEventListener('pointermove', move);
  document.addEventListener('pointerup', up);
  document.addEventListener('pointercancel', cancel);
});

/** A link is dragged by the browser, and a held finger opens its menu, unless we say no. */
document.addEventListener('dragstart', (event) => postAt(event.target) && event.preventDefault());
document.addEventListener('contextmenu', (event) => hand && event.preventDefault());
document.addEventListener('touchmove', (event) => hand && event.preventDefault(), { passive: false });

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const post = postAt(document.activeElement);
  if (!hand && event.key.toLowerCase() === 'd' && post) {
    event.preventDefault();
    hand = openHand(post);
    hand?.tell();
    return;
  }
  if (!hand) {
    if (event.key === 'Escape' && !inField(event.target)) closePanel();
    return;
  }
  const days = ARROWS[event.key];
  if (days !== undefined) hand.shift(days);
  else if (event.key === 'Enter') letGo(true);
  else if (event.key === 'Escape' || event.key === 'Tab') letGo(false);
  else return;
  if (event.key !== 'Tab') event.preventDefault();
});

/** Escape there is the field's own: it leaves a choice, it does not lose what was typed. */
const inField = (target: EventTarget | null): boolean => target instanceof Element && target.matches('input, select, textarea');

/** As its cross does, whichever of them is on the screen. */
function closePanel(): void {
  const crosses = [...document.querySelectorAll<HTMLElement>('#volet .ferme')];
  crosses.find((one) => one.offsetWidth > 0)?.click();
}
