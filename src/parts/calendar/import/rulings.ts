import type { Rulings } from '#modules/calendar/shapes';
import { networkWords } from '../network-words.ts';
import { rulesOf } from '../rules.ts';

/** What each network's own rules say of a row, and what the network is called in a file, in whichever language it was written. */
export const rulings: Rulings = {
  check: (channel, { title, text }) => rulesOf(channel.network).check({ title, text, thread: [], media: [] }, channel.facts),
  networkNames: (network) => [network, ...networkWords(network)],
};
