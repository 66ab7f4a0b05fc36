import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setFrench } from './messages.ts';
import { ROOT } from './planted.ts';

/** `npm run format`: puts the spaces and apostrophes of French into the French catalogues. */
const folder = path.join(ROOT, 'messages/fr');
for (const name of readdirSync(folder)) {
  const file = path.join(folder, name);
  const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const set = Object.fromEntries(
    Object.entries(content).map(([key, value]) => [key, typeof value === 'string' && key !== '$schema' ? setFrench(value) : value]),
  );
  const text = `${JSON.stringify(set, null, 2)}\n`;
  if (text !== readFileSync(file, 'utf8') && JSON.stringify(set) !== JSON.stringify(content)) writeFileSync(file, text);
}
