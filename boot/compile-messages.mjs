// `npm run messages`: the catalogues as functions, in src/messages. Says what is missing, and fails.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '@inlang/paraglide-js';
import { prepareCatalogues } from './catalogues.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
try {
  const project = prepareCatalogues(root);
  await compile({ project, outdir: path.join(root, 'src', 'messages'), strategy: ['globalVariable', 'baseLocale'] });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
// The compiler leaves a database open.
process.exit(0);
