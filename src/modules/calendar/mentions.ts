/** Someone a client speaks of: one name in the text, a handle on each network where they are. */
export interface Mention {
  name: string;
  /** By network, without the `@`. */
  handles: Readonly<Record<string, string>>;
}

/** How the network of a channel names people, and whom this client speaks of. */
export interface Voice {
  network: string;
  mentions: readonly Mention[];
  /** The rules' own (networks/contract.ts); missing where people are named in plain words. */
  mention?: ((handle: string) => string | null) | undefined;
}

export const PLAIN: Voice = { network: '', mentions: [] };

/** `@[Chez Tantine Afi]`: how a text names someone, whatever the network. */
const NAMED = /@\[([^\]\n]{1,80})\]/gu;

/**
 * The text with everybody named as the network does: by their handle there, else by their plain name. Nobody we know: left as typed.
 * One function for the browser, the checks and what is frozen.
 */
export function withMentions(text: string, { mentions, network, mention }: Voice): string {
  if (!text.includes('@[')) return text;
  return text.replace(NAMED, (typed, name: string) => {
    const known = mentions.find((one) => sameName(one.name, name));
    if (!known) return typed;
    const handle = known.handles[network];
    return (handle && mention?.(handle)) || known.name;
  });
}

/** The text as people read it where it is not written: everybody by their plain name, known to the client or not. */
export const namedPlainly = (text: string): string => text.replace(NAMED, (_, name: string) => name.trim());

/** The names a text speaks of, as typed. */
export const mentioned = (text: string): string[] => [...text.matchAll(NAMED)].map((match) => match[1]!.trim());

const sameName = (a: string, b: string): boolean => a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();
