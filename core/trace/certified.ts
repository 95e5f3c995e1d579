/** Records of a trace from verified certificates, and a trace pack verified as one. */
import { originWith } from '../formats/checkpoint.ts';
import { isOtherLinks, linksIn } from '../records/links.ts';
import type { CheckName, Report } from '../verification/report.ts';
import { VERDICTS_BY_WORTH } from '../verification/verdicts.ts';
import type { TraceContents } from './contents.ts';
import { traceOf } from './graph.ts';
import type { LinkState, ProvenTime, Trace, TraceFindingCode, TraceLink, TraceRecord } from './types.ts';

/** A certificate that was verified. */
export interface VerifiedCertificate {
  /** Its name, or its path in a pack. */
  readonly file: string;
  readonly report: Report;
  /** Hash of the bytes of its `record.json`, hex; null where there are none. */
  readonly leaf: string | null;
}

/** The record of a certificate; null where it cannot be read at all. What a broken proof says is not repeated. */
export function certifiedRecord({ report, leaf }: VerifiedCertificate): TraceRecord | null {
  const { record, log, facts, verdict } = report;
  if (leaf === null || record === null || log === null) return null;
  return {
    key: leaf,
    id: record.id,
    origin: log.origin,
    log: logOf({ leaf, origin: log.origin, ...keyStanding(report) }),
    place: log.index,
    kind: record.kind,
    facts,
    recorded: report.deviceTime ?? '',
    proven: provenOf(report),
    supersedes: record.supersedes,
    links: statedLinks(facts.links),
    verdict,
    checked: null,
    erased: false,
  };
}

/** What tells of which log a certificate is. */
export interface CertifiedLog {
  /** Hash of the leaf, hex. */
  readonly leaf: string;
  readonly origin: string;
  /** Of the key that signed the checkpoint as the log, hex; null without one whose signature holds. */
  readonly fingerprint: string | null;
  /** Whether an accepted trust bundle names this key for the log and size. */
  readonly isNamed: boolean;
}

/**
 * Equal only for records that are known to be of one log: those signed by the log's first key, whose fingerprint is in the origin, or
 * by one that an accepted bundle names, have the origin itself. Any other key makes a log of its own, and so does no key.
 */
export function logOf({ leaf, origin, fingerprint, isNamed }: CertifiedLog): string {
  if (fingerprint === null) return `${origin}/${leaf}`;
  return isNamed || origin === originWith(fingerprint) ? origin : `${origin}/${fingerprint}`;
}

function keyStanding({ checks, fingerprint }: Report): Pick<CertifiedLog, 'fingerprint' | 'isNamed'> {
  const passed = (asked: CheckName) => checks.some(({ name, state }) => name === asked && state === 'passed');
  return { fingerprint: passed('log-signature') ? fingerprint : null, isNamed: passed('log-key') };
}

/** The links in the value of the fact; undefined is a value that is withheld. */
export function statedLinks(value: Parameters<typeof linksIn>[0]): TraceRecord['links'] {
  if (value === undefined) return 'withheld';
  if (isOtherLinks(value)) return 'unknown';
  return linksIn(value).map(({ rel, origin, leaf, basis }): TraceLink => ({ rel, origin, to: leaf, basis }));
}

/** A time that fewer than the bundle asks for have signed is no more than the issuer's word. */
function provenOf({ verdict, provenTime }: Report): ProvenTime | null {
  if (provenTime === null) return null;
  return { time: provenTime, by: verdict === 'proven' ? 'others' : 'issuer' };
}

/** How the table of contents and the certificates do not agree. */
export interface ContentsFinding {
  /**
   * `missing`: a certificate that it lists is not in the pack. `other-record`: the file that it names is the certificate of
   * another record. `unlisted`: a certificate is in the pack and not in the table.
   */
  readonly code: 'missing' | 'other-record' | 'unlisted';
  readonly file: string;
}

/** What came of a trace pack as a whole; the verdicts on its certificates stand in their reports. */
export interface TracePackReport {
  readonly trace: Trace;
  readonly contents: readonly ContentsFinding[];
  /** How many links became what. */
  readonly links: Readonly<Record<LinkState, number>>;
}

