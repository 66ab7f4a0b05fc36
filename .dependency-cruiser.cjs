// Who may import whom (docs: ARCHITECTURE.md). The one list of rooms is tests/house/rooms.ts; the rules below only spell it out.
const { ROOMS, NETWORK_SPEAKERS, RULES_ONLY, WAYS_OUT, downstreamOf } = require('./tests/house/rooms.ts');

const any = (names) => `(${names.join('|')})`;
const DOORS = '/(index\\.server|shapes)\\.ts$';
const RULES_FILES = '^src/networks/[^/]+/rules\\.ts$';
const CONTRACT = '^src/networks/contract\\.ts$';
const MESSAGES = '^src/messages/';
const TESTS = '\\.(test|fixture)\\.ts$';
/** Pages as the browser gets them: components and universal loads, not their server halves. */
const BROWSER_PAGES = '^src/routes/.*(\\.svelte|\\+(page|layout)\\.ts)$';
const SERVER_PAGES = '^src/(routes/.*(\\.server|\\+server)\\.ts|hooks\\.server\\.ts)$';

/** Everything of ours that is not in `allowed` is forbidden to `from`. Packages are another rule's business. */
const only = (name, comment, from, allowed, notFrom = []) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: [TESTS, ...notFrom] },
  to: { path: '^(src|tests|start|server)', pathNot: allowed },
});

