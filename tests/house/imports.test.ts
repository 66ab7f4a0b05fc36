import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { plant, ROOT } from './planted.ts';

interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}

/** Runs dependency-cruiser on a house and tells what it found. */
function cruise(root: string): Promise<Violation[]> {
  const program = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  return new Promise((resolve, reject) => {
    const options = { cwd: root, maxBuffer: 256 * 1024 * 1024 };
    execFile(
      process.execPath,
      [program, '--config', '.dependency-cruiser.cjs', 'src', '--output-type', 'json'],
      options,
      (error, stdout) => {
        if (!stdout) return reject(error ?? new Error('dependency-cruiser said nothing'));
        resolve((JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations);
      },
    );
  });
}

test('nobody imports what the house forbids', async () => {
  expect((await cruise(ROOT)).map((one) => `${one.rule.name}: ${one.from} → ${one.to}`)).toEqual([]);
});

/** One bad import per rule, and the rule that must catch it. */
const PLANTED: [rule: string, file: string, content: string][] = [
  ['no-circle', 'src/words/zz-a.ts', "import { b } from './zz-b.ts';\nexport const a = () => b;"],
  ['no-missing', 'src/words/zz-c.ts', "import './zz-nowhere.ts';"],
  ['words-import-nothing', 'src/words/zz-d.ts', "import { openStore } from '#plumbing/db';\nexport const a = openStore;"],
  [
    'ui-knows-no-room',
    'src/ui/ZzE.svelte',
    '<script lang="ts">\n  import { ROLE_NAMES } from \'#modules/team/shapes\';\n  ROLE_NAMES;\n</script>',
  ],
  ['parts', 'src/parts/calendar/ZzF.svelte', '<script lang="ts">\n  import * as door from \'#modules/calendar\';\n  door;\n</script>'],
  ['plumbing', 'src/plumbing/log/zz-g.ts', "import * as door from '#modules/calendar';\nexport const a = door;"],
  ['networks', 'src/networks/zzone/zz-h.ts', "import { openStore } from '#plumbing/db';\nexport const a = openStore;"],
  ['networks-apart', 'src/networks/zzone/zz-i.ts', "import { b } from '../zztwo/zz-j.ts';\nexport const a = b;"],
  ['rules-only-networks', 'src/networks/x/zz-w.ts', "import { openHttp } from '#plumbing/http';\nexport const a = openHttp;"],
  ['network-rules-are-pure', 'src/networks/zzone/rules.ts', "import { openLog } from '#plumbing/log';\nexport const rules = openLog;"],
  ['rooms', 'src/modules/calendar/zz-k.ts', "import { openHouse } from '../../wiring/open-house.ts';\nexport const a = openHouse;"],
  ['rooms-through-doors', 'src/modules/calendar/zz-l.ts', "import * as deep from '../channels/channels.sql.ts';\nexport const a = deep;"],
  ['upstream-of-channels', 'src/modules/channels/zz-m.ts', "import * as door from '#modules/site';\nexport const a = door;"],
  ['upstream-of-calendar', 'src/modules/calendar/zz-n.ts', "import * as shapes from '#modules/site/shapes';\nexport const a = shapes;"],
  ['few-speak-to-networks', 'src/modules/calendar/zz-o.ts', "import { b } from '../../networks/zztwo/zz-j.ts';\nexport const a = b;"],
  ['shapes-know-no-verb', 'src/modules/site/shapes.ts', "import * as sql from './site.sql.ts';\nexport const a = sql;"],
  ['shapes-run-in-the-browser', 'src/modules/calendar/shapes.ts', "import { openStore } from '#plumbing/db';\nexport const a = openStore;"],
  ['browser-pages', 'src/routes/zz/+page.svelte', '<script lang="ts">\n  import * as door from \'#modules/calendar\';\n  door;\n</script>'],
  ['browser-pages', 'src/routes/zz/+page.ts', "import { openStore } from '#plumbing/db';\nexport const load = openStore;"],
  [
    'server-pages',
    'src/routes/zz/+page.server.ts',
    "import * as sql from '../../modules/calendar/posts.sql.ts';\nexport const load = sql;",
  ],
  ['back-doors', 'src/worker/zz-p.ts', "import * as sql from '../modules/calendar/posts.sql.ts';\nexport const a = sql;"],
  ['wiring', 'src/wiring/zz-q.ts', "import * as sql from '../modules/calendar/posts.sql.ts';\nexport const a = sql;"],
  ['nobody-needs-the-doors-outside', 'src/modules/calendar/zz-r.ts', "import { a } from '../../worker/zz-p.ts';\nexport const b = a;"],
  ['ways-out', 'src/modules/calendar/zz-s.ts', "import { request } from 'node:https';\nexport const a = request;"],
  ['ways-out', 'src/networks/zzone/zz-t.ts', "import { fetch } from 'undici';\nexport const a = fetch;"],
  [
    'no-test-in-the-product',
    'src/modules/calendar/zz-u.ts',
    "import { ROOMS } from '../../../tests/house/rooms.ts';\nexport const a = ROOMS;",
  ],
  ['no-development-package', 'src/modules/calendar/zz-v.ts', "import { chromium } from 'playwright-core';\nexport const a = chromium;"],
];

test('each rule of imports catches the fault planted for it', async () => {
  const companions = {
    'src/words/zz-b.ts': "import { a } from './zz-a.ts';\nexport const b = () => a;",
    'src/networks/zztwo/zz-j.ts': 'export const b = 1;',
  };
  const copy = plant({ ...companions, ...Object.fromEntries(PLANTED.map(([, file, content]) => [file, content])) }, { whole: true });
  try {
    const found = (await cruise(copy.root)).map((one) => `${one.rule.name}: ${one.from}`);
    for (const [rule, file] of PLANTED) expect(found).toContain(`${rule}: ${file}`);
  } finally {
    copy.remove();
  }
});
