import { findAll, readSources, withoutComments, type Source } from './sources.ts';

/** What PostgreSQL 15 does not know. Text is enough: these words have no other meaning in our SQL. */
const NEWER: [since: number, what: RegExp][] = [
  [16, /\bany_value\s*\(/gi],
  [16, /\bis\s+(not\s+)?json\b/gi],
  [16, /\bjson_(object|array|arrayagg|objectagg)\s*\(/gi],
  [16, /\bpg_input_is_valid\s*\(/gi],
  [16, /\barray_(shuffle|sample)\s*\(/gi],
  [16, /\bsystem_user\b/gi],
  [17, /\bjson_(table|value|query|exists|scalar|serialize)\s*\(/gi],
  [17, /\bmerge\s+into[^;]*\breturning\b/gi],
  [17, /\btransaction_timeout\b/gi],
  [17, /\bon_error\s+ignore\b/gi],
  [18, /\buuid_?v[47]\s*\(/gi],
  [18, /\breturning\s+[^;]*\b(old|new)\./gi],
  [18, /\bwithout\s+overlaps\b/gi],
  [18, /\bgenerated\s+always\s+as\s*\([^;]*?\)\s*(virtual|,|\n)/gi],
  [18, /\b(casefold|crc32c?|array_sort|array_reverse)\s*\(/gi],
];

/** `file:line what (since …)` in migrations and in the SQL of the rooms. */
export const newerThanFifteen = (root: string): string[] =>
  [...readSources(root, /\.sql$/, 'migrations'), ...readSources(root, /\.ts$/, 'src')].flatMap((source) =>
    NEWER.flatMap(([since, what]) => findAll(source, what, sqlOf(source)).map((found) => `${found} (since ${since})`)),
  );

const sqlOf = ({ file, text }: Source): string => (file.endsWith('.sql') ? text.replace(/--.*$/gm, '') : withoutComments(text));
