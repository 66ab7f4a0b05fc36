import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { minify } from 'terser';
import { build, type InlineConfig, type Plugin } from 'vite';

/** Said in the person's language: one file for each, so that nobody carries the words of another. Named `<island>-<language>.js`. */
const SPEAKING = {
  composer: 'src/islands/composer.svelte.ts',
  library: 'src/islands/library.ts',
  uploads: 'src/islands/uploads.ts',
  counted: 'src/islands/counted.ts',
  notebook: 'src/islands/notebook.ts',
};
/** Without words, or with those the page gives. */
const SILENT = {
  desk: 'src/islands/desk.ts',
  keys: 'src/islands/keys.ts',
  calendar: 'src/islands/calendar.ts',
  crop: 'src/islands/crop.ts',
  french: 'src/islands/french.ts',
  run: 'src/islands/run.ts',
  sync: 'src/islands/sync.ts',
  leave: 'src/islands/leave.ts',
  told: 'src/islands/told.ts',
};
/** Stands between the studio's pages and the network: what it may see is what lies under its own address (src/service-worker). */
const WORKER = { name: 'worker', entry: 'src/service-worker/main.ts', folder: 'static/studio' };

const { locales } = JSON.parse(readFileSync('project.inlang/settings.json', 'utf8')) as { locales: string[] };

/** The catalogue knows its language while it is built: the sentences of the others are left out. */
const speakOnly = (locale: string): Plugin => ({
  name: 'palabre-one-language',
  transform(code, id) {
    if (!id.endsWith('src/messages/runtime.js')) return;
    const spoken = code.replace('experimentalStaticLocale = undefined', `experimentalStaticLocale = ${JSON.stringify(locale)}`);
    if (spoken === code) throw new Error('the catalogue’s runtime has no static locale any more');
    return spoken;
  },
});

/** What the other networks count by is fetched by the composer where a channel needs it (src/islands/composer.svelte.ts). */
const countLater: Plugin = {
  name: 'palabre-count-later',
  enforce: 'pre',
  resolveId: (id, importer) =>
    id.endsWith('/counted.ts') && importer?.includes('/parts/calendar/')
      ? fileURLToPath(new URL('src/parts/calendar/counted-later.ts', import.meta.url))
      : null,
};

/** A twenty-fifth less than Vite's own minifier leaves, for a second of building: worth it where a phone fetches the most. */
const minifyAgain: Plugin = {
  name: 'palabre-minify-again',
  async generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code = (await minify(file.code, { module: true })).code!;
  },
};

/**
 * Chrome 87 knows private fields (84), yet for it they would be rewritten as WeakMaps, a twentieth of the composer, because of a fault in
 * fields named `name` or `length` that Chrome mended in 98. What came between the two and is not rewritten any more must not appear.
 */
const TARGET = 'chrome98';
const TOO_NEW = /\bstatic\s*\{|#[\w$]+\s+in\b/;

const oldEnough: Plugin = {
  name: 'palabre-chrome-87',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk' && TOO_NEW.test(file.code)) this.error(`${file.fileName} holds what Chrome 87 does not know`);
  },
};

/** One self-contained file each, at an address that does not change: pages name it without knowing the build. */
const configOf = (name: string, entry: string, plugins: Plugin[] = [], outDir = 'static/islands'): InlineConfig => ({
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  plugins: [svelte({ configFile: false, emitCss: true }), oldEnough, ...plugins],
  build: {
    target: TARGET,
    cssTarget: 'chrome87',
    outDir,
    emptyOutDir: false,
    copyPublicDir: false,
    cssCodeSplit: false,
    modulePreload: false,
    rollupOptions: {
      input: { [name]: entry },
      preserveEntrySignatures: 'exports-only',
      output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false },
    },
  },
  define: { 'process.env.NODE_ENV': '"production"' },
});

const configs = (): InlineConfig[] => [
  configOf(WORKER.name, WORKER.entry, [], WORKER.folder),
  ...Object.entries(SILENT).map(([name, entry]) => configOf(name, entry)),
  ...Object.entries(SPEAKING).flatMap(([name, entry]) =>
    locales.map((locale) =>
      configOf(`${name}-${locale}`, entry, [
        speakOnly(locale),
        ...(name === 'counted' ? [] : [countLater]),
        ...(name === 'composer' ? [minifyAgain] : []),
      ]),
    ),
  ),
];

/** Builds the islands into static/ before the pages are built, so that they are copied, compressed and served with the rest. */
export function islands(): Plugin {
  let built: Promise<unknown> | null = null;
  return {
    name: 'palabre-islands',
    apply: 'build',
    buildStart() {
      built ??= Promise.all(configs().map((config) => build(config)));
      return built.then(() => undefined);
    },
  };
}
