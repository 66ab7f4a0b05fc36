/** A path of ours to go on to, or the fallback: never another site, whatever the address bar or a form says. */
export function localPath(text: FormDataEntryValue | string | null | undefined, fallback = '/'): string {
  if (typeof text !== 'string' || !text.startsWith('/')) return fallback;
  // Browsers read "//", "/\" and control characters as the start of another host.
  const base = 'http://palabre.invalid';
  if (!URL.canParse(text, base)) return fallback;
  const url = new URL(text, base);
  return url.origin === base ? url.pathname + url.search : fallback;
}
