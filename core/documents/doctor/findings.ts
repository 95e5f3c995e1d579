/** What may be said beside a verdict: how a document differs, which record replaced this one, that the log forked. */

/** The closed list. docs/doctor.md says what each proves. */
export const FINDING_CODES = [
  'appended',
  'same-pages',
  'page-changed',
  'pages-added',
  'pages-removed',
  'pages-reordered',
  'metadata-only',
  'line-endings',
  'xml-reformatted',
  'values-equal',
  'image-reencoded',
  'repacked',
  'truncated',
  'superseded',
  'forked', // of the log, not of the document: two signed checkpoints of one size differ
  'not-comparable',
] as const;
/** One of the codes. */
export type FindingCode = (typeof FINDING_CODES)[number];

/** Numbers and names of a finding: `pages` from 1, `bytes`, `at`, `of`, `unknown` pages, `reason`. */
export type FindingDetail = Readonly<Record<string, number | string | readonly number[]>>;

/** One finding. `certain` means that equal digests show it; otherwise it is only what the evidence suggests. */
export interface Finding {
  readonly code: FindingCode;
  readonly certain: boolean;
  readonly detail: FindingDetail;
}
