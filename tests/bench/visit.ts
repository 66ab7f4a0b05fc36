import type { Browser, CDPSession } from 'playwright-core';

/** One page as a browser that has nothing yet gets it. */
export interface Visit {
  /** Bytes over the wire, headers included. */
  bytes: number;
  scriptBytes: number;
  requests: number;
  /** Milliseconds from the start of the navigation. */
  firstPaint: number;
  /** Everything is there: forms, styles, the scripts that move the page. */
  usable: number;
  /** Bytes that came once something was touched; 0 where nothing was. */
  afterTouch: number;
}

/** 400 kbit/s and 400 ms to and fro, on a processor four times slower. */
const SLOW = { latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000, offline: false };
const SLOWER = 4;

export async function visit(
  browser: Browser,
  address: string,
  options: { cookie?: string; slow?: boolean; touch?: string } = {},
): Promise<Visit> {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 390, height: 844 } });
  try {
    if (options.cookie) await context.addCookies(cookiesOf(options.cookie, address));
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    const devtools = await context.newCDPSession(page);
    const wire = await listen(devtools);
    if (options.slow) {
      await devtools.send('Network.emulateNetworkConditions', SLOW);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    }
    const answer = await page.goto(address, { waitUntil: 'load' });
    if (!answer?.ok()) throw new Error(`${address}: ${answer?.status()}`);
    await page.waitForTimeout(500);
    const times = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      const paint = performance.getEntriesByName('first-contentful-paint')[0];
      return { firstPaint: paint?.startTime ?? 0, usable: navigation!.loadEventEnd };
    });
    const first = wire();
    if (options.touch) {
      await page.click(options.touch);
      await page.waitForTimeout(1_000);
    }
    return { ...first, ...times, afterTouch: wire().bytes - first.bytes };
  } finally {
    await context.close();
  }
}

const cookiesOf = (header: string, address: string) =>
  header.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: new URL(address).origin };
  });

async function listen(devtools: CDPSession): Promise<() => Pick<Visit, 'bytes' | 'scriptBytes' | 'requests'>> {
  const kinds = new Map<string, string>();
  const sizes = new Map<string, number>();
  devtools.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength));
  await devtools.send('Network.enable');
  return () => {
    const all = [...sizes].map(([id, bytes]) => ({ bytes, script: kinds.get(id) === 'Script' }));
    const total = (some: typeof all): number => some.reduce((sum, one) => sum + one.bytes, 0);
    return { bytes: total(all), scriptBytes: total(all.filter((one) => one.script)), requests: all.length };
  };
}
