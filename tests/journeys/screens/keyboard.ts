import { expect } from 'vitest';
import type { Page } from '../palabre/window.ts';

/** Stops of a page before giving up: more than any screen has. */
const STOPS = 150;

export interface Keyboard {
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
  /** A civil date (`2026-04-16`) in a date field, in whichever order this browser asks for it. */
  typeDay(day: string): Promise<void>;
  /** What the focus is on, as it is called. */
  focused(): Promise<string>;
  /** Tabs until the focus is on what is called so; every stop on the way must be seen. */
  goTo(name: RegExp): Promise<void>;
  /** Goes there, presses Enter and waits for the page that answers. */
  act(name: RegExp): Promise<void>;
}

/** A person without a mouse: nothing here but keys. */
export function openKeyboard(page: Page): Keyboard {
  const stop = () => page.evaluate(nameOfFocus);
  const press = (key: string): Promise<void> => page.keyboard.press(key);

  async function goTo(name: RegExp): Promise<void> {
    const passed: string[] = [];
    for (let stops = 0; stops < STOPS; stops += 1) {
      await press('Tab');
      const { called, seen, where } = await stop();
      expect(seen, `the focus cannot be seen on ${where}`).toBe(true);
      if (name.test(called)) return;
      passed.push(called);
    }
    throw new Error(`${page.url()}: no stop is called ${name}; there were ${[...new Set(passed)].join(' · ')}`);
  }

  return {
    press,
    goTo,
    type: (text) => page.keyboard.type(text),
    typeDay: async (day) => {
      const [year, month, date] = day.split('-') as [string, string, string];
      for (const order of [`${date}${month}${year}`, `${month}${date}${year}`]) {
        await page.keyboard.type(order);
        if ((await page.evaluate(() => (document.activeElement as HTMLInputElement).value)) === day) return;
        // Back to the first of its three parts.
        for (let part = 0; part < 3; part += 1) await press('ArrowLeft');
      }
      throw new Error(`the field does not take ${day}`);
    },
    focused: async () => (await stop()).called,
    act: async (name) => {
      await goTo(name);
      await Promise.all([page.waitForEvent('load'), press('Enter')]);
    },
  };
}

/** Read in the page: the name of what has the focus, and whether one sees that it has. */
function nameOfFocus(): { called: string; seen: boolean; where: string } {
  const element = document.activeElement as HTMLElement | null;
  if (!element || element === document.body) return { called: '', seen: true, where: 'the page' };
  const labels = (element as HTMLInputElement).labels;
  const called = element.getAttribute('aria-label') ?? (labels?.length ? labels[0]!.innerText : element.textContent);
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const inside = element.closest('label:focus-within');
  const ringed = inside ? getComputedStyle(inside).outlineStyle !== 'none' : false;
  return {
    called: (called ?? '')
      .replace(/\s+/g, ' ')
      .replace(/ ([,.])/g, '$1')
      .trim(),
    seen: inView && ((outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || ringed),
    where: element.outerHTML.slice(0, 120),
  };
}
