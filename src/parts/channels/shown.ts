import type { SignName } from '#ui/icons.ts';

/** A channel with every word already said in the person's language. */
export interface ShownChannel {
  id: string;
  network: string;
  networkName: string;
  name: string;
  handle: string;
  displayName: string;
  sign: SignName;
  state: string;
  /** What is wrong and what to do; null when nothing is. */
  problem: string | null;
  lastSuccess: string;
  client: { name: string; monogram: string; colour: string };
}

/** A field of a connection form, with its words. */
export interface ShownField {
  name: string;
  kind: 'text' | 'address' | 'secret';
  required: boolean;
  label: string;
  help: string;
}
