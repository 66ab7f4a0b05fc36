import path from 'node:path';
import { PROGRAMS } from '../../../boot/programs.mjs';

/** The file of another program, in the form this one runs in: built beside built, source beside source (tests). */
export function programFile(root: string, name: keyof typeof PROGRAMS): string {
  const { source, built } = PROGRAMS[name];
  return path.join(root, import.meta.filename.endsWith('.ts') ? source : built);
}
