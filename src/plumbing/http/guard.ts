import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';

/** Why an address is not reached; stable, shown in evidence and refusals. */
export type GuardCode =
  'address_invalid' | 'scheme_refused' | 'userinfo_refused' | 'port_refused' | 'private_refused' | 'own_address_refused' | 'dns_failed';

export class GuardRefusal extends Error {
  readonly code: GuardCode;
  constructor(code: GuardCode) {
    super(code);
    this.name = 'GuardRefusal';
    this.code = code;
  }
}

export interface GuardRules {
  /** `host:port` as the operator typed them (PALABRE_ALLOW_HOSTS). */
  allowHosts: readonly string[];
  /** Ports Palabre itself listens on, on this machine. */
  ownPorts: readonly number[];
  /** Services nobody reaches through here, listed or not: the database. */
  closed: readonly { host: string; port: number }[];
  /** Test seam for names; the system's resolver otherwise. */
  resolve?: (hostname: string) => Promise<string[]>;
}

export interface Target {
  url: URL;
  /** The one address to connect to: resolved once, checked, and used, so that a second answer of the DNS cannot differ. */
  address: string;
  port: number;
}

/** Ports where something other than HTTP usually listens (WHATWG fetch "bad ports" above 1023, and databases). */
const OTHER_SERVICES = new Set([
  1433, 1521, 1719, 1720, 1723, 2049, 2375, 2379, 2380, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432, 5433, 5672, 5900, 6000, 6379, 6566,
  6665, 6666, 6667, 6668, 6669, 6679, 6697, 9042, 9200, 9300, 10080, 11211, 27017,
]);

/** Never reached, even when listed: link-local ranges and the cloud's metadata services. */
const METADATA = new Set(['169.254.169.254', '100.100.100.200', '168.63.129.16', 'fd00:ec2::254', 'fd20:ce::254']);

/**
 * Decides whether and where a request may go. The list of the operator counts for the address as typed, on the first hop only.
 * @throws GuardRefusal
 */
export async function guard(typed: string, rules: GuardRules, hop: number): Promise<Target> {
  const url = parse(typed);
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const listed = hop === 0 && rules.allowHosts.some((entry) => entry.toLowerCase() === authorityOf(typed, port));
  if (url.protocol !== 'https:' && !listed) throw new GuardRefusal('scheme_refused');
  if (!listed && port !== 443 && (port < 1024 || OTHER_SERVICES.has(port))) throw new GuardRefusal('port_refused');

  const hostname = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const addresses = ipaddr.isValid(hostname) ? [hostname] : await (rules.resolve ?? resolveName)(hostname);
  if (addresses.length === 0) throw new GuardRefusal('dns_failed');
  // One bad address among several is enough: a name that points inside is never an honest one.
  for (const address of addresses) {
    if (isNeverReached(address)) throw new GuardRefusal('private_refused');
    if (!listed && !isPublic(address)) throw new GuardRefusal('private_refused');
    if (await isOurs(address, port, rules)) throw new GuardRefusal('own_address_refused');
  }
  return { url, address: addresses[0]!, port };
}

function parse(typed: string): URL {
  if (!URL.canParse(typed)) throw new GuardRefusal('address_invalid');
  const url = new URL(typed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new GuardRefusal('scheme_refused');
  if (url.username || url.password || /^[a-z]+:\/\/[^/?#]*@/i.test(typed)) throw new GuardRefusal('userinfo_refused');
  if (!url.hostname) throw new GuardRefusal('address_invalid');
  return url;
}

/** `host:port` exactly as typed: `2130706433:80` is not `127.0.0.1:80`. */
function authorityOf(typed: string, port: number): string {
  const authority = (/^[a-z]+:\/\/([^/\\?#]*)/i.exec(typed)?.[1] ?? '').toLowerCase();
  return /:\d+$/.test(authority) ? authority : `${authority}:${port}`;
}

async function resolveName(hostname: string): Promise<string[]> {
  try {
    return (await lookup(hostname, { all: true, verbatim: false })).map((entry) => entry.address);
  } catch (error) {
    throw Object.assign(new GuardRefusal('dns_failed'), { cause: error });
  }
}

/** True for addresses of the public internet only. Mapped, translated (NAT64), tunnelled (6to4, Teredo, ISATAP) and special ones are not. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address) || METADATA.has(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed.kind() === 'ipv4') return true;
  const parts = (parsed as ipaddr.IPv6).parts;
  const isatap = (parts[4] === 0 || parts[4] === 0x200) && parts[5] === 0x5efe;
  return (parts[0]! & 0xe000) === 0x2000 && !isatap;
}

function isNeverReached(address: string): boolean {
  if (!ipaddr.isValid(address)) return true;
  const parsed = ipaddr.process(address);
  return ['linkLocal', 'multicast', 'broadcast', 'unspecified'].includes(parsed.range()) || METADATA.has(parsed.toString());
}

async function isOurs(address: string, port: number, rules: GuardRules): Promise<boolean> {
  const plain = ipaddr.process(address).toString();
  if (rules.ownPorts.includes(port) && isThisMachine(plain)) return true;
  for (const closed of rules.closed) {
    if (closed.port !== port) continue;
    const theirs = ipaddr.isValid(closed.host) ? [closed.host] : await (rules.resolve ?? resolveName)(closed.host).catch(() => []);
    if (theirs.some((their) => ipaddr.process(their).toString() === plain)) return true;
    if (isThisMachine(plain) && theirs.some((their) => isThisMachine(ipaddr.process(their).toString()))) return true;
  }
  return false;
}

function isThisMachine(address: string): boolean {
  if (ipaddr.parse(address).range() === 'loopback') return true;
  return Object.values(networkInterfaces()).some((list) => list?.some((entry) => entry.address === address));
}
