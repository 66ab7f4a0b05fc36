import * as m from '#messages';
import type { LedgerLine, PublicationLedger } from '#modules/publishing/shapes';

/** One line of the register as it is read: what happened, and under it what the network said, word for word. */
export interface SaidLine {
  at: Date;
  tone: 'plain' | 'good' | 'doubt' | 'bad' | 'quiet';
  text: string;
  /** Endpoint, status and excerpt, for those who want the proof itself. */
  proof: string | null;
  url: string | null;
}

type Said = (details?: Record<string, unknown>) => string;
const said = (key: string): string => (m as unknown as Record<string, Said | undefined>)[key]?.() ?? key;

/** Changes that only repeat what an attempt or a piece of evidence beside them already says. */
const SAID_ELSEWHERE = new Set([
  'send',
  'look',
  'unclear',
  'accept',
  'found',
  'seen_nothing',
  'defer',
  'still_preparing',
  'prepare',
  'crash',
]);

export function sayLedger(publication: PublicationLedger): SaidLine[] {
  return publication.lines.flatMap((line) => sayLine(line) ?? []);
}

function sayLine(line: LedgerLine): SaidLine | null {
  switch (line.what) {
    case 'attempt':
      return sayAttempt(line);
    case 'evidence':
      return {
        at: line.at,
        tone: ({ exists: 'good', absent: 'plain', refused: 'bad', unclear: 'doubt', unreadable: 'doubt' } as const)[line.shows],
        text: m.publishing_line_evidence({ kind: said(`publishing_evidence_${line.kind}`), shows: said(`publishing_shows_${line.shows}`) }),
        proof: proofOf(null, line.status, line.code, line.excerpt),
        url: line.remoteUrl,
      };
    case 'decision': {
      const choice = said(`publishing_decision_${line.decision}`);
      const text = m.publishing_line_decision({ by: line.by, choice });
      return { at: line.at, tone: 'plain', text, proof: line.why, url: line.url };
    }
    case 'change': {
      if (SAID_ELSEWHERE.has(line.event)) return null;
      const what = said(`publishing_change_${line.event}`);
      const by = line.by && !['worker', 'cli'].includes(line.by) ? m.publishing_line_by({ what, by: line.by }) : what;
      const reason = line.reason ? reasonOf(line.reason) : null;
      return { at: line.at, tone: 'quiet', text: reason ? m.publishing_line_because({ what: by, reason }) : by, proof: null, url: null };
    }
  }
}

function sayAttempt(line: LedgerLine & { what: 'attempt' }): SaidLine {
  const what = said(`publishing_ledger_${line.kind}`);
  const outcome = said(`publishing_outcome_${line.outcome ?? 'open'}`);
  const tones: Record<string, SaidLine['tone']> = { published: 'good', found: 'good', refused: 'bad', unclear: 'doubt', not_sent: 'plain' };
  return {
    at: line.at,
    tone: line.outcome ? (tones[line.outcome] ?? 'quiet') : 'doubt',
    text: m.publishing_line_attempt({ n: line.n, what, outcome }),
    proof: proofOf(line.endpoint, line.status, line.code, line.excerpt),
    url: null,
  };
}

function proofOf(endpoint: string | null, status: number | null, code: string | null, excerpt: string | null): string | null {
  return [endpoint, status?.toString(), code, excerpt].filter(Boolean).join(' · ') || null;
}

/** Why it is held, failed or asks, with what to do; a code without a sentence is shown as it is. */
export function reasonOf(code: string): string {
  const all = m as unknown as Record<string, Said | undefined>;
  return all[`publishing_reason_${code}`]?.() ?? all[`network_refusal_${code}`]?.() ?? m.publishing_reason_other({ code });
}
