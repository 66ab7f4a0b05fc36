const LONGEST = 120;

/** The name a device gave a file, fit to be shown: no path, no control or direction-turning characters. Never used as a path. */
export function cleanName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const shown = last.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, '').trim();
  const characters = Array.from(shown);
  if (characters.length <= LONGEST) return shown || '…';
  // The end tells the kind of file; the middle goes.
  return [...characters.slice(0, LONGEST - 20), '…', ...characters.slice(-19)].join('');
}
