import type { Chance } from './random.ts';
import type { FakeNetworkName } from './truth.ts';

/**
 * One way things go wrong. What the server does and what the caller hears are two separate things: that gap is what is tested.
 * Plain JSON, so that it can be sent to a fakenet in another process.
 */
export interface FaultRule {
  /** Shown in the truth log. */
  name: string;
  network?: FakeNetworkName;
  /** `commits` (default): the calls that make something visible. `reads`: every GET. `prepares`: uploads and drafts. */
  calls?: 'commits' | 'prepares' | 'reads' | 'all';
  /** Only paths matching this regular expression. */
  path?: string;
  /** Part of the matching calls, 0 to 1. */
  share: number;
  /** At most this many times. */
  times?: number;
  /** Whether the server does what it was asked; `later`: within that many milliseconds, after the caller has gone. */
  work: 'none' | 'done' | { later: [number, number] };
  /** What the caller hears; `true`: the real answer. */
  answer: 'true' | 'reset' | 'hang' | { status: number; body?: unknown; headers?: Record<string, string> };
  /** Milliseconds before the answer leaves. */
  delay?: [number, number];
}

export interface FaultPlan {
  rules: FaultRule[];
  /** Faults stop at this instant (milliseconds since the epoch); null: never. */
  until?: number | null;
}

type Scope = Pick<FaultRule, 'network' | 'calls' | 'path' | 'times'>;

/** The faults that networks were seen to have, by name. `share` is a part of the calls, 0 to 1. */
export const faults = {
  failBefore: (share: number, scope: Scope = {}): FaultRule => ({
    ...scope,
    name: 'fail_before',
    share,
    work: 'none',
    answer: { status: 503, body: { error: 'Service Unavailable' } },
  }),
  failAfter: (share: number, scope: Scope = {}): FaultRule => ({
    ...scope,
    name: 'fail_after',
    share,
    work: 'done',
    answer: { status: 502, body: { error: 'Bad Gateway' } },
  }),
  resetBefore: (share: number, scope: Scope = {}): FaultRule => ({ ...scope, name: 'reset_before', share, work: 'none', answer: 'reset' }),
  dropAnswer: (share: number, scope: Scope = {}): FaultRule => ({ ...scope, name: 'drop_answer', share, work: 'done', answer: 'reset' }),
  /** The answer is dropped, the work is done up to `ms` later: the reason for the quiet period. */
  applyLate: (share: number, ms: number, scope: Scope = {}): FaultRule => ({
    ...scope,
    name: 'apply_late',
    share,
    work: { later: [0, ms] },
    answer: 'reset',
  }),
  hang: (share: number, scope: Scope = {}): FaultRule => ({ ...scope, name: 'hang', share, work: 'none', answer: 'hang' }),
  hangAfter: (share: number, scope: Scope = {}): FaultRule => ({ ...scope, name: 'hang_after', share, work: 'done', answer: 'hang' }),
  /** Says no, yet did it. */
  lyingRefusal: (share: number, status: 403 | 429, scope: Scope = {}): FaultRule => ({
    ...scope,
    name: 'lying_refusal',
    share,
    work: 'done',
    answer: { status, body: { error: status === 429 ? 'Too many requests' : 'Action blocked' }, headers: { 'retry-after': '1' } },
  }),
  /** 2xx without an id, although it was done. */
  noId: (share: number, scope: Scope = {}): FaultRule => ({
    ...scope,
    name: 'no_id',
    share,
    work: 'done',
    answer: { status: 200, body: {} },
  }),
  /** 200 with an error inside, and nothing done. */
  errorBody: (share: number, scope: Scope = {}): FaultRule => ({
    ...scope,
    name: 'error_body',
    share,
    work: 'none',
    answer: { status: 200, body: { error: 'temporarily unavailable' } },
  }),
  /** "Duplicate" said of a post that does not exist yet. */
  duplicate403: (share: number, scope: Scope = {}): FaultRule => ({
    ...scope,
    name: 'duplicate_403',
    share,
    work: 'none',
    answer: { status: 403, body: { error: 'duplicate content' } },
  }),
  rateLimit: (share: number, seconds: number, scope: Scope = {}): FaultRule => ({
    ...scope,
    name: 'rate_limit',
    share,
    work: 'none',
    answer: { status: 429, body: { error: 'Too many requests' }, headers: { 'retry-after': String(seconds) } },
  }),
  slow: (share: number, ms: [number, number], scope: Scope = {}): FaultRule => ({
    ...scope,
    name: 'slow',
    share,
    work: 'done',
    answer: 'true',
    delay: ms,
  }),
};

export interface Request {
  network: string;
  method: string;
  path: string;
}

/** The calls that make something visible, network by network. WordPress publishes by editing a draft; its first POST only prepares. */
const COMMITS =
  /^(mastodon|lookalike) POST \/api\/v1\/statuses$|^bluesky POST \/xrpc\/com\.atproto\.repo\.(putRecord|createRecord|applyWrites)$|^wordpress (POST|PUT) \/wp-json\/wp\/v2\/posts\/\d+$|^webhook POST /;
const PREPARES =
  /^(mastodon|lookalike) POST \/api\/v[12]\/media$|^bluesky POST \/xrpc\/com\.atproto\.repo\.uploadBlob$|^wordpress POST \/wp-json\/wp\/v2\/(posts|media)$/;

const KINDS: Record<NonNullable<FaultRule['calls']>, (r: Request) => boolean> = {
  commits: (r) => COMMITS.test(`${r.network} ${r.method} ${r.path}`),
  prepares: (r) => PREPARES.test(`${r.network} ${r.method} ${r.path}`),
  reads: (r) => r.method === 'GET',
  all: () => true,
};

export interface FaultPicker {
  set(plan: FaultPlan): void;
  /** The first rule that strikes this request, with its delays drawn; null: all goes well. */
  pick(request: Request): Struck | null;
}

export interface Struck {
  rule: FaultRule;
  workAfterMs: number | null;
  answerAfterMs: number;
}

export function openFaults(chance: Chance, now: () => number): FaultPicker {
  let plan: FaultPlan = { rules: [] };
  let used = new Map<FaultRule, number>();
  const strikes = (rule: FaultRule, request: Request): boolean => {
    if (rule.network && rule.network !== request.network) return false;
    if (!KINDS[rule.calls ?? 'commits'](request)) return false;
    if (rule.path && !new RegExp(rule.path).test(request.path)) return false;
    if (rule.times !== undefined && (used.get(rule) ?? 0) >= rule.times) return false;
    return chance.draw(`${rule.name}/${request.network}/${request.method}/${request.path}`) < rule.share;
  };
  return {
    set: (next) => {
      plan = next;
      used = new Map();
    },
    pick: (request) => {
      if (plan.until != null && now() >= plan.until) return null;
      const rule = plan.rules.find((candidate) => strikes(candidate, request));
      if (!rule) return null;
      used.set(rule, (used.get(rule) ?? 0) + 1);
      const between = (range: [number, number] | undefined, what: string): number => (range ? chance.between(what, ...range) : 0);
      return {
        rule,
        workAfterMs: rule.work === 'none' ? null : rule.work === 'done' ? 0 : between(rule.work.later, 'work'),
        answerAfterMs: between(rule.delay, 'answer'),
      };
    },
  };
}
