import { library_share_title } from '#messages';
import { ADDED_FILES } from '#modules/library/shapes';
import { spokenLocale } from '#plumbing/web';
import type { RequestHandler } from './$types';

/**
 * The studio as an application a phone installs: it stays inside the workspace, and takes what the phone's share sheet gives it. Asked
 * for with the session (`crossorigin="use-credentials"`): to others the workspace does not exist.
 */
export const GET: RequestHandler = ({ locals, params }) => {
  const home = `/studio/${params.workspace}`;
  const manifest = {
    id: home,
    name: `${locals.member!.workspaceName} · Palabre`,
    short_name: 'Palabre',
    lang: spokenLocale(),
    start_url: home,
    scope: home,
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: '#1a2f6e',
    icons: [
      { src: '/app-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/app-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/app-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
    share_target: {
      action: `${home}/share`,
      method: 'POST',
      enctype: 'multipart/form-data',
      params: { title: 'title', text: 'text', url: 'url', files: [{ name: ADDED_FILES, accept: ['image/*', 'video/*'] }] },
    },
    shortcuts: [{ name: library_share_title(), url: `${home}/share` }],
  };
  return new Response(JSON.stringify(manifest), {
    headers: { 'content-type': 'application/manifest+json', 'cache-control': 'private, max-age=3600' },
  });
};
