/** The result of `verify`: a verdict and every check with its own state. The words for it are in core/words/. */

import type { Finding } from '../documents/doctor/findings.ts';
import { type ErrorCode, NotaryError } from '../errors.ts';
import type { Front } from '../formats/attachments/front.ts';
import type { DigestSet } from '../formats/digests.ts';
import type { AnyFacts } from '../records/facts.ts';
import type { DossierReport } from './dossier-report.ts';
import type { PageAdditions } from './page.ts';
import type { PolicyReport } from './policy-report.ts';
import type { ReadAgain } from './reading.ts';
import type { Verdict } from './verdicts.ts';

export { VERDICTS, type Verdict } from './verdicts.ts';

/** Names of the checks, in the order in which they are made and shown. */
export const CHECK_NAMES = [
  'attachments', // the three files are there, once each, and are what they claim to be
  'origin', // the record names the log of the checkpoint
  'disclosures', // every disclosed fact matches the leaf's commitment
  'inclusion', // the inclusion proof leads from the leaf to the note's root
  'log-signature', // the desk signed this checkpoint
  'cosignatures', // every other signature line verifies under its own key
  'anchors', // each anchor holds and names this checkpoint
  'pending', // the desk's pending statement is signed and names this checkpoint
  'page', // the printed page is the one that was issued
  'document', // the document's digest is the leaf's
  'facts', // the facts that are said to be read from the document are what it says
  'items', // of a dossier: the items are those that the record commits to, so many and in order
  'totals', // the totals are those of the items
  'openings', // the items that are laid open belong to it, and their amounts are those of their records
  'sample', // they are the ones that the seed draws
  'membership', // whether a record is in it was shown
  'pools', // it was compared with another dossier
  'log-key', // an accepted trust bundle names the log and this key for this size
  'policy', // the bundle's policy is met
] as const;
/** Name of a check. */
export type CheckName = (typeof CHECK_NAMES)[number];

/** The checks that only a dossier has: reports on other records do not list them. */
export const DOSSIER_CHECKS: readonly CheckName[] = ['items', 'totals', 'openings', 'sample', 'membership', 'pools'];
/** The checks that every certificate has. */
export const COMMON_CHECKS: readonly CheckName[] = CHECK_NAMES.filter((name) => !DOSSIER_CHECKS.includes(name));

/** `absent`: there is nothing to check. `not-run`: it could not be checked, which is never shown as a failure. */
export type CheckState = 'passed' | 'failed' | 'absent' | 'not-run';

/** Closed list of reasons; words in both languages are looked up by it. */
export const CHECK_REASONS = [
  'ok',
  'not-reached', // an earlier check made this one meaningless
  'not-a-certificate',
  'damaged',
  'newer-version',
  'too-large',
  'codes-missing', // pictures of a proof on paper do not show all of its codes
  'other-origin',
  'disclosure-differs',
  'not-included',
  'bad-signature',
  'unknown-line', // a signature line without a key, or a key without a line
  'none', // there is nothing to check
  'unknown-kind',
  'foreign-kind', // an anchor of a kind that the page's template never carries
  'anchor-differs',
  'other-checkpoint',
  'page-different',
  'page-appended',
  'page-updated', // the issued bytes, followed by something that may change what is shown
  'page-unknown-template',
  'page-not-issued', // of an unknown template that the issuer has not signed for
  'page-unknown-kind',
  'page-no-fonts',
  'page-self-test-failed',
  'page-no-page',
  'page-bulk',
  'no-document',
  'digest-differs',
  'no-digest', // the record is not about a single document
  'facts-differ', // the document says otherwise
  'facts-withheld', // those that were read
  'facts-unknown-reader', // or another version of it
  'facts-unread', // nobody read the document again
  'facts-gave-up', // reading it took too much of this machine
  'items-not-shown', // the list of items was not given
  'items-differ', // they are not those that the record commits to
  'items-disorder', // the record commits to a list that is not in order, or has a record twice
  'totals-withheld',
  'totals-differ', // the items add up to something else
  'opening-differs', // what is laid open does not belong to the dossier
  'amount-differs', // the record states another amount than the dossier counts
  'sample-differs', // other items than those that the seed draws
  'sample-hidden', // they are, but not all of them is laid open
  'absence-differs', // it is not shown that a record is missing
  'in-pool', // every record that was asked about is in it
  'not-in-pool', // none of them is
  'pools-apart', // they share no record
  'pools-share',
  'other-pool', // the other dossier cannot be read, or its items are not at hand
  'no-bundle',
  'unknown-log',
  'unknown-key', // the log is known, the key is not: a warning of its own
  'policy-met',
  'policy-not-met',
  'only-issuer', // nobody but the issuer signed
  'test-network', // a test network confirmed it, and the verifier did not ask for test networks to count
] as const;
/** One of the reasons. */
export type CheckReason = (typeof CHECK_REASONS)[number];

/** Reasons for which a check fails although nobody altered anything: the record, or what goes with it, states what is not so. */
export const MISSTATED_REASONS: readonly CheckReason[] = [
  'facts-differ',
  'items-disorder',
  'totals-differ',
  'amount-differs',
  'sample-differs',
];

/** One check and how it ended. */
export interface Check {
  readonly name: CheckName;
  readonly state: CheckState;
  readonly reason: CheckReason;
  /** English text for programs and experts: what was compared with what. */
  readonly detail: string;
}

