import {
  common_nav_calendar,
  common_nav_channels,
  common_nav_clients,
  common_nav_compose,
  common_nav_library,
  common_nav_people,
  common_nav_settings,
  common_nav_site,
  common_nav_today,
} from '#messages';
import type { IconName } from '#ui/icons.ts';
import { mayUse, type Desk } from './desk.ts';

export interface Entry {
  href: string;
  icon: IconName;
  word: string;
  /** Also current under these addresses. */
  under: string[];
}

const entry = (base: string, path: string, icon: IconName, word: string, ...more: string[]): Entry => ({
  href: path === '' ? base : `${base}/${path}`,
  icon,
  word,
  under: [path, ...more].filter(Boolean).map((one) => `${base}/${one}`),
});

/** The day's work, then the trade: in the order of the rail. */
export function entriesOf(desk: Desk): { daily: Entry[]; trade: Entry[] } {
  const base = `/studio/${desk.workspace.slug}`;
  const may = mayUse(desk.role);
  return {
    daily: [
      entry(base, '', 'auj', common_nav_today(), 'publications'),
      entry(base, 'calendar', 'cal', common_nav_calendar()),
      ...(may.compose ? [entry(base, 'posts/new', 'plume', common_nav_compose(), 'posts')] : []),
    ],
    trade: [
      ...(may.channels ? [entry(base, 'channels', 'comptes', common_nav_channels())] : []),
      ...(may.clients ? [entry(base, 'clients', 'client', common_nav_clients())] : []),
      entry(base, 'library', 'image', common_nav_library()),
      ...(may.site ? [entry(base, 'site', 'vit', common_nav_site())] : []),
      ...(may.people ? [entry(base, 'people', 'gens', common_nav_people())] : []),
      ...(may.settings ? [entry(base, 'settings', 'reglages', common_nav_settings())] : []),
    ],
  };
}

export const isCurrent = (entry: Entry, path: string): boolean =>
  path === entry.href || entry.under.some((address) => path === address || path.startsWith(`${address}/`));
