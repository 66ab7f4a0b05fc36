import { readForms, type Form } from './forms.ts';
import { addressOf, audienceOf, ID_PARAMS } from './recipes.ts';
import type { Route } from './router.ts';
import { swapIds } from './rows.ts';
import type { Tenant } from './tenant.ts';
import type { Page, Visitor } from './visitor.ts';

export interface Crawl {
  own: Tenant;
  foreign: Tenant;
  pairs: ReadonlyMap<string, string>;
  visitor: Visitor;
}

export interface Found {
  /** Addresses of one's own that did not open: the crawl would prove nothing there. */
  closed: string[];
  /** Answers that opened, or said something of, what is another workspace's. */
  leaks: string[];
  /** Answers that were accidents. */
  accidents: string[];
  reads: number;
  writes: number;
}

/** Every tenant route with every foreign id: read, then every action and every form with foreign ids put in. */
export async function crawl(world: Crawl, routes: Route[]): Promise<Found> {
  const found: Found = { closed: [], leaks: [], accidents: [], reads: 0, writes: 0 };
  const tenantRoutes = routes.filter((route) => audienceOf(route) === 'tenant');
  const forms = new Map<Route, Form[]>();
  for (const route of tenantRoutes) forms.set(route, await readOwn(world, route, found));
  for (const route of tenantRoutes) {
    for (const address of foreignAddresses(world, route)) await knock(world, route, address, found);
    await sendForms(world, route, forms.get(route)!, found);
  }
  return found;
}

async function readOwn(world: Crawl, route: Route, found: Found): Promise<Form[]> {
  if (!route.page && !route.methods.includes('GET')) return [];
  const address = addressOf(route, () => world.own);
  const page = await world.visitor.get(address);
  found.reads += 1;
  if (page.status >= 400) found.closed.push(`${page.status} ${address}`);
  judge(world, `GET ${address}`, page, found);
  return readForms(page.text);
}

/** The other's workspace with all of the other's ids, and one's own workspace with one of the other's ids at a time. */
function foreignAddresses({ own, foreign }: Crawl, route: Route): string[] {
  const addresses = route.params.includes('workspace') ? [addressOf(route, () => foreign)] : [];
  for (const name of route.params.filter((one) => ID_PARAMS.includes(one)))
    addresses.push(addressOf(route, (param) => (param === name ? foreign : own)));
  return addresses;
}

async function knock(world: Crawl, route: Route, address: string, found: Found): Promise<void> {
  const refuse = (what: string, page: Page): void => {
    judge(world, what, page, found);
    if (page.status < 400 && !page.location.startsWith('/login')) found.leaks.push(`${page.status} ${what}`);
  };
  const methods = route.page ? ['GET', ...route.methods] : route.methods;
  for (const method of new Set(methods)) {
    refuse(`${method} ${address}`, await world.visitor.ask(method, address));
    found.reads += 1;
  }
  for (const action of route.actions) {
    const target = action === 'default' ? address : `${address}?/${action}`;
    refuse(`POST ${target}`, await world.visitor.post(target, everyForeignId(world)));
    found.writes += 1;
  }
}

/** The names under which pages send ids, each with the other's id. */
const everyForeignId = ({ foreign }: Crawl): [string, string][] =>
  Object.entries(foreign.ids).flatMap(([name, id]): [string, string][] => [
    [name, id],
    [`${name}Id`, id],
    ['id', id],
  ]);

/** One's own pages, sent as they are but for one field at a time that names something of the other's. */
async function sendForms(world: Crawl, route: Route, forms: Form[], found: Found): Promise<void> {
  const address = addressOf(route, () => world.own);
  const seen = new Set<string>();
  for (const form of forms.filter((one) => one.method === 'post')) {
    for (const [place, [name, value]] of form.fields.entries()) {
      const swapped = swapIds(value, world.pairs);
      const target = new URL(form.action || address, `http://palabre${address}`);
      const key = `${target.pathname}${target.search} ${name}`;
      if (swapped === value || seen.has(key) || /logout|\/account|\/sessions/.test(target.pathname)) continue;
      seen.add(key);
      const fields = form.fields.map((field, index): [string, string] => (index === place ? [name, swapped] : field));
      const page = await world.visitor.post(target.pathname + target.search, fields);
      found.writes += 1;
      judge(world, `POST ${target.pathname}${target.search} ${name}`, page, found);
    }
  }
}

/** No answer, not even a refusal, may say a word of the other; no refusal may be an accident. */
function judge({ foreign }: Crawl, what: string, page: Page, found: Found): void {
  if (page.text.includes(foreign.mark)) found.leaks.push(`${what} says ${foreign.mark}`);
  if (page.status >= 500) found.accidents.push(`${page.status} ${what}`);
}
