import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const APP_ROLE = 'palabre_app';
export const OWNER_ROLE = 'palabre_owner';
export const DATABASE = 'palabre';

/** Two passwords, made at the first start, each in a file only we read. */
export function readPasswords(dataDir: string): { owner: string; app: string } {
  const secrets = path.join(dataDir, 'secrets');
  mkdirSync(secrets, { recursive: true, mode: 0o700 });
  const read = (file: string): string => {
    if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
    chmodSync(file, 0o600);
    return readFileSync(file, 'utf8');
  };
  return { owner: read(path.join(secrets, 'postgres-owner')), app: read(path.join(secrets, 'postgres-app')) };
}
