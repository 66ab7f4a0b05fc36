import { Resolver } from 'node:dns/promises';

/** Answers that say for certain that there is no record, as against a name server that does not answer. */
const NO_RECORD = new Set(['ENODATA', 'ENOTFOUND']);

/**
 * TXT records of a name, each joined from its strings (RFC 7208 §3.3); none is an empty list.
 * @param servers `address:port`; the system's when left out.
 * @throws the resolver's error when no name server gave an answer: that is not an absence.
 */
export async function lookUpTxt(name: string, servers?: readonly string[]): Promise<string[]> {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  if (servers) resolver.setServers(servers);
  try {
    return (await resolver.resolveTxt(name)).map((strings) => strings.join(''));
  } catch (error) {
    if (NO_RECORD.has((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

/** The same for callers to whom "no record" and "no answer" mean the same: nothing is proven by DNS. */
export async function readTxt(name: string): Promise<string[]> {
  try {
    return await lookUpTxt(name);
  } catch {
    // Said above: this caller does not need to know why.
    return [];
  }
}
