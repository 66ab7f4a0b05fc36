import type { z } from '@hono/zod-openapi';
import type { Ctx } from '#plumbing/db';
import type { House } from '../../../wiring/open-house.ts';
import type { Answer } from './door/answer.ts';

/** What a call said, parsed; never more than the schemas name. */
export interface Call<Q = unknown, B = unknown> {
  /** The ids in the path. */
  params: Record<string, string>;
  query: Q;
  body: B;
  ifMatch: string | null;
  house: House;
}

export interface Endpoint<Q extends z.ZodObject = z.ZodObject, B extends z.ZodType = z.ZodType> {
  method: 'get' | 'post' | 'patch' | 'delete';
  path: string;
  summary: string;
  query?: Q;
  body?: B;
  /** The status of success, and its body. */
  answers: { status: 200 | 201 | 204; schema?: z.ZodType; tagged?: true };
  /** `needed` (428 without it) or looked at when given. */
  ifMatch?: 'needed' | 'heeded';
  /** Statuses of refusals beside those every call may meet. */
  refusals?: readonly number[];
  /** In one transaction, as the key's holder. */
  work(ctx: Ctx, call: Call<z.infer<Q>, z.infer<B>>): Promise<Answer>;
}

/** Keeps the types of query and body from the schemas to the work. */
export const endpoint = <Q extends z.ZodObject = z.ZodObject, B extends z.ZodType = z.ZodType>(one: Endpoint<Q, B>): Endpoint =>
  one as unknown as Endpoint;
