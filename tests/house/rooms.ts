/**
 * The architecture, once: rooms in the order the water runs. A room may use only what stands before it.
 * .dependency-cruiser.cjs turns this list into rules, the catalogue test checks foreign keys against it, ARCHITECTURE.md draws it.
 */
export const STREAMS = {
  ground: ['team', 'clients', 'channels', 'library'],
  river: ['strategy', 'calendar', 'approval', 'publishing'],
  roof: ['site', 'notices', 'offline'],
} as const;

export const ROOMS: readonly string[] = Object.values(STREAMS).flat();

/** Rooms that speak to networks; the others reach them through these. */
export const NETWORK_SPEAKERS: readonly string[] = ['channels', 'publishing', 'site'];

/** Networks whose length and limits Palabre knows without speaking to them: `rules.ts` and pure files only. */
export const RULES_ONLY: readonly string[] = [
  'discord',
  'facebook',
  'google',
  'instagram',
  'linkedin',
  'pinterest',
  'reddit',
  'telegram',
  'threads',
  'tiktok',
  'whatsapp',
  'x',
  'youtube',
];

export const PIPES: readonly string[] = [
  'db',
  'jobs',
  'config',
  'files',
  'mail',
  'http',
  'web',
  'clock',
  'log',
  'seal',
  'push',
  'pdf',
  'facts',
  'backup',
];

/** The only pipes that may open a connection to the outside; `jobs` keeps its own to the database. */
export const WAYS_OUT: readonly string[] = ['http', 'db', 'mail', 'files', 'jobs'];

/** Rooms before this one. */
export const upstreamOf = (room: string): readonly string[] => ROOMS.slice(0, ROOMS.indexOf(room));
export const downstreamOf = (room: string): readonly string[] => ROOMS.slice(ROOMS.indexOf(room) + 1);
