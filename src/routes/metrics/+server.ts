import { createHash, timingSafeEqual } from 'node:crypto';
import { readHouseFigures } from '../../wiring/read-figures.ts';
import { notFound } from '#words/refusal.ts';
import { show } from '#plumbing/web';
import type { RequestHandler } from './$types';

/** For Prometheus. Absent without PALABRE_METRICS_TOKEN; closed to whoever does not bear it. */
export const GET: RequestHandler = ({ locals: { house }, request }) =>
  show(async () => {
    const { metricsToken } = house.config;
    if (!metricsToken) throw notFound();
    const given = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
    const headers = { 'cache-control': 'no-store' };
    if (!isSame(given, metricsToken)) return new Response(null, { status: 401, headers: { ...headers, 'www-authenticate': 'Bearer' } });
    // Loaded by the first who asks: a Palabre nobody measures does not carry it.
    const { writeFigures } = await import('./write-figures.ts');
    const { type, text } = await writeFigures(await readHouseFigures(house));
    return new Response(text, { headers: { ...headers, 'content-type': type } });
  });

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (a: string, b: string): boolean => timingSafeEqual(hash(a), hash(b));
