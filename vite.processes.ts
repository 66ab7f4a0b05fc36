import { rmSync } from 'node:fs';
import path from 'node:path';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { PROGRAMS } from './boot/programs.mjs';

/** Stay in node_modules: native code, what is looked for only where an operator added it, and what is opened at the first document only. */
export const APART = ['sharp', 'pg-native', 'pdfkit'];

/**
 * Nothing of ours acts by being imported, except an entry: a door opens on many verbs, and a process carries only those it
 * calls. Libraries say it of themselves.
 */
export const treeshake: Rolldown.TreeshakingOptions = {
  moduleSideEffects: [{ test: /\/src\/(words|plumbing|networks|modules|wiring|worker|cli|supervisor)\//, sideEffects: false }],
};

/**
 * How programs are written. One character beyond Latin-1, and V8 keeps the whole file at two bytes a character for as long as the process
 * lives; what libraries say of themselves to editors it keeps only to skip it.
 */
export const written: Rolldown.OutputOptions = { charset: 'ascii', comments: { jsdoc: false, annotation: true, legal: true } };

/**
 * Those that live long have each library in a file of its own: reading one file of 4 MB for the first time takes 15 MB, which the C library
 * does not give back. By package and never by size: within one, the order of its modules counts. The others end before it matters.
 */
const LONG_LIVED = ['supervisor', 'worker', 'sender'];
const libraries: Rolldown.OutputOptions = { codeSplitting: { groups: [{ name: packageOf }] } };

function packageOf(id: string): string | null {
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1]?.replace('/', '-') ?? null;
}

/** Not minified: an error's trace can be read, and names cost little memory. */
const configOf = (name: string, source: string, built: string): InlineConfig => ({
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true, external: APART },
  build: {
    ssr: source,
    target: 'node24',
    minify: false,
    outDir: path.dirname(built),
    emptyOutDir: false,
    rolldownOptions: {
      treeshake,
      output: {
        ...written,
        ...(LONG_LIVED.includes(name) && libraries),
        entryFileNames: path.basename(built),
        chunkFileNames: `${name}/[name]-[hash].js`,
      },
    },
  },
});

/** Builds the processes other than the web, each apart, beside the pages. */
export function processes(): Plugin {
  let built: Promise<unknown> | null = null;
  const all = async (): Promise<void> => {
    rmSync('build/processes', { recursive: true, force: true });
    for (const [name, program] of Object.entries(PROGRAMS)) if (name !== 'web') await build(configOf(name, program.source, program.built));
  };
  return {
    name: 'palabre-processes',
    apply: 'build',
    buildStart() {
      built ??= all();
    },
    closeBundle: () => built?.then(() => undefined),
  };
}
