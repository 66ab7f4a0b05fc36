import { readReadiness, type Readiness } from '../../wiring/read-readiness.ts';
import type { RequestHandler } from './$types';

/** Milliseconds an answer serves: whoever asks more often costs the database nothing. */
const LASTS_MS = 1_000;
let last: { at: number; answer: Promise<Readiness> } | null = null;

/** For whoever keeps Palabre running: 200 when it is, 503 with the reason when it is not. Says nothing that is secret. */
export const GET: RequestHandler = async ({ locals }) => {
  const now = performance.now();
  if (!last || now - last.at > LASTS_MS) last = { at: now, answer: readReadiness(locals.house) };
  const readiness = await last.answer;
  return Response.json(readiness, { status: readiness.ready ? 200 : 503, headers: { 'cache-control': 'no-store' } });
};
