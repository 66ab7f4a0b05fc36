import ipaddr from 'ipaddr.js';

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** @param entries addresses or CIDR ranges of the setting PALABRE_TRUSTED_PROXIES, already checked */
export function readRanges(entries: readonly string[]): Range[] {
  return entries.map((entry) => {
    if (entry.includes('/')) return ipaddr.parseCIDR(entry);
    const address = ipaddr.process(entry);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  });
}

/**
 * Who is asking: the peer, or behind trusted proxies the last address of X-Forwarded-For that is not a proxy's. What comes
 * before it was written by the client and proves nothing.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, proxies: readonly Range[]): string {
  let address = plain(peer);
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim());
  while (isTrusted(address, proxies) && hops.length > 0) {
    const hop = hops.pop()!;
    if (!ipaddr.isValid(hop)) break;
    address = plain(hop);
  }
  return address;
}

/** `::ffff:192.0.2.1` and `192.0.2.1` are one. */
const plain = (address: string): string => (ipaddr.isValid(address) ? ipaddr.process(address).toString() : address);

const isTrusted = (address: string, proxies: readonly Range[]): boolean => {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return proxies.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits));
};
