import { openApi, type Api } from '../open-api.ts';
import type { RequestHandler } from './$types';

let api: Api | null = null;

/** Every method and every path below /api/v1: the API answers for itself, refusals included. */
export const fallback: RequestHandler = ({ locals, request }) => {
  api ??= openApi(locals.house);
  return api(request, locals.visitor.address);
};