const forbidden = [
  {
    name: 'no-circle',
    comment: 'Two files that need each other are one file, or miss a third.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-missing',
    comment: 'An import must lead somewhere.',
    severity: 'error',
    from: { path: '^src/' },
    to: { couldNotResolve: true, pathNot: '^\\$app/|^\\./\\$types|\\$types(\\.js|\\.ts)?$' },
  },
  only('words-import-nothing', 'Vocabulary is under everything; which languages there are is read from the catalogues.', '^src/words/', [
    '^src/words/',
    '^src/messages/runtime\\.js$',
  ]),
  only('ui-knows-no-room', 'Furniture knows words only.', '^src/ui/', ['^src/ui/', '^src/words/', MESSAGES]),
  only('parts', 'Trade components take shapes and give events.', '^src/parts/', [
    '^src/parts/',
    '^src/ui/',
    '^src/words/',
    '^src/modules/[^/]+/shapes\\.ts$',
    RULES_FILES,
    CONTRACT,
    MESSAGES,
  ]),
  only('plumbing', 'Pipes know words only.', '^src/plumbing/', ['^src/plumbing/', '^src/words/', MESSAGES]),
  only('networks', 'A telephone knows neither database nor room.', '^src/networks/', [
    '^src/networks/',
    '^src/words/',
    '^src/plumbing/(http|log)/',
  ]),
  {
    name: 'networks-apart',
    comment: 'A network never knows another one.',
    severity: 'error',
    from: { path: '^src/networks/([^/]+)/', pathNot: TESTS },
    to: { path: '^src/networks/[^/]+/', pathNot: '^src/networks/$1/' },
  },
  only(
    'rules-only-networks',
    'A network we only count for has nothing to send with; a colleague’s own bot writes to that colleague, never to readers.',
    `^src/networks/${any(RULES_ONLY)}/`,
    ['^src/networks/', '^src/words/'],
    ['^src/networks/[^/]+/bot\\.ts$'],
  ),
  only('network-rules-are-pure', 'Rules run in the browser.', RULES_FILES, ['^src/networks/', '^src/words/']),
  only('rooms', 'Rooms use rooms before them, words, pipes; some speak to networks.', '^src/modules/', [
    '^src/modules/',
    '^src/words/',
    '^src/plumbing/',
    '^src/networks/',
    MESSAGES,
  ]),
  {
    name: 'rooms-through-doors',
    comment: 'Another room is entered through its door or its shapes.',
    severity: 'error',
    from: { path: '^src/modules/([^/]+)/', pathNot: TESTS },
    to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', DOORS] },
  },
  ...ROOMS.filter((room) => downstreamOf(room).length > 0).map((room) => ({
    name: `upstream-of-${room}`,
    comment: 'Water runs one way.',
    severity: 'error',
    from: { path: `^src/modules/${room}/` },
    to: { path: `^src/modules/${any(downstreamOf(room))}/` },
  })),
  {
    name: 'few-speak-to-networks',
    comment: 'The other rooms know the rules and the contract only.',
    severity: 'error',
    from: { path: '^src/modules/', pathNot: [TESTS, `^src/modules/${any(NETWORK_SPEAKERS)}/`] },
    to: { path: '^src/networks/', pathNot: [RULES_FILES, CONTRACT] },
  },
  only('shapes-run-in-the-browser', 'Shapes know shapes, words and rules.', '^src/modules/[^/]+/shapes\\.ts$', [
    '^src/modules/[^/]+/',
    '^src/words/',
    RULES_FILES,
    CONTRACT,
    MESSAGES,
  ]),
  {
    name: 'shapes-know-no-verb',
    comment: 'No SQL and no server file behind shapes.',
    severity: 'error',
    from: { path: '^src/modules/[^/]+/shapes\\.ts$' },
    to: { path: '\\.(sql|server)\\.ts$' },
  },
  only('browser-pages', 'What the browser gets knows shapes, parts, furniture, words and rules.', BROWSER_PAGES, [
    '^src/routes/.*\\.(svelte|css)$',
    '^src/parts/',
    '^src/ui/',
    '^src/words/',
    '^src/modules/[^/]+/shapes\\.ts$',
    RULES_FILES,
    CONTRACT,
    MESSAGES,
  ]),
  only('server-pages', 'A front door parses, calls a door, shows.', SERVER_PAGES, [
    '^src/routes/',
    '^src/parts/.*\\.ts$',
    '^src/modules/[^/]+/(index\\.server|shapes)\\.ts$',
    '^src/plumbing/',
    '^src/wiring/',
    '^src/words/',
    RULES_FILES,
    CONTRACT,
    MESSAGES,
  ]),
  only('back-doors', 'Worker and command line call doors.', '^src/(worker|cli|web|supervisor)/', [
    '^src/(worker|cli|web|supervisor)/',
    '^src/modules/[^/]+/(index\\.server|shapes)\\.ts$',
    '^src/plumbing/',
    '^src/wiring/',
    '^src/networks/',
    '^src/words/',
    MESSAGES,
  ]),
  only('wiring', 'Pieces are put together here, through their doors.', '^src/wiring/', [
    '^src/wiring/',
    '^src/modules/[^/]+/(index\\.server|shapes)\\.ts$',
    '^src/plumbing/',
    '^src/networks/',
    '^src/words/',
    // The one map from a network to its rules, the browser's too.
    '^src/parts/calendar/rules\\.ts$',
    MESSAGES,
  ]),
  {
    name: 'nobody-needs-the-doors-outside',
    comment: 'Pages, worker and command line are the outermost layer.',
    severity: 'error',
    from: { path: '^src/(words|ui|parts|plumbing|networks|modules|wiring)/' },
    to: { path: '^src/(routes|worker|cli|web|supervisor)/' },
  },
  {
    name: 'ways-out',
    comment: 'Only these pipes open connections to the outside.',
    severity: 'error',
    from: { path: '^src/', pathNot: [TESTS, `^src/plumbing/${any(WAYS_OUT)}/`] },
    to: {
      path: '^(node:)?(http|https|http2|tls|dgram|dns|dns/promises)$|node_modules/(undici|nodemailer|pg|pg-boss|aws4fetch)/',
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'no-test-in-the-product',
    comment: 'Tests and their world stay outside.',
    severity: 'error',
    from: { path: '^src/', pathNot: TESTS },
    to: { path: `^tests/|${TESTS}` },
  },
  {
    name: 'no-development-package',
    comment: 'What runs is in dependencies.',
    severity: 'error',
    from: { path: '^src/', pathNot: TESTS },
    to: { dependencyTypes: ['npm-dev'] },
  },
];

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules|^src/messages/' },
    exclude: { path: '^(\\.svelte-kit|build)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.svelte', '.json', '.css'],
    },
  },
};
