import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../house/planted.ts';
import { openBrowser, openWindow } from './palabre/window.ts';

let folder: string;
let server: Server;
let origin: string;
let browser: Browser;

/**
 * A worker that does nothing but hear pushes, and a page of the studio that has it. A browser without a screen keeps no notification, so
 * the worker tells the page what it asked the browser to show; the same tag is what makes a browser show it once (Notifications API §2.8).
 */
const WORKER = `
import { hearPush } from ${JSON.stringify(path.join(ROOT, 'src/service-worker/push.ts'))};
const asked = [];
const show = registration.showNotification.bind(registration);
registration.showNotification = (title, options) => {
  asked.push({ title, ...options });
  return show(title, options);
};
addEventListener('message', ({ ports }) => ports[0].postMessage(asked));
hearPush();
`;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'palabre-push-'));
  const entry = path.join(folder, 'entry.ts');
  writeFileSync(entry, WORKER);
  const output = { format: 'es', entryFileNames: 'worker.js' } as const;
  await build({
    configFile: false,
    logLevel: 'error',
    build: { outDir: path.join(folder, 'out'), rollupOptions: { input: entry, output } },
  });
  const worker = readFileSync(path.join(folder, 'out', 'worker.js'));
  server = createServer((request, response) => {
    if (request.url === '/studio/worker.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(worker);
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Aujourd’hui</title>');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

test('pushed, a browser shows the sentence, under one tag however often it comes; what it cannot read, it says there is something', async () => {
  const { page, context } = await openWindow(browser, { javaScript: true, away: true });
  await context.grantPermissions(['notifications'], { origin });
  await page.goto(`${origin}/studio/atelier`);
  const cdp = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations[0] && resolve(registrations[0].registrationId)),
  );
  await cdp.send('ServiceWorker.enable');
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/studio/worker.js');
    await navigator.serviceWorker.ready;
  });
  const registrationId = await registered;
  const push = (data: string) => cdp.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
  const asked = () =>
    page.evaluate(async () => {
      const { port1, port2 } = new MessageChannel();
      const { active } = await navigator.serviceWorker.ready;
      const answer = new Promise<MessageEvent<unknown>>((resolve) => (port1.onmessage = resolve));
      active!.postMessage(null, [port2]);
      return (await answer).data;
    });

  const told = { title: 'Atelier Adjovi', body: 'Chez Tantine Afi : on vous demande quelque chose.', tag: 'un', lang: 'fr' };
  await push(JSON.stringify({ ...told, url: '/studio/atelier/run' }));
  await push(JSON.stringify({ ...told, url: '/studio/atelier/run' }));
  const shown = { ...told, data: '/studio/atelier/run', icon: '/app-192.png' };
  await expect.poll(asked).toEqual([shown, shown]);
  await push('pas du JSON');
  await expect.poll(asked).toEqual([shown, shown, expect.objectContaining({ title: 'Palabre', body: '' })]);
});