/** A signer whose signature is valid. */
export interface Signer {
  /** The organisation in the trust bundle for the key, else the name in the key. */
  readonly name: string;
  readonly role: 'log' | 'witness' | 'member' | 'tsa';
  /** Time in the signature, RFC 3339 UTC, or null when it carries none. */
  readonly time: string | null;
  /** SHA-256 of the key, hex. */
  readonly fingerprint: string;
  /** True when the name comes from an accepted bundle. */
  readonly named: boolean;
  /** True when it counts towards `proven`: named by the bundle and not controlled by the issuer. */
  readonly counts: boolean;
}

/** What `verify` answers. */
export interface Report {
  readonly verdict: Verdict;
  readonly checks: readonly Check[];
  /** True when a document was compared (whether or not it matched). */
  readonly fileChecked: boolean;
  /** Name of the compared document as the caller gave it, or null. */
  readonly file: string | null;
  /** SHA-256 in the record, hex; null when the certificate is unreadable, or its record has no document. */
  readonly digest: string | null;
  /** SHA-256 of the compared document, hex. */
  readonly fileDigest: string | null;
  /** Disclosed facts whose hashes match. */
  readonly facts: AnyFacts;
  readonly withheld: readonly string[];
  /** Those among the facts that the issuer says it read from the document, by the check `facts`; null when there are none. */
  readonly read: ReadAgain | null;
  /** What was found of a dossier's items; null for other records. */
  readonly dossier: DossierReport | null;
  readonly signers: readonly Signer[];
  /** Fingerprint of the issuer's log key, hex. */
  readonly fingerprint: string | null;
  /** The bundle that the verdict is based on. */
  readonly trustFingerprint: string | null;
  readonly trustName: string | null;
  /** False when that bundle was accepted without comparing its fingerprint. */
  readonly trustCompared: boolean;
  /** "No later than": the time of the checked signatures that the verdict is based on; null when there is none. */
  readonly provenTime: string | null;
  /** The device's clock at intake as the record states it. */
  readonly deviceTime: string | null;
  readonly clock: 'synchronised' | 'unknown' | null;
  readonly record: {
    readonly id: string;
    /** Key of its kind. */
    readonly kind: string;
    readonly seq: number;
    /** Bytes of the document; null for a record without one. */
    readonly size: number | null;
    readonly supersedes: string | null;
  } | null;
  readonly log: {
    readonly origin: string;
    readonly index: number;
    readonly size: number;
    readonly root: string;
  } | null;
  readonly certificateNumber: string | null;
  /** What stands before the certificate in its file and was ignored; null when nothing does. */
  readonly front: Front | null;
  /** Additions to the PDF after it was issued that leave the page unchanged; null when there are none. */
  readonly pageAdditions: PageAdditions | null;
  readonly pending: { readonly kind: string; readonly chain: string; readonly deadline: string } | null;
  /** Votes that were given, that the bundle's policy needs, and that exist. */
  readonly quorum: { readonly have: number; readonly need: number; readonly all: number } | null;
  /** How each chain and witness of that bundle stands; null when no bundle names log and key. */
  readonly policy: PolicyReport | null;
  /**
   * How the document differs from the sealed one, for `different-file`; and, with any verdict, which records replaced
   * this one, and that its log forked. Filled in by callers that have the document or other records.
   */
  readonly findings: readonly Finding[];
}

const UNREADABLE_REASONS: Partial<Record<ErrorCode, CheckReason>> = {
  'newer-version': 'newer-version',
  'too-large': 'too-large',
  'timed-out': 'too-large',
  'not-a-certificate': 'not-a-certificate',
  'codes-missing': 'codes-missing',
};

/** The report for input that cannot be read as a certificate; `error` says why. A defect is rethrown. */
export function unreadableReport(error: unknown, document: (DigestSet & { readonly name: string }) | null): Report {
  if (!(error instanceof NotaryError)) throw error;
  const reason = UNREADABLE_REASONS[error.code] ?? 'damaged';
  const checks = COMMON_CHECKS.map(
    (name): Check =>
      name === 'attachments'
        ? { name, state: 'failed', reason, detail: error.message }
        : { name, state: 'not-run', reason: 'not-reached', detail: 'the certificate cannot be read' },
  );
  return { ...NOTHING_KNOWN, checks, file: document?.name ?? null, fileDigest: document?.sha256 ?? null };
}

const NOTHING_KNOWN: Omit<Report, 'checks' | 'file' | 'fileDigest'> = {
  verdict: 'unreadable',
  fileChecked: false,
  digest: null,
  facts: {},
  withheld: [],
  read: null,
  dossier: null,
  signers: [],
  fingerprint: null,
  trustFingerprint: null,
  trustName: null,
  trustCompared: false,
  provenTime: null,
  deviceTime: null,
  clock: null,
  record: null,
  log: null,
  certificateNumber: null,
  front: null,
  pageAdditions: null,
  pending: null,
  quorum: null,
  policy: null,
  findings: [],
};

/** The exit code of a certificate whose log is shown to have forked. */
export const FORKED_EXIT = 24;

/** The exit code of a report (docs/certificate-format.md, "Exit codes"). */
export function exitCode({
  verdict,
  fileChecked,
  findings,
}: Pick<Report, 'verdict' | 'fileChecked' | 'findings'>): number {
  if (findings.some(({ code }) => code === 'forked')) return FORKED_EXIT;
  if ((verdict === 'proven' || verdict === 'self-attested') && !fileChecked) return 12;
  return EXIT_CODES[verdict];
}

const EXIT_CODES: { readonly [V in Verdict]: number } = {
  proven: 0,
  'self-attested': 10,
  pending: 11,
  'different-file': 20,
  tampered: 21,
  untrusted: 22,
  unreadable: 23,
  // 24: forked
  misstated: 25,
};
