/**
 * A browser that asks to be told: its own permission, its own push service, then a form of the page as any other. Without this file the page
 * says so, and letters and the bot work. Nothing is asked before the button is tapped.
 */
const form = document.querySelector<HTMLFormElement>('form[data-push]');
const button = form?.querySelector('button');
const says = form?.querySelector<HTMLElement>('[role="status"]');
const WORKER = '/studio/worker.js';

if (form && button && says) {
  document.querySelector('[data-without-script]')?.remove();
  button.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      say('wait');
      const subscription = await subscribe(form.dataset['push']!);
      if (typeof subscription === 'string') return say(subscription);
      const { endpoint, keys } = subscription.toJSON();
      const values = { endpoint, p256dh: keys?.['p256dh'], auth: keys?.['auth'] };
      for (const [name, value] of Object.entries(values)) (form.elements.namedItem(name) as HTMLInputElement).value = value ?? '';
      form.requestSubmit();
    } catch {
      // No push service, no line, or a worker that does not start: the page's own words say what to do.
      say('failed');
    } finally {
      button.disabled = false;
    }
  });
}

/** The words are the page's own: `data-wait`, `data-refused`… */
function say(what: 'wait' | 'missing' | 'refused' | 'failed'): void {
  says!.textContent = says!.dataset[what] ?? '';
}

async function subscribe(key: string): Promise<PushSubscription | 'missing' | 'refused'> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return 'missing';
  if ((await Notification.requestPermission()) !== 'granted') return 'refused';
  await navigator.serviceWorker.register(WORKER, { updateViaCache: 'none' });
  const { pushManager } = await navigator.serviceWorker.ready;
  const own = await pushManager.getSubscription();
  // Made for another Palabre at this address, or before its keys were lost: its messages would be refused.
  if (own && !isFor(own, key)) await own.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
}

function isFor(subscription: PushSubscription, key: string): boolean {
  const known = subscription.options.applicationServerKey;
  return known !== null && String(new Uint8Array(known)) === String(bytesOf(key));
}

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
