/** `Chez Awa — Lomé` → `chez-awa-lome`. Names without any Latin letter or digit get `espace`. */
export function slugOf(name: string): string {
  const plain = name
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return plain || 'espace';
}
