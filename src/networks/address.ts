/**
 * What people type for a server: `mastodon.social`, `https://mastodon.social/@awa`, `@awa@mastodon.social`. HTTPS unless they wrote http.
 * @returns the origin without a slash at its end, or null when it is no address
 */
export function originOf(typed: string): string | null {
  const handle = /^@?[^\s@/:]+@([^\s@/]+)$/.exec(typed.trim());
  const text = (handle ? handle[1]! : typed.trim()).replace(/\/+$/, '');
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (!text || !URL.canParse(whole)) return null;
  const url = new URL(whole);
  return url.username || url.password || !url.hostname ? null : url.origin;
}
