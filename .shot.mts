import { spawn } from 'node:child_process';
import { rmSync, mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
const W = '/work/wt/notices/';
const imp = (p: string) => import(W + p);
const { openMailbox, textOf } = await imp('tests/worlds/mailbox.ts');
const { openTelegram } = await imp('tests/worlds/telegram.ts');
const { openPushService } = await imp('tests/worlds/push-service.ts');
const { openInside } = await imp('tests/journeys/palabre/inside.ts');
const box = await openMailbox(); const telegram = await openTelegram(); const service = await openPushService();
const origin = 'http://127.0.0.1:3600';
rmSync('/tmp/notices-data', { recursive: true, force: true });
const settings = { PALABRE_DATA: '/tmp/notices-data', PALABRE_PORT: '3600', PALABRE_PUBLIC_URL: origin, PALABRE_SMTP_URL: box.url, PALABRE_TELEGRAM_URL: telegram.url, PALABRE_ALLOW_HOSTS: `${telegram.host},${service.host}`, PALABRE_LOG: 'warn', LANG: 'fr_FR.UTF-8' };
const child = spawn('node', ['start.mjs'], { cwd: W, env: { ...process.env, ...settings } });
let said = ''; child.stdout.on('data', (d) => (said += d)); child.stderr.on('data', (d) => (said += d));
const until = async (f: () => unknown, ms = 180_000) => { const end = Date.now() + ms; for (;;) { const v = await f(); if (v) return v; if (Date.now() > end) throw new Error('timeout ' + said.slice(-2000)); await new Promise((r) => setTimeout(r, 300)); } };
try {
  const link = (await until(() => /https?:\/\/\S+\/setup\/\S+/.exec(said)?.[0])) as string;
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  const open = (o: object) => browser.newContext({ locale: 'fr-FR', timezoneId: 'Africa/Lome', ...o });
  const wide = await (await open({ viewport: { width: 1280, height: 900 } })).newPage();
  await wide.goto(link);
  await wide.fill('[name="name"]', 'Awa Mensah'); await wide.fill('[name="email"]', 'awa@example.com'); await wide.fill('[name="password"]', 'le-marche-de-Lome-ouvre-a-6h'); await wide.fill('[name="workspace"]', 'Atelier Awa'); await wide.selectOption('[name="country"]', 'TG');
  await wide.click('form button.p'); await wide.waitForURL(/\/studio\//);
  const studio = /^.*\/studio\/[^/?]+/.exec(wide.url())![0];
  const state = await wide.context().storageState();
  const phone = await (await open({ viewport: { width: 390, height: 844 }, storageState: state })).newPage();
  const dark = await (await open({ viewport: { width: 390, height: 844 }, storageState: state, colorScheme: 'dark' })).newPage();
  const shoot = async (page: any, name: string) => { await page.waitForTimeout(300); await page.screenshot({ path: `/tmp/notices-shots/${name}.png`, fullPage: true }); };
  await phone.goto(`${studio}/notices`); await shoot(phone, 'notices-phone');
  await wide.goto(`${studio}/notices`); await shoot(wide, 'notices-wide');
  await phone.fill('[name=token]', '11'.repeat(20)); await phone.click('form[action="?/bot"] button'); await phone.waitForSelector('[role=alert]'); await shoot(phone, 'bot-refused');
  await phone.fill('[name=token]', telegram.token); await phone.click('form[action="?/bot"] button'); await phone.waitForURL(/done=bot|notices$/); await shoot(phone, 'bot-waits');
  const href = await phone.getAttribute('a[href^="https://t.me/"]', 'href'); telegram.write(42, `/start ${new URL(href!).searchParams.get('start')}`);
  await phone.click('button[formaction="?/find"]'); await phone.waitForTimeout(1500);
  // A browser as its page would send it.
  const sub = service.subscribe();
  await phone.evaluate((s: any) => { const f = document.querySelector('form[data-push]') as HTMLFormElement; for (const n of ['endpoint', 'p256dh', 'auth']) (f.elements.namedItem(n) as HTMLInputElement).value = s[n]; f.submit(); }, sub);
  await phone.waitForTimeout(1500); await shoot(phone, 'ways-phone');
  await phone.fill('[name=quietFrom]', '21:00'); await phone.click('form[action="?/save"] button.p'); await phone.waitForTimeout(800); await shoot(phone, 'quiet-refused');
  await phone.fill('[name=quietUntil]', '07:00'); await phone.fill('[name=quietFrom]', ''); await phone.fill('[name=quietUntil]', ''); await phone.click('form[action="?/save"] button.p'); await phone.waitForTimeout(1200); await shoot(phone, 'saved-phone');
  await wide.goto(`${studio}/notices`); await shoot(wide, 'ways-wide'); await dark.goto(`${studio}/notices`); await shoot(dark, 'ways-dark');
  await phone.setViewportSize({ width: 320, height: 700 }); await phone.goto(`${studio}/notices`); console.log('sideways', await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)); await shoot(phone, 'notices-320'); await phone.setViewportSize({ width: 390, height: 844 });
  await phone.goto(`${origin}/account`); await shoot(phone, 'account'); await phone.goto(`${studio}/more`); await shoot(phone, 'more');
  // Push on a real click: no push service here.
  await wide.context().grantPermissions(['notifications'], { origin });
  await wide.goto(`${studio}/notices`); await wide.click('form[data-push] button'); await wide.waitForTimeout(2500); console.log('push says', await wide.textContent('form[data-push] [role=status]'));
  // A client, posts, the code and the receipt.
  const inside = await openInside({ settings });
  const { house } = inside;
  const [w] = await inside.steal('select workspace_id, user_id from team.membership');
  const owner = { kind: 'person', userId: w.user_id, name: 'Awa Mensah', role: 'owner', clients: 'all' };
  const work = (f: any) => house.store.inWorkspace(w.workspace_id, owner, f);
  const { createClient } = await imp('src/modules/clients/index.server.ts');
  const { addByHand } = await imp('src/modules/channels/index.server.ts');
  const { savePost } = await imp('src/modules/calendar/index.server.ts');
  const { agreeMode, copyLink, setCode, hashCode, enterByLink } = await imp('src/modules/approval/index.server.ts');
  const { schedulePost } = await imp('src/wiring/plan-post.ts');
  const { proposePosts } = await imp('src/wiring/ask-client.ts');
  const client = await work((ctx: any) => createClient(ctx, { name: 'Chez Tantine Afi' }));
  const channelId = await work((ctx: any) => addByHand(ctx, house.seal, { clientId: client.id, place: 'facebook_page', name: 'Chez Tantine', address: '' }));
  await work((ctx: any) => agreeMode(ctx, client.id, { mode: 'required', minutes: 0 }));
  const at = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16); const ids: string[] = [];
  for (const text of ['Ayimolou du samedi 🔥 : le piment de maman.\nÀ midi, 1 500 FCFA.', 'Samedi en famille : la table est mise 👩🏾‍🍳']) {
    const { id } = await work((ctx: any) => savePost(ctx, { clientId: client.id, text, variants: [{ channelId, text: null, title: null, thread: ['Réservez au 90 00 00 00'], mediaIds: null }] }));
    await work((ctx: any) => schedulePost(ctx, id, { wall: at, zone: 'Africa/Lome' })); ids.push(id);
  }
  const request = await work((ctx: any) => proposePosts(ctx, client.id, ids, 'Mme Afi'));
  const token = await work((ctx: any) => copyLink(ctx, house.seal, request));
  await phone.goto(`${studio}/channels/${channelId}`); await shoot(phone, 'channel-reminder');
  await wide.goto(`${studio}/approvals/${request}`); await wide.click('summary:has-text("code")'); await shoot(wide, 'code-set-wide');
  await phone.goto(`${studio}/approvals/${request}`); await phone.click('summary:has-text("code")'); await phone.fill('#code', '481512'); await phone.click('form[action="?/code"] button.b'); await phone.waitForTimeout(1500); await shoot(phone, 'code-on-phone');
  const opera = await (await open({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false })).newPage();
  await opera.goto(`${origin}/validate/${token}`); await shoot(opera, 'door'); await opera.fill('#nom', 'Mme Afi'); await opera.click('button.p'); await shoot(opera, 'door-code');
  await opera.fill('#code', '000000'); await opera.click('button.p'); await shoot(opera, 'door-code-wrong'); await opera.fill('#code', '481 512'); await opera.click('button.p'); await opera.waitForURL(/\/validate$/);
  await opera.click('form[action*="answer"] button[value="yes"]').catch((e: Error) => console.log('answer', e.message.split('\n')[0])); await opera.waitForTimeout(500);
  await opera.goto(`${origin}/validate/receipt`); await shoot(opera, 'receipt-page');
  const { writeFileSync } = await import('node:fs');
  const pdf = await opera.request.get(`${origin}/validate/receipt.pdf`); console.log('pdf', pdf.status(), pdf.headers()['content-type'], pdf.headers()['content-disposition'], pdf.headers()['cache-control']); writeFileSync('/tmp/notices-receipt.pdf', await pdf.body());
  const mine = await phone.request.get(`${studio}/approvals/${request}/receipt.pdf`); console.log('pdf cm', mine.status(), (await mine.body()).length);
  console.log('stranger', (await (await open({})).request.get(`${origin}/validate/receipt.pdf`)).status());
  await until(() => telegram.said.length > 0 || service.pushed.length > 0, 90_000).catch((e) => console.log('nothing told', e.message.slice(0, 100)));
  await new Promise((r) => setTimeout(r, 3000));
  console.log('told', JSON.stringify({ telegram: telegram.said, push: service.pushed.map((p: any) => p.payload), letters: box.letters.map(textOf).map((t: string) => t.slice(-400)) }, null, 1));
  const rss = await inside.steal("select way, state, doubts, code from notices.message"); console.log(rss);
  await inside.close(); await browser.close();
} catch (e) { console.log(e); console.log(said.slice(-1500)); } finally {
  child.kill('SIGINT'); await new Promise((r) => child.once('exit', r)); await box.close(); await telegram.close(); await service.close(); process.exit(0);
}
