import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { PROGRAMS } from './boot/programs.mjs';
import { islands } from './vite.islands.ts';
import { plurals } from './vite.plurals.ts';
import { APART, processes, treeshake, written } from './vite.processes.ts';

/** Every library but those is put into the server's files: one large file opens sooner than a thousand small ones. */
const INSIDE = new RegExp(`^(?!(${APART.join('|')})$)`);

export default defineConfig({
  // Android 5 phones are still sold with Chrome 87; nothing newer may be needed to use a page.
  // What each file weighs compressed is asked of the bench, not of every start.
  build: { target: 'chrome87', cssTarget: 'chrome87', reportCompressedSize: false },
  ssr: { noExternal: [INSIDE] },
  environments: {
    // `minify` would take away the names an error's trace is read by.
    ssr: {
      build: { target: 'node24', minify: false, rolldownOptions: { treeshake, input: { web: PROGRAMS.web.source }, output: written } },
    },
  },
  plugins: [
    plurals(),
    islands(),
    processes(),
    sveltekit({
      adapter: adapter({ out: 'build/pages', precompress: true }),
      // The server of Palabre fixes the origin from PALABRE_PUBLIC_URL (server.mjs), and refuses cross-site posts.
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'base-uri': ['self'],
          'connect-src': ['self'],
          'font-src': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
          'img-src': ['self', 'data:', 'blob:'],
          'media-src': ['self', 'blob:'],
          'object-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self', 'unsafe-inline'],
        },
      },
      // A style sheet of a few lines costs more in headers, and a way to and fro, than it weighs.
      inlineStyleThreshold: 1_024,
      // Pages read /s/<site> on a host name of their own; relative asset paths would break there.
      paths: { relative: false },
      version: { name: '0.1.0' },
      // Ours is built with the islands (vite.islands.ts) and registered for the studio only: the framework finds none of its own.
      files: { serviceWorker: 'src/none' },
    }),
  ],
});
