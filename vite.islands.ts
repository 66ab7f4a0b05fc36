import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type InlineConfig, type Plugin } from 'vite';

const ISLANDS = {
  desk: 'src/islands/desk.ts',
  composer: 'src/islands/composer.svelte.ts',
  library: 'src/islands/library.ts',
  calendar: 'src/islands/calendar.ts',
  crop: 'src/islands/crop.ts',
};

/** One self-contained file each, at an address that does not change: pages name it without knowing the build. */
const configOf = (name: string, entry: string): InlineConfig => ({
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  plugins: [svelte({ configFile: false, emitCss: true })],
  build: {
    target: 'chrome87',
    outDir: 'static/islands',
    emptyOutDir: false,
    copyPublicDir: false,
    cssCodeSplit: false,
    modulePreload: false,
    rollupOptions: { input: { [name]: entry }, output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false } },
  },
  define: { 'process.env.NODE_ENV': '"production"' },
});

/** Builds the islands into static/ before the pages are built, so that they are copied, compressed and served with the rest. */
export function islands(): Plugin {
  let built: Promise<unknown> | null = null;
  return {
    name: 'palabre-islands',
    apply: 'build',
    buildStart() {
      built ??= Promise.all(Object.entries(ISLANDS).map(([name, entry]) => build(configOf(name, entry))));
      return built.then(() => undefined);
    },
  };
}