/**
 * What decides between two certificates of one leaf, the more weighty first: what its verdict is worth, whether its links are shown,
 * how many facts are, how early it is proven, and at last the name of its file, so that nothing is left to the order in a ZIP.
 */
const WEIGHT: readonly ((one: Certified) => number | string)[] = [
  ({ record }) => -VERDICTS_BY_WORTH.indexOf(record.verdict ?? 'unreadable'),
  ({ record }) => (record.links === 'withheld' ? 2 : record.links === 'unknown' ? 1 : 0),
  ({ record }) => -Object.keys(record.facts).length,
  ({ record }) => record.proven?.time ?? '9999',
  ({ file }) => file,
];

interface Certified {
  readonly file: string;
  readonly record: TraceRecord;
}

const isBetter = (one: Certified, other: Certified): boolean => {
  for (const weigh of WEIGHT) {
    const [a, b] = [weigh(one), weigh(other)];
    if (a !== b) return a < b;
  }
  return false;
};

/** The records of certificates; of several certificates of one leaf the best counts, in the place of the first. */
function recordsOf(certificates: readonly VerifiedCertificate[]): readonly TraceRecord[] {
  const best = new Map<string, Certified>();
  for (const certificate of certificates) {
    const record = certifiedRecord(certificate);
    if (record === null) continue;
    const [found, known] = [{ file: certificate.file, record }, best.get(record.key)];
    if (known === undefined || isBetter(found, known)) best.set(record.key, found);
  }
  return [...best.values()].map(({ record }) => record);
}

/** Judges certificates of a pack together. The table of contents says only what should be there. */
export function judgePack(contents: TraceContents, certificates: readonly VerifiedCertificate[]): TracePackReport {
  const trace = traceOf(recordsOf(certificates), contents.start);
  const listed = new Map(contents.certificates.map(({ file, leaf }) => [file, leaf]));
  const given = new Map(certificates.map(({ file, leaf }) => [file, leaf]));
  const missing = contents.certificates.filter(({ file }) => !given.has(file));
  const other = contents.certificates.filter(({ file, leaf }) => given.has(file) && given.get(file) !== leaf);
  const unlisted = certificates.filter(({ file }) => !listed.has(file));
  const findings = (code: ContentsFinding['code'], files: readonly { readonly file: string }[]) =>
    files.map(({ file }) => ({ code, file }));
  return {
    trace,
    contents: [...findings('missing', missing), ...findings('other-record', other), ...findings('unlisted', unlisted)],
    links: countLinks(trace),
  };
}

/** How many records of a trace are shown. */
export function certificatesIn({ nodes }: Pick<Trace, 'nodes'>): number {
  return nodes.filter(({ record }) => record !== null).length;
}

/** Findings after which nobody can say that every link of the records holds: some links were not looked at. */
const LINKS_UNSEEN: ReadonlySet<string> = new Set<TraceFindingCode>([
  'unsound',
  'links-withheld',
  'links-unknown',
  'cut',
]);

/**
 * Whether every link of the records of a pack is known to hold: each link that is seen does, none is unseen, and the table of
 * contents agrees. True for a pack whose records are shown to have no links.
 */
export function everyLinkHolds({ trace, contents, links }: TracePackReport): boolean {
  const isSeen = !trace.findings.some(({ code }) => LINKS_UNSEEN.has(code));
  return links.holds === trace.edges.length && contents.length === 0 && isSeen;
}

/** How many links of a trace became what. */
export function countLinks({ edges }: Pick<Trace, 'edges'>): Readonly<Record<LinkState, number>> {
  const counts = { holds: 0, 'not-shown': 0, 'other-log': 0, 'against-log': 0, unsound: 0, waiting: 0 };
  for (const { state } of edges) counts[state]++;
  return counts;
}

/** The exit code of a pack that contradicts itself. */
export const CONTRADICTORY_EXIT = 26;

/** Whether the pack contradicts itself: a certificate that it lists is not there or another, or a link is against the log. */
export function isContradictory({ contents, links }: TracePackReport): boolean {
  return contents.some(({ code }) => code !== 'unlisted') || links['against-log'] + links['other-log'] > 0;
}
