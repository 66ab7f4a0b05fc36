/** Asking the engine costs a twentieth of a millisecond; there are some six hundred names. */
const known = new Set<string>();

/** True for an IANA zone name this engine knows. Apart from zone.ts so that a form can check one without the arithmetic. */
export function isZone(name: string): boolean {
  if (known.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    if (known.size < 1_000) known.add(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
