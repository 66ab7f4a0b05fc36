/** A picture sign alone; © and ® are pictures only when told so (U+FE0F). */
const SIGN = String.raw`(?:(?![©®])\p{Extended_Pictographic}\uFE0F?|[©®]\uFE0F)\p{Emoji_Modifier}?\uFE0F?`;

/**
 * One emoji as people see it (UTS #51): a flag, a keycap, a flag written in tags, signs joined by U+200D. X counts any of them as one sign;
 * `\p{RGI_Emoji}` would say the same, but needs a browser of 2023.
 */
const EMOJI = new RegExp(
  String.raw`\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3|${SIGN}[\u{E0020}-\u{E007E}]+\u{E007F}|${SIGN}(?:\u200D${SIGN})*`,
  'gu',
);

/** Where each emoji starts, with its length, both in UTF-16 units. */
export const findEmoji = (text: string): Map<number, number> =>
  new Map([...text.matchAll(EMOJI)].map((match) => [match.index, match[0].length]));
