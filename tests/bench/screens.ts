import type { FittedOut } from './fit-out.ts';
import type { Furnished } from './furnish.ts';

/** Every screen of the studio, by its address (tests/journeys/every-screen.test.ts knows which there are). */
export async function studioOf({ stage, ...place }: Furnished, fitted: FittedOut): Promise<string[]> {
  const { studio, clientId } = stage;
  const [article] = await stage.inside.steal<{ id: string; site_id: string }>('select id, site_id from site.article');
  const [member] = await stage.inside.steal<{ user_id: string }>('select user_id from team.membership');
  const { month, post, publication, channel } = place;
  const inside = [
    '',
    '/run',
    `/calendar?month=${month}`,
    `/calendar?month=${month}&view=list`,
    `/calendar?month=${month}&client=${clientId}`,
    '/calendar?view=week',
    `/calendar?month=${month}&post=${post}`,
    '/calendar/fill',
    '/calendar/import',
    `/calendar/import/${fitted.import}`,
    '/posts/new',
    ...['', '/versions', '/team', '/repeat'].map((page) => `/posts/${post}${page}`),
    `/posts/${fitted.pictured.post}`,
    `/posts/${fitted.pictured.post}/crop`,
    `/publications/${publication}`,
    '/channels',
    ...['', '/slots', '/reconnect', '/remove'].map((page) => `/channels/${channel}${page}`),
    `/channels/${fitted.byHand.channel}`,
    '/channels/new',
    '/channels/new/mastodon',
    '/channels/new/by-hand/x',
    '/clients',
    ...['', '/strategy', '/snippets', '/feed', '/approval'].map((page) => `/clients/${clientId}${page}`),
    '/clients/new',
    `/approvals/${fitted.request}`,
    `/approvals/${fitted.request}/receipt`,
    '/library',
    `/library/${fitted.pictured.media}`,
    `/share/${fitted.shared}`,
    '/people',
    `/people/${member!.user_id}`,
    '/site',
    '/site/new',
    `/site/${article!.site_id}`,
    `/site/articles/${article!.id}`,
    '/settings',
    '/settings/keys',
    '/settings/webhooks',
    '/notices',
    '/offline',
    '/offline/conflicts',
    '/more',
  ];
  return [...inside.map((page) => `${studio}${page}`), '/account', '/account/second-factor', '/welcome'];
}

/** What a client opens, by whoever has the cookie of their session. */
export const CLIENT_PAGES = ['/validate', '/validate/receipt'];

/** What anybody opens. */
export const openPages = ({ article }: Furnished): string[] => {
  const { pathname } = new URL(article);
  return ['/login', '/reset', pathname, pathname.slice(0, pathname.lastIndexOf('/'))];
};
