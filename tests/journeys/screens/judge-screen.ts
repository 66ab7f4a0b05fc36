import { readFileSync } from 'node:fs';
import path from 'node:path';
import type axe from 'axe-core';
import { ROOT } from '../../house/planted.ts';
import type { Page } from '../palabre/window.ts';

const AXE = readFileSync(path.join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const NARROWEST = { width: 320, height: 700 };

/** What is wrong with the screen the page shows, in every theme and at every width the design promises; empty when nothing is. */
export async function judgeScreen(page: Page): Promise<string[]> {
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.evaluate(AXE);
  const faults = await violations(page, 'desk, light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(PHONE);
  faults.push(...(await violations(page, 'phone, dark')), ...(await page.evaluate(smallTargets)), ...(await page.evaluate(movements)));
  await page.setViewportSize(NARROWEST);
  faults.push(...(await page.evaluate(sideways)));
  return faults;
}

async function violations(page: Page, where: string): Promise<string[]> {
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  });
  return found.map((one) => `${where}: ${one}`);
}

/** What a finger must find: 44 × 44 pixels that answer, but for links in a sentence. Read in the page. */
function smallTargets(): string[] {
  const WANTED = 43.5;
  const answers = (target: Element, x: number, y: number): boolean => {
    const there = document.elementFromPoint(Math.min(Math.max(x, 1), innerWidth - 1), y);
    return there !== null && (target.contains(there) || there.closest('label')?.control === target);
  };
  /** Pixels that answer from the middle on, one way. */
  const reach = (target: Element, x: number, y: number, [dx, dy]: [number, number]): number => {
    let steps = 0;
    while (steps < WANTED && answers(target, x + dx * (steps + 1), y + dy * (steps + 1))) steps += 1;
    return steps;
  };
  const inSentence = (target: Element): boolean =>
    target.matches('p a, dd a, td a, .note a') && getComputedStyle(target).display === 'inline';
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter((target) => target.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }))
    .filter((target) => !target.closest('.vh, .saut, [aria-hidden=true]') && !inSentence(target))
    .filter((target) => {
      const box = (target.closest('label') ?? target).getBoundingClientRect();
      if (box.width === 0 || (box.width >= WANTED && box.height >= WANTED)) return false;
      target.scrollIntoView({ block: 'center', behavior: 'instant' });
      const own = target.getBoundingClientRect();
      const [x, y] = [own.left + own.width / 2, own.top + own.height / 2];
      const tall = reach(target, x, y, [0, -1]) + reach(target, x, y, [0, 1]) + 1;
      const wide = reach(target, x, y, [-1, 0]) + reach(target, x, y, [1, 0]) + 1;
      return tall < WANTED || wide < WANTED;
    })
    .map((target) => `smaller than 44 px: ${target.outerHTML.slice(0, 120)}`);
}

/** For who prefers less movement, nothing moves. Read in the page. */
function movements(): string[] {
  return [...document.querySelectorAll('*')]
    .filter((element) => {
      const { animationName, transitionDuration } = getComputedStyle(element);
      return animationName !== 'none' || !/^0s(, 0s)*$/.test(transitionDuration);
    })
    .map((element) => `moves all the same: ${element.outerHTML.slice(0, 80)}`);
}

/** Nobody scrolls sideways to read. Read in the page. */
function sideways(): string[] {
  const width = document.documentElement.scrollWidth;
  if (width <= innerWidth) return [];
  const culprits = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
  return [
    `${width} px wide at ${innerWidth}: ${culprits
      .slice(0, 3)
      .map((element) => element.outerHTML.slice(0, 80))
      .join(' | ')}`,
  ];
}
