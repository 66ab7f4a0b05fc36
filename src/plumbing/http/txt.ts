import { resolveTxt } from 'node:dns/promises';

/** TXT records of a name, each whole; empty when there are none or the resolver does not answer. */
export async function readTxt(name: string): Promise<string[]> {
  try {
    return (await resolveTxt(name)).map((parts) => parts.join(''));
  } catch {
    // "No such name" and "no answer" mean the same to the caller: nothing is proven by DNS.
    return [];
  }
}
