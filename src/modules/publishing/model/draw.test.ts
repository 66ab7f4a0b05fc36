import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { redraw } from './draw.ts';

/** After a change of the table: `npx vitest run src/modules/publishing/model/draw.test.ts -u` draws it anew. */
test('docs/publishing.md draws the table the product runs', async () => {
  await expect(redraw(readFileSync('docs/publishing.md', 'utf8'))).toMatchFileSnapshot('../../../../docs/publishing.md');
});
