import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOMS, RULES_ONLY } from './rooms.ts';
import { filesBelow, findAll, readSources, type Source } from './sources.ts';

/** The rules of the house that are read in the text of `src` (house.md, rule 10). Each gives `file:line what` per fault. */
export interface TextRule {
  name: string;
  find(root: string): string[];
}

const CODE = /\.(ts|svelte|mjs|js)$/;
const TEST = /\.(test|fixture)\.ts$/;

/** start.mjs runs before anything is installed and server.mjs tells the web framework its own address: both are named in house.md. */
const ENVIRONMENT_READERS = /^src\/plumbing\/config\//;

/** Their names are said where they are spoken to, where pieces are put together, in catalogues and in the sample data. */
const NETWORK_SAYERS = /^src\/(networks|wiring)\//;
const NETWORK_NAME =
  /\b(mastodon|bluesky|wordpress|facebook|instagram|linkedin|tiktok|youtube|telegram|whatsapp|pinterest|ghost|discord|reddit)/gi;
/** Files whose very subject is another network's name, each with its reason. */
const NAMED_EXCEPTIONS: Record<string, string> = {
  'src/plumbing/config/index.ts': 'says in words what each setting is for',
  'src/parts/calendar/rules.ts': 'puts together the rules that browser and server count and check by',
  'src/parts/calendar/counted.ts': 'puts together what the networks we only count for count and are called by',
  'src/parts/calendar/network-words.ts': 'says what each network is called, one by one so that only these words travel',
  'src/ui/icons.ts': 'tells the glyphs every page may need from those few do',
  'src/modules/site/share-links.ts': 'addresses a reader shares an article to',
};

/** From node:net, only asking whether a text is an address is harmless. Packages and other modules: .dependency-cruiser.cjs, `ways-out`. */
const OPEN_CALL = new RegExp(
  [
    /(?<![.\w-])(fetch\(|new (WebSocket|EventSource)\()/,
    /\b(globalThis|global|event)\s*(\?\.|\.|\[)\s*['"]?(fetch|WebSocket|EventSource)\b/,
    // Kept under another name, it is called unseen.
    /=\s*(fetch|WebSocket|EventSource)\s*[;,)\n]/,
    /import (?!\{ isIP(v[46])? \})[^;]* from '(node:)?net'/,
    /\b(import|require)\(\s*['"`](node:)?(net|http|https|http2|tls|dgram|dns)\b/,
    /getBuiltinModule|process\.binding/,
  ]
    .map((shape) => shape.source)
    .join('|'),
  'g',
);

const EMPTY_BLOCK = /catch\s*(\([^)]*\))?\s*\{\s*\}/g;

/** In the product a rejection may be dropped where the line above says why; a test may ask “is anybody there?”. */
const unexplained = (source: Source): string[] =>
  findAll(source, /\.catch\(\s*(\(\w*\)|\w+)\s*=>\s*(\{\s*\}|undefined|null)\s*\)/g).filter((found) => {
    if (found.startsWith('tests/')) return false;
    const line = Number(/:(\d+) /.exec(found)![1]);
    return !/^\s*(\/\/|\*|\/\*)/.test(source.text.split('\n')[line - 2] ?? '');
  });

export const TEXT_RULES: TextRule[] = [
  {
    name: 'the environment is read in plumbing/config only',
    find: (root) =>
      readSources(root, CODE, 'src')
        .filter(({ file }) => !ENVIRONMENT_READERS.test(file) && !TEST.test(file))
        .flatMap((source) => findAll(source, /process\.env\b|import\.meta\.env\b|\$env\/|\$app\/env/g)),
  },
  {
    name: 'a network is named only under networks/ and in wiring',
    find: (root) =>
      readSources(root, CODE, 'src')
        .filter(({ file }) => !NETWORK_SAYERS.test(file) && !TEST.test(file) && !(file in NAMED_EXCEPTIONS))
        .flatMap((source) => findAll(source, NETWORK_NAME)),
  },
  {
    name: 'no catch is empty',
    find: (root) => readSources(root, CODE, 'src', 'tests').flatMap((source) => [...findAll(source, EMPTY_BLOCK), ...unexplained(source)]),
  },
  {
    name: 'no folder of odds and ends',
    find: (root) => filesBelow(root, 'src', 'tests').filter((file) => /\/(utils?|helpers?|common|misc|manager|lib|shared)\//i.test(file)),
  },
  {
    name: 'nothing outside the pipes opens a connection',
    find: (root) =>
      readSources(root, /\.ts$/, 'src')
        .filter(({ file }) => !/^src\/plumbing\/(http|db|mail|files)\//.test(file) && !TEST.test(file) && !/service-worker/.test(file))
        .flatMap((source) => findAll(source, OPEN_CALL)),
  },
  { name: 'every room has a short README, a door, shapes and a test', find: roomsUnfurnished },
  { name: 'every room has exactly two addresses', find: wrongAddresses },
  { name: 'every network counts, and speaks unless it is listed as rules only', find: muteNetworks },
];

function roomsUnfurnished(root: string): string[] {
  const files = filesBelow(root, 'src/modules');
  const rooms = [...new Set(files.map((file) => file.split('/')[2]!))];
  return rooms.flatMap((room) => {
    const own = files.filter((file) => file.startsWith(`src/modules/${room}/`));
    const missing = ['README.md', 'index.server.ts', 'shapes.ts'].filter((name) => !own.includes(`src/modules/${room}/${name}`));
    if (!own.some((file) => file.endsWith('.test.ts'))) missing.push('a test');
    const readme = own.find((file) => file.endsWith('README.md'));
    const tooLong = readme && readFileSync(path.join(root, readme), 'utf8').trim().split('\n').length > 30;
    if (!ROOMS.includes(room)) missing.push('its place in tests/house/rooms.ts');
    return [...missing.map((what) => `${room}: ${what} is missing`), ...(tooLong ? [`${room}: README.md is longer than 30 lines`] : [])];
  });
}

function wrongAddresses(root: string): string[] {
  const { imports } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { imports: Record<string, string> };
  const expected = ROOMS.flatMap((room) => [
    `#modules/${room} ./src/modules/${room}/index.server.ts`,
    `#modules/${room}/shapes ./src/modules/${room}/shapes.ts`,
  ]);
  const given = Object.entries(imports)
    .filter(([address]) => address.startsWith('#modules'))
    .map(([address, target]) => `${address} ${target}`);
  return [
    ...expected.filter((one) => !given.includes(one)).map((one) => `missing: ${one}`),
    ...given.filter((one) => !expected.includes(one)).map((one) => `one too many: ${one}`),
  ];
}

/** The own site answers for itself: its telephone is in its room. */
const SPOKEN_IN_ITS_ROOM = ['site'];

function muteNetworks(root: string): string[] {
  const files = filesBelow(root, 'src/networks');
  const found = [...new Set(files.map((file) => file.split('/').slice(2)).flatMap(([name, inside]) => (inside ? [name!] : [])))];
  const has = (name: string, file: string): boolean => files.includes(`src/networks/${name}/${file}`);
  const mute = found.filter((name) => !has(name, 'index.ts') && !SPOKEN_IN_ITS_ROOM.includes(name));
  return [
    ...[...found, ...RULES_ONLY].filter((name) => !has(name, 'rules.ts')).map((name) => `${name}: rules.ts is missing`),
    ...mute.filter((name) => !RULES_ONLY.includes(name)).map((name) => `${name}: neither index.ts nor a line in RULES_ONLY`),
    ...RULES_ONLY.filter((name) => has(name, 'index.ts')).map((name) => `${name}: it speaks, and is listed as rules only`),
  ];
}
