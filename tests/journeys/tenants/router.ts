import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export interface Route {
  /** As the router names it: `/(studio)/studio/[workspace]/posts/[post]`. */
  id: string;
  page: boolean;
  /** Of +server.ts. */
  methods: string[];
  /** Names of the form actions of +page.server.ts. */
  actions: string[];
  params: string[];
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Every address the product answers, read where the router reads them. */
export function readRoutes(root: string): Route[] {
  const base = path.join(root, 'src/routes');
  const routes: Route[] = [];
  const walk = (folder: string): void => {
    const names = readdirSync(folder);
    const read = (name: string): string => (names.includes(name) ? readFileSync(path.join(folder, name), 'utf8') : '');
    const id = `/${path.relative(base, folder).split(path.sep).join('/')}`;
    const page = names.some((name) => /^\+page\.(svelte|server\.ts|ts)$/.test(name));
    const server = read('+server.ts');
    if (page || server) {
      routes.push({
        id,
        page,
        methods: METHODS.filter((method) => new RegExp(`export (const|function|async function) ${method}\\b|as ${method}\\b`).test(server)),
        actions: actionsIn(read('+page.server.ts')),
        params: [...id.matchAll(/\[+(?:\.\.\.)?(\w+)(?:=\w+)?\]+/g)].map((match) => match[1]!),
      });
    }
    for (const name of names) if (statSync(path.join(folder, name)).isDirectory()) walk(path.join(folder, name));
  };
  if (existsSync(base)) walk(base);
  return routes.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The keys of `export const actions = { … }`, which prettier puts two spaces from the edge. */
function actionsIn(source: string): string[] {
  const start = source.search(/export const actions\b/);
  if (start < 0) return [];
  const body = source.slice(start, start + source.slice(start).search(/\n\}/));
  const line = /^export const actions[^{]*\{ *(\w+)/.exec(body)?.[1];
  const names = [...body.matchAll(/^ {2}(?:async )?(\w+)\s*[:(,]/gm)].map((match) => match[1]!);
  return [...new Set(names.length > 0 ? names : line ? [line] : ['default'])];
}
