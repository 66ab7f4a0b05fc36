import { expect, test } from 'vitest';
import { guard, isPublic, type GuardRules } from './guard.ts';

const rules: GuardRules = {
  allowHosts: [],
  ownPorts: [3000],
  closed: [{ host: '127.0.0.1', port: 5432 }],
  resolve: async () => ['93.184.216.34'],
};
const codeOf = (typed: string, more: Partial<GuardRules> = {}, hop = 0): Promise<string> =>
  guard(typed, { ...rules, ...more }, hop).then(
    (target) => `goes to ${target.address}:${target.port}`,
    (error: { code: string }) => error.code,
  );

test.each([
  'http://127.0.0.1/',
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://127.1/',
  'https://①②⑦.⓪.⓪.①/',
  'https://[::1]/',
  'https://[::]/',
  'https://0.0.0.0/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[64:ff9b:1::a00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[2001:0:7f00:1::]/',
  'https://[2001:db8::1]/',
  'https://[2600::5efe:10.0.0.1]/',
  'https://[fc00::1]/',
  'https://[fd00:ec2::254]/',
  'https://[fe80::1]/',
  'https://[fec0::1]/',
  'https://[ff02::1]/',
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://192.168.1.1/',
  'https://100.64.0.1/',
  'https://100.100.100.200/',
  'https://168.63.129.16/',
  'https://169.254.169.254/latest/meta-data/',
  'https://192.0.0.1/',
  'https://192.0.2.1/',
  'https://198.18.0.1/',
  'https://203.0.113.9/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
])('%s is not the public internet', async (typed) => {
  expect(await codeOf(typed)).toMatch(/^(private_refused|scheme_refused)$/);
});

test.each([
  ['https://awa:secret@example.com/', 'userinfo_refused'],
  ['https://example.com@127.0.0.1/', 'userinfo_refused'],
  ['https://@example.com/', 'userinfo_refused'],
  ['file:///etc/passwd', 'scheme_refused'],
  ['ftp://example.com/', 'scheme_refused'],
  ['gopher://example.com/', 'scheme_refused'],
  ['http://example.com/', 'scheme_refused'],
  ['https://example.com:25/', 'port_refused'],
  ['https://example.com:22/', 'port_refused'],
  ['https://example.com:5432/', 'port_refused'],
  ['https://example.com:6379/', 'port_refused'],
  ['not an address', 'address_invalid'],
])('%s: %s', async (typed, code) => {
  expect(await codeOf(typed)).toBe(code);
});

test('an ordinary address goes to the one address it resolved to', async () => {
  expect(await codeOf('https://example.com/a?b=1')).toBe('goes to 93.184.216.34:443');
  expect(await codeOf('https://example.com:8443/')).toBe('goes to 93.184.216.34:8443');
});

test('a name that points inside, or to both sides, is refused', async () => {
  expect(await codeOf('https://rebind.example.com/', { resolve: async () => ['127.0.0.1'] })).toBe('private_refused');
  expect(await codeOf('https://both.example.com/', { resolve: async () => ['93.184.216.34', '10.0.0.1'] })).toBe('private_refused');
  expect(await codeOf('https://none.example.com/', { resolve: async () => [] })).toBe('dns_failed');
});

test('a listed host counts as typed, with its port, for the first hop only', async () => {
  const listed = { allowHosts: ['127.0.0.1:8088'] };
  expect(await codeOf('http://127.0.0.1:8088/wp-json/', listed)).toBe('goes to 127.0.0.1:8088');
  expect(await codeOf('http://127.0.0.1:8088/wp-json/', listed, 1)).toBe('scheme_refused');
  expect(await codeOf('http://127.0.0.1:8089/', listed)).toBe('scheme_refused');
  expect(await codeOf('http://localhost:8088/', { ...listed, resolve: async () => ['127.0.0.1'] })).toBe('scheme_refused');
  expect(await codeOf('http://2130706433:8088/', listed)).toBe('scheme_refused');
  expect(await codeOf('http://127.1:8088/', listed)).toBe('scheme_refused');
});

test('link-local, metadata, Palabre itself and its database stay closed even when listed', async () => {
  for (const [typed, entry, code] of [
    ['http://169.254.169.254:80/', '169.254.169.254:80', 'private_refused'],
    ['http://100.100.100.200:80/', '100.100.100.200:80', 'private_refused'],
    ['http://[fe80::1]:80/', '[fe80::1]:80', 'private_refused'],
    ['http://0.0.0.0:8080/', '0.0.0.0:8080', 'private_refused'],
    ['http://127.0.0.1:3000/', '127.0.0.1:3000', 'own_address_refused'],
    ['http://127.0.0.1:5432/', '127.0.0.1:5432', 'own_address_refused'],
    ['http://127.0.0.2:5432/', '127.0.0.2:5432', 'own_address_refused'],
  ] as const)
    expect(await codeOf(typed, { allowHosts: [entry] }), typed).toBe(code);
});

test('addresses of the public internet are public', () => {
  for (const address of ['8.8.8.8', '93.184.216.34', '2606:4700:4700::1111']) expect(isPublic(address), address).toBe(true);
});
