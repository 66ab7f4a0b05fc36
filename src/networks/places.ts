import type { NetworkName } from './contract.ts';

/** Somewhere a person posts by hand: a network, and what of it where it has several. The catalogue holds `place_<id>`. */
export interface Place {
  id: string;
  network: NetworkName;
  /** Hosts of what is published there, each with those below it; empty: wherever the account's own address is. */
  hosts: readonly string[];
  /** False where nothing published has an address of its own. */
  links?: false;
  /** Opens the network's app where it is installed, ready to write, with the text when it takes one. */
  open(text: string): string;
}

const at = (address: string) => (): string => address;
const withText =
  (address: string, name = 'text') =>
  (text: string) =>
    `${address}${address.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(text)}`;

const FACEBOOK = ['facebook.com', 'fb.com', 'fb.watch', 'fb.me'];
const INSTAGRAM = ['instagram.com', 'instagr.am'];
const LINKEDIN = ['linkedin.com', 'lnkd.in'];
const WHATSAPP = ['whatsapp.com', 'wa.me'];

/**
 * The list one chooses from, what is used most in West Africa first. Addresses are the networks' own pages to write a post, which their
 * apps take over on a phone; seen in November 2026.
 */
export const PLACES: readonly Place[] = [
  { id: 'whatsapp_status', network: 'whatsapp', hosts: WHATSAPP, links: false, open: withText('https://wa.me/') },
  { id: 'whatsapp_channel', network: 'whatsapp', hosts: WHATSAPP, open: withText('https://wa.me/') },
  { id: 'facebook_page', network: 'facebook', hosts: FACEBOOK, open: at('https://www.facebook.com/') },
  { id: 'facebook_profile', network: 'facebook', hosts: FACEBOOK, open: at('https://www.facebook.com/') },
  { id: 'facebook_group', network: 'facebook', hosts: FACEBOOK, open: at('https://www.facebook.com/groups/feed/') },
  { id: 'instagram', network: 'instagram', hosts: INSTAGRAM, open: at('https://www.instagram.com/') },
  { id: 'instagram_reel', network: 'instagram', hosts: INSTAGRAM, open: at('https://www.instagram.com/') },
  { id: 'instagram_story', network: 'instagram', hosts: INSTAGRAM, open: at('https://www.instagram.com/') },
  { id: 'tiktok', network: 'tiktok', hosts: ['tiktok.com'], open: at('https://www.tiktok.com/upload') },
  { id: 'x', network: 'x', hosts: ['x.com', 'twitter.com'], open: withText('https://x.com/intent/post') },
  { id: 'linkedin_profile', network: 'linkedin', hosts: LINKEDIN, open: withText('https://www.linkedin.com/feed/?shareActive=true') },
  { id: 'linkedin_page', network: 'linkedin', hosts: LINKEDIN, open: at('https://www.linkedin.com/feed/') },
  { id: 'threads', network: 'threads', hosts: ['threads.net', 'threads.com'], open: withText('https://www.threads.com/intent/post') },
  { id: 'youtube', network: 'youtube', hosts: ['youtube.com', 'youtu.be'], open: at('https://www.youtube.com/upload') },
  { id: 'telegram', network: 'telegram', hosts: ['t.me', 'telegram.me'], open: at('https://t.me/') },
  {
    id: 'pinterest',
    network: 'pinterest',
    hosts: ['pinterest.com', 'pinterest.fr', 'pin.it'],
    open: at('https://www.pinterest.com/pin-creation-tool/'),
  },
  { id: 'discord', network: 'discord', hosts: ['discord.com', 'discordapp.com'], open: at('https://discord.com/channels/@me') },
  { id: 'reddit', network: 'reddit', hosts: ['reddit.com', 'redd.it'], open: at('https://www.reddit.com/submit') },
  {
    id: 'google',
    network: 'google',
    hosts: ['google.com', 'goo.gl', 'g.co', 'share.google'],
    open: at('https://business.google.com/posts'),
  },
  { id: 'bluesky', network: 'bluesky', hosts: ['bsky.app'], open: withText('https://bsky.app/intent/compose') },
  { id: 'mastodon', network: 'mastodon', hosts: [], open: at('') },
  { id: 'wordpress', network: 'wordpress', hosts: [], open: at('') },
];

const BY_ID = new Map(PLACES.map((place) => [place.id, place]));

export const isPlace = (id: string): boolean => BY_ID.has(id);

/** Where a channel posted by hand is; its facts remember it. A channel without is an accident. */
export function placeOf({ facts }: { facts: Readonly<Record<string, unknown>> }): Place {
  const place = BY_ID.get(String(facts['place']));
  if (!place) throw new Error(`no place is called ${String(facts['place'])}`);
  return place;
}

export const hasLink = (place: Place): boolean => place.links !== false;

/** The host an address leads to, as far as it can be checked without asking anybody: is it the network's, or the account's own? */
export function isThere(place: Place, url: string, accountUrl: string | null): boolean {
  const { protocol, hostname } = new URL(url);
  if (!/^https?:$/.test(protocol)) return false;
  const own = accountUrl !== null && URL.canParse(accountUrl) ? [new URL(accountUrl).hostname.replace(/^www\./, '')] : [];
  const hosts = [...place.hosts, ...own];
  return hosts.length === 0 || hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

/** Where the person goes to post: the account's own address where the network takes no text, else its page to write. */
export function openAt(place: Place, text: string, accountUrl: string | null): string | null {
  const opened = place.open(text);
  if (opened.includes('?') || accountUrl === null) return opened || accountUrl;
  return accountUrl;
}
