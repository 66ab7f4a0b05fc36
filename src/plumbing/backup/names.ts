import path from 'node:path';

/** Says in a folder made by a restore that it is whole and only waits for its name. */
export const COMPLETE = 'restore-complete';

/** `2026-11-26T01-20-00Z`: sorts by time, fits every file system. */
export const stampOf = (now: Date): string => now.toISOString().slice(0, 19).replaceAll(':', '-').concat('Z');

export const nameFresh = (dataDir: string, now: Date): string => `${dataDir}.restoring-${stampOf(now)}`;
export const nameAside = (dataDir: string, now: Date): string => `${dataDir}.before-restore-${stampOf(now)}`;
export const isFresh = (dataDir: string, name: string): boolean => name.startsWith(`${path.basename(dataDir)}.restoring-`);
