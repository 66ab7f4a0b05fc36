import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { plant, ROOT } from './planted.ts';
import { STREAMS } from './rooms.ts';
import { TEXT_RULES } from './text-rules.ts';

for (const rule of TEXT_RULES) test(rule.name, () => expect(rule.find(ROOT)).toEqual([]));

const PACKAGE = JSON.stringify({
  imports: { '#modules/team': './src/modules/team/index.server.ts', '#modules/team/deep': './src/deep.ts' },
});

/** One fault per rule, in the order of the rules. */
const PLANTED: [file: string, content: string, caught: string][] = [
  ['src/modules/team/a.ts', 'export const port = process.env.PORT;', 'src/modules/team/a.ts:1 process.env'],
  ['src/modules/team/b.ts', "// mastodon in a comment is fine\nif (network === 'bluesky') go();", 'src/modules/team/b.ts:2 bluesky'],
  ['src/modules/team/c.ts', 'try { go(); } catch (error) {\n  // said nothing\n}', 'src/modules/team/c.ts:1 catch'],
  ['src/modules/team/utils/d.ts', '', 'src/modules/team/utils/d.ts'],
  ['src/modules/team/e.ts', "await fetch('https://example.com');", 'src/modules/team/e.ts:1 fetch('],
  ['src/modules/bare/index.server.ts', '', 'bare: its place in tests/house/rooms.ts is missing'],
  ['package.json', PACKAGE, 'one too many: #modules/team/deep ./src/deep.ts'],
  ['src/networks/mute/rules.ts', 'export const rules = {};', 'mute: neither index.ts nor a line in RULES_ONLY'],
];

test('each rule catches the fault planted for it', () => {
  const copy = plant(Object.fromEntries(PLANTED.map(([file, content]) => [file, content])));
  try {
    PLANTED.forEach(([, , caught], index) => {
      const found = TEXT_RULES[index]!.find(copy.root);
      expect(
        found.some((one) => one.startsWith(caught)),
        `${TEXT_RULES[index]!.name}: ${found.join('; ')}`,
      ).toBe(true);
    });
  } finally {
    copy.remove();
  }
});

test('every way to open a connection is caught outside the pipes', () => {
  const ways = [
    "await fetch('https://example.com');",
    "await globalThis.fetch('https://example.com');",
    "await globalThis['fetch']('https://example.com');",
    "const call = fetch;\ncall('https://example.com');",
    "await event.fetch('https://example.com');",
    "new WebSocket('wss://example.com');",
    "import net from 'node:net';",
    "import { isIP, connect } from 'node:net';",
    "const { connect } = await import('node:tls');",
    "const http = require('http');",
    "process.getBuiltinModule('node:http');",
  ];
  const copy = plant(Object.fromEntries(ways.map((content, n) => [`src/modules/team/way-${n}.ts`, content])));
  try {
    const rule = TEXT_RULES.find(({ name }) => name === 'nothing outside the pipes opens a connection')!;
    const found = rule.find(copy.root).map((one) => /way-(\d+)/.exec(one)?.[1]);
    expect(ways.filter((_, n) => !found.includes(String(n)))).toEqual([]);
  } finally {
    copy.remove();
  }
});

test('ARCHITECTURE.md draws the rooms in the order of the list', () => {
  const drawing = readFileSync(path.join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  for (const [stream, rooms] of Object.entries(STREAMS)) {
    const line = drawing.split('\n').find((one) => new RegExp(`^\\W*${stream}\\s`).test(one)) ?? '';
    expect(line.match(/[a-z]+/g)?.slice(1), stream).toEqual([...rooms]);
  }
});
