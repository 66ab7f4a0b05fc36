/** Addresses a person may type, or a network may name, that lead inside. Names ending in `.example` are answered by nameserver.ts. */
export interface Trap {
  name: string;
  url: string;
}

/** Ways to write one address of the loopback; with the canary's port each of them would reach it. */
const LOOPBACK: Record<string, string> = {
  'dotted decimal': '127.0.0.1',
  'another of the block': '127.9.8.7',
  'one number': '2130706433',
  hexadecimal: '0x7f000001',
  'hexadecimal by bytes': '0x7f.0x0.0x0.0x1',
  octal: '0177.0.0.1',
  'octal in one number': '017700000001',
  'two parts': '127.1',
  'three parts': '127.0.1',
  'trailing dot': '127.0.0.1.',
  'unicode digits': '①②⑦.⓪.⓪.①',
  'full-width digits': '１２７.０.０.１',
  'full-width dots': '127。0。0。1',
  'half-width dots': '127｡0｡0｡1',
  'percent-encoded': '%31%32%37.0.0.1',
  'this host': '0.0.0.0',
  'this host, short': '0',
  name: 'localhost',
  'name in capitals': 'LOCALHOST',
  'name with a dot': 'localhost.',
  'name with a soft hyphen': 'local\u00adhost',
  'name below localhost': 'inside.localhost',
  IPv6: '[::1]',
  'IPv6 at length': '[0:0:0:0:0:0:0:1]',
  'IPv6 unspecified': '[::]',
  mapped: '[::ffff:127.0.0.1]',
  'mapped, hexadecimal': '[::ffff:7f00:1]',
  'IPv4-compatible': '[::127.0.0.1]',
  'translated (SIIT)': '[::ffff:0:127.0.0.1]',
  NAT64: '[64:ff9b::127.0.0.1]',
  'NAT64, local prefix': '[64:ff9b:1::7f00:1]',
  '6to4': '[2002:7f00:1::]',
  Teredo: '[2001:0:7f00:1::80ff:fffe]',
  ISATAP: '[2600::5efe:127.0.0.1]',
};

/** Addresses that are nobody's business here, loopback or not. */
const PRIVATE = [
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '[fe80::1]',
  '[fe80::1%25lo]',
  '[fe80::1%lo]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fec0::1]',
  '[ff02::1]',
  '[2001:db8::1]',
  '[100::1]',
];

/** Names whose answers lead inside (nameserver.ts). */
export const NAMES = [
  'inside.example',
  'inside6.example',
  'mapped.example',
  'both.example',
  'alias.example',
  'chain.example',
  'metadata.example',
];

/** Every trap, with TLS and without. @param port the canary's */
export function trapsTo(port: number): Trap[] {
  const hosts = [...Object.entries(LOOPBACK), ...[...PRIVATE, ...NAMES].map((host): [string, string] => [host, host])];
  const addresses = hosts.flatMap(([name, host]) =>
    ['https', 'http'].map((scheme) => ({ name: `${scheme}, ${name}`, url: `${scheme}://${host}:${port}/` })),
  );
  return [...addresses, ...others(port)];
}

const others = (port: number): Trap[] => [
  { name: 'userinfo', url: `https://example.com@127.0.0.1:${port}/` },
  { name: 'userinfo with a password', url: `https://example.com:443@127.0.0.1:${port}/` },
  { name: 'backslash before the host', url: `https:\\\\127.0.0.1:${port}\\` },
  { name: 'backslash and at sign', url: `https://127.0.0.1:${port}\\@example.com/` },
  { name: 'no slashes', url: `https:127.0.0.1:${port}` },
  { name: 'three slashes', url: `https:///127.0.0.1:${port}/` },
  { name: 'tab in the host', url: `https://127.0\t.0.1:${port}/` },
  { name: 'newline in the scheme', url: `ht\ntps://127.0.0.1:${port}/` },
  { name: 'spaces around', url: `  https://127.0.0.1:${port}/  ` },
  { name: 'file', url: 'file:///etc/passwd' },
  { name: 'file on a host', url: `file://127.0.0.1:${port}/etc/passwd` },
  { name: 'data', url: 'data:application/json,{"namespaces":["wp/v2"]}' },
  { name: 'gopher', url: `gopher://127.0.0.1:${port}/_GET%20/` },
  { name: 'ftp', url: `ftp://127.0.0.1:${port}/` },
  { name: 'dict', url: `dict://127.0.0.1:${port}/info` },
  { name: 'ws', url: `ws://127.0.0.1:${port}/` },
  { name: 'jar', url: `jar:https://127.0.0.1:${port}/a!/b` },
  { name: 'unix socket', url: `http://unix:/var/run/docker.sock:/info` },
];
