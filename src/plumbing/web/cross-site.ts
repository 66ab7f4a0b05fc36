/**
 * True when another site makes a browser write here. SameSite=Lax cookies already stop most of it; this stops the rest,
 * sibling sub-domains included. Browsers set both headers themselves; programs (no Origin, no Sec-Fetch-Site) carry no cookies of ours.
 */
export function isCrossSiteWrite(request: Request, origin: string): boolean {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return false;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return true;
  const from = request.headers.get('origin');
  return from !== null && from !== origin;
}
