/**
 * Every program of Palabre: its source, which the pinned Node can run as it is (tests do), and the one file the build makes of it.
 * The command lines of worker and sender say `worker`; the supervisor's must not.
 * @type {Record<'supervisor' | 'web' | 'worker' | 'sender' | 'palabre' | 'decoder' | 'sheets', { source: string, built: string }>}
 */
export const PROGRAMS = {
  supervisor: { source: 'src/supervisor/main.ts', built: 'build/processes/supervisor.js' },
  // Built with the pages, so that both share one copy of what they use.
  web: { source: 'src/web/main.ts', built: 'build/pages/server/web.js' },
  worker: { source: 'src/worker/main.ts', built: 'build/processes/worker.js' },
  sender: { source: 'src/worker/sender.ts', built: 'build/processes/worker-sender.js' },
  palabre: { source: 'src/cli/main.ts', built: 'build/processes/palabre.js' },
  decoder: { source: 'src/modules/library/decoder/main.ts', built: 'build/processes/decoder.js' },
  sheets: { source: 'src/modules/calendar/import/sheets/main.ts', built: 'build/processes/sheets.js' },
};
