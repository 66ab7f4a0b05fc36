import type { Cookies } from '@sveltejs/kit';

/** Passes raw Set-Cookie lines on as they are: their values are signed, encoding them again would break the signature. */
export function passCookies(cookies: Cookies, lines: readonly string[]): void {
  for (const line of lines) {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const cut = pair.indexOf('=');
    const read = new Map(attributes.map((text) => [text.split('=')[0]!.toLowerCase(), text.slice(text.indexOf('=') + 1)]));
    const maxAge = read.get('max-age');
    cookies.set(pair.slice(0, cut), pair.slice(cut + 1), {
      path: '/',
      httpOnly: read.has('httponly'),
      secure: read.has('secure'),
      sameSite: 'lax',
      ...(maxAge === undefined ? {} : { maxAge: Number(maxAge) }),
      encode: (value) => value,
    });
  }
}
