const UNRESERVED = String.raw`[\p{L}\p{N}\p{M}\-._~!$&'()*+,;=:]|%[0-9a-f]{2}`;
const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const IPV4 = String.raw`${OCTET}(?:\.${OCTET}){3}`;
const IPV6 = String.raw`\[[0-9a-f:.]+\]`;
const SIGN = String.raw`(?:[a-z0-9]|[^\u0000-\u007F])`;
const SUBDOMAIN = `${SIGN}(?:(?:${SIGN}|[_-])*${SIGN})?`;
const NAME = `${SIGN}(?:(?:${SIGN}|-)*${SIGN})?`;
const TLD = String.raw`(?:[a-z]|[^\u0000-\u007F])(?:(?:${SIGN}|-)*${SIGN})?`;
const HOST = `(?:${IPV4}|${IPV6}|(?:${SUBDOMAIN}\\.)*${NAME}\\.${TLD})`;
const REST = `(?:${UNRESERVED}|[@/])*`;
const ADDRESS = new RegExp(
  `^(https?://)?(?:(?:${UNRESERVED})*@)?${HOST}(?::\\d{1,5})?(?:/${REST})?(?:\\?(?:${UNRESERVED}|[@/?|])*)?(?:#(?:${UNRESERVED}|[@/?|])*)?$`,
  'iu',
);

/** Whether a whole text is a web address (RFC 3986, letters of any alphabet) as twitter-text judges the link of a card. */
export function isAddress(text: string, { schemeNeeded = true } = {}): boolean {
  const match = ADDRESS.exec(text);
  return match !== null && (!schemeNeeded || match[1] !== undefined);
}
