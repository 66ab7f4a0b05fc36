import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../worlds/fakenet/index.ts';
import { openScene, type Scene } from './palabre/furnished.ts';
import { waitUntilSaid, waitUntilVisible } from './palabre/live.ts';

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene?.close());

const seen = (marker: string) => scene.net.visible('webhook').filter((one) => one.text.includes(marker)).length;

test(
  'a receiver that breaks after taking the event: the doubt is shown, a person decides, nothing leaves twice',
  { timeout: 300_000 },
  async () => {
    const awa = await scene.awa({ javaScript: false, phone: true });
    await awa.setUp(await scene.palabre.setUpLink());
    await awa.connectWebhook();
    const marker = 'issue-incertaine';
    await awa.write('Issue incertaine', `Parti ou pas ? ${marker}`);
    // It takes the event, then answers 502: from here nobody can tell whether it was taken.
    scene.net.setFaults({ rules: [faults.failAfter(1, { network: 'webhook' })] });
    await awa.publishNow();
    await waitUntilVisible(scene.net, ['webhook'], marker, 60);
    const webhook = awa.page.locator('a[href*="/publications/"]:has([href*="n-webhook"])');
    await expect
      .poll(async () => (await awa.page.reload(), webhook.innerText()), { timeout: 180_000, interval: 2_000 })
      .toContain('Issue incertaine');
    expect(seen(marker)).toBe(1);

    // Today shows it; the page of the publication shows what is known and asks.
    await awa.page.goto(awa.studio());
    expect(await awa.page.innerText('main')).toContain('Issue incertaine');
    await awa.page.goBack();
    await webhook.click();
    // What the machines said to each other is folded away, not hidden.
    expect(await awa.page.textContent('main')).toContain('502');
    await awa.page.fill('form[action="?/published"] [name="url"]', 'https://recepteur.example.com/evenements/1');
    await awa.page.click('form[action="?/published"] button');
    await awa.page.waitForURL(/done=published/);
    expect(await awa.page.innerText('main')).toContain('En ligne');

    await awa.page.locator('main a[href*="/posts/"]').first().click();
    await waitUntilSaid(awa, /En ligne/, 30);
    expect(seen(marker)).toBe(1);
  },
);
