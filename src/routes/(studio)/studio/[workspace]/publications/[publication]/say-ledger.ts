import * as m from '#messages';
import type { LedgerLine } from '#modules/publishing/shapes';
import { say } from '../../say.server.ts';

/** A line of the ledger in plain words; what machines said is kept apart, for those who ask. */
export interface SaidLine {
  at: Date;
  what: LedgerLine['what'];
  /** What a look came to, for the attempt and its evidence alike; null for the rest. */
  look: string | null;
  /** One sentence. */
  text: string;
  /** Who did it, when it was not Palabre. */
  by: string | null;
  link: string | null;
  /** `POST /api/v1/statuses · 422 · text_too_long`, and what the network answered. */
  technical: string | null;
  excerpt: string | null;
}

const plain = (key: string): string => say(key) ?? key;
const machine = (...parts: (string | number | null)[]): string | null =>
  parts.filter((part) => part !== null && part !== '').join(' · ') || null;
const SYSTEM = ['worker', 'cli', 'system', ''];
const personOf = (by: string): string | null => (SYSTEM.includes(by) ? null : by);

export const sayLedger = (lines: LedgerLine[]): SaidLine[] => lines.map(sayLine);

function sayLine(line: LedgerLine): SaidLine {
  const said = { at: line.at, what: line.what, look: null, by: null, link: null, technical: null, excerpt: null };
  switch (line.what) {
    case 'attempt': {
      const outcome = plain(`publishing_outcome_${line.outcome ?? 'open'}`);
      const text = m.publishing_line_attempt({ n: line.n, what: plain(`publishing_ledger_${line.kind}`), outcome });
      const look = line.kind === 'look' ? line.outcome : null;
      return { ...said, look, text, technical: machine(line.endpoint, line.status, line.code), excerpt: line.excerpt };
    }
    case 'evidence': {
      const text = m.publishing_line_evidence({
        what: plain(`publishing_evidence_${line.kind}`),
        shows: plain(`publishing_shows_${line.shows}`),
      });
      const look = line.kind === 'lookup' ? line.shows : null;
      return { ...said, look, text, link: line.remoteUrl, technical: machine(line.status, line.code), excerpt: line.excerpt };
    }
    case 'decision':
      return {
        ...said,
        text: plain(
          line.decision === 'published' && !line.url ? 'publishing_decision_published_bare' : `publishing_decision_${line.decision}`,
        ),
        by: line.by,
        link: line.url,
        excerpt: line.why,
      };
    case 'aside':
      return { ...said, text: line.aside ? m.publishing_line_aside() : m.publishing_line_back(), by: line.by };
    case 'change': {
      const why = line.reason === null ? null : (say(`publishing_reason_${line.reason}`) ?? say(`network_refusal_${line.reason}`));
      return { ...said, text: plain(`publishing_change_${line.event}`), by: personOf(line.by), excerpt: why };
    }
  }
}
