import type { Route } from './router.ts';
import type { Tenant } from './tenant.ts';

/**
 * How each parameter of an address is filled for a tenant. A route with a parameter that is not here, or below a folder that is
 * not here, fails the test: nobody can add an address without saying whose it is.
 */
export const PARAMS: Record<string, (tenant: Tenant, audience: Audience | null) => string> = {
  workspace: (tenant) => tenant.slug,
  client: (tenant) => tenant.ids.client,
  channel: (tenant) => tenant.ids.channel,
  post: (tenant) => tenant.ids.post,
  media: (tenant) => tenant.ids.media,
  publication: (tenant) => tenant.ids.publication,
  person: (tenant) => tenant.ids.person,
  shared: (tenant) => tenant.shared,
  invitation: (tenant) => tenant.ids.invitation,
  request: (tenant) => tenant.ids.request,
  evidence: (tenant) => tenant.ids.evidence,
  n: () => '2',
  import: (tenant) => tenant.ids.import!,
  variant: () => 'thumb',
  network: () => 'webhook',
  place: () => 'facebook_group',
  // Readers know a site and an article by name, the studio by id.
  site: (tenant, audience) => (audience === 'tenant' ? tenant.ids.site : tenant.siteSlug),
  article: (tenant, audience) => (audience === 'tenant' ? tenant.ids.article : tenant.articleSlug),
  rest: () => 'x',
  path: () => 'clients',
  token: () => 'no-such-token',
};

/** `tenant`: only its members. `key`: a program with a key (crawl-api.ts). `public`: everybody, on purpose. `entry`: a person's own, knows no workspace by address. */
export type Audience = 'tenant' | 'key' | 'public' | 'entry';

const AUDIENCES: [RegExp, Audience][] = [
  [/^\/\(studio\)\//, 'tenant'],
  [/^\/media\//, 'tenant'],
  [/^\/api\/v1\//, 'key'],
  [/^\/((\(site\)\/)?s\/|robots\.txt$)/, 'public'],
  // Whoever holds the link, and nobody who does not (t16).
  [/^\/\(client\)\/validate/, 'entry'],
  [
    /^\/(\(entry\)\/)?(login|logout|setup|invite|reset|welcome|account|language|readyz|metrics|enter|sign-in|second-factor|feeds)?(\/|$)/,
    'entry',
  ],
];

export const audienceOf = (route: Route): Audience | null => AUDIENCES.find(([shape]) => shape.test(route.id))?.[1] ?? null;

/** Why the crawl cannot visit this route; empty when it can. */
export const unlisted = (route: Route): string[] => [
  ...(audienceOf(route) ? [] : [`${route.id}: for whom is it?`]),
  ...route.params.filter((name) => !(name in PARAMS)).map((name) => `${route.id}: how is [${name}] filled?`),
];

/** The address of a route with each parameter filled by the tenant chosen for it. */
export const addressOf = (route: Route, whose: (param: string) => Tenant): string =>
  route.id
    .replace(/\/\([^)]+\)/g, '')
    .replace(/\[+(?:\.\.\.)?(\w+)(?:=\w+)?\]+/g, (_, name: string) => encodeURIComponent(PARAMS[name]!(whose(name), audienceOf(route)))) ||
  '/';

/** Parameters that name something of a workspace, beside the workspace itself. */
export const ID_PARAMS = [
  'client',
  'channel',
  'post',
  'media',
  'publication',
  'invitation',
  'person',
  'site',
  'article',
  'import',
  'shared',
  'request',
  'evidence',
];
