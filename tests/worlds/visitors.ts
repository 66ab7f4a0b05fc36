import { expect } from 'vitest';
import type { Visitor } from '../../src/modules/team/index.server.ts';
import type { Refusal } from '../../src/words/refusal.ts';

/** A browser that keeps its cookies: `const browser = openBrowser(); browser.keep(cookies); verb(desk, browser.visitor(), …)` */
export function openBrowser(address = '192.0.2.1', userAgent = 'Mozilla/5.0 (Linux; Android 13) Chrome/120.0 Mobile Safari/537.36') {
  const jar = new Map<string, string>();
  return {
    keep(lines: string[]): void {
      for (const line of lines) {
        const [name, value] = line.split(';')[0]!.split('=') as [string, string];
        if (/max-age=0/i.test(line)) jar.delete(name);
        else jar.set(name, value);
      }
    },
    visitor: (): Visitor => ({ address, userAgent, cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
  };
}

/** The refusal that this work must end with. */
export async function refused(work: Promise<unknown>): Promise<Refusal> {
  try {
    await work;
  } catch (refusal) {
    expect((refusal as Error).name, String((refusal as Error).stack)).toBe('Refusal');
    return refusal as Refusal;
  }
  return expect.fail('this should have been refused');
}
