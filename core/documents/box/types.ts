/**
 * The case box: a folder, an archive or a mail with many mixed files, and the resulting sheet. Types only;
 * docs/case-box.md says what each state means and how the digest of the box is made.
 */
import type { ErrorCode } from '../../errors.ts';
import type { CheckReason, CheckState, Verdict } from '../../verification/report.ts';

/** Every state of a row, worst first; the order determines the exit code of a box. */
export const BOX_STATES = [
  'forked', // its log signed two histories, as another certificate or this desk shows
  'tampered', // the certificate or its proof was altered
  'misstated', // a dossier whose own items show something else than it states
  'different', // a document has the name that the certificate states, but other bytes
  'untrusted', // sound, but not signed by anybody trusted
  'unreadable', // a file, an archive, a mail or a certificate that could not be read
  'missing-certificate', // a document without a certificate
  'missing-document', // a sound certificate without its document
  'superseded', // sound, but replaced by a newer record or the final certificate
  'pending', // sealed, not yet confirmed by the chain
  'self-attested', // sound, but only the issuer says so
  'proven', // certificate and document belong together, and the bundle's policy is met
  'duplicate', // the same bytes, or the same certificate, occur elsewhere in the box
] as const;
/** One of the states. */
export type BoxState = (typeof BOX_STATES)[number];

/** The sheet's data about one certificate; the full report is made again from the file on request. */
export interface BoxCertificate {
  /** Verdict of the proof alone, without comparing a document. */
  readonly verdict: Verdict;
  /** Why it is unreadable, tampered or untrusted; null for the others. */
  readonly reason: CheckReason | null;
  /** Whether its printed page was compared: `not-run` for many at once. */
  readonly page: CheckState;
  /** SHA-256 that its record names, hex; null when it cannot be read. */
  readonly digest: string | null;
  readonly number: string | null;
  readonly recordId: string | null;
  readonly origin: string | null;
  /** Size and root (base64) that the log's key signed; null unless its signature holds and the key is known to be the log's. */
  readonly head: { readonly size: number; readonly root: string } | null;
  readonly supersedes: string | null;
  /** File name stated by the holder; null when withheld or when the proof does not hold. */
  readonly fileName: string | null;
  /** Whose log it is, according to the trust bundle or the record. */
  readonly issuer: string | null;
  /** "No later than", by checked signatures. */
  readonly provenTime: string | null;
  readonly deviceTime: string | null;
  /** Organisations whose signatures count. */
  readonly signers: readonly string[];
  /** Of the issuer's log key, hex. */
  readonly fingerprint: string | null;
  /** Latest time at which the issuer expects the pending confirmation. */
  readonly deadline: string | null;
}

/** Why an archive, a mail or one of their entries was not read. */
export const BOX_REASONS = [
  'encrypted', // opens only with a password
  'damaged',
  'too-deep', // nested too deeply
  'too-many', // entries
  'too-large', // unpacks to more than the limit
  'timed-out', // took too long
  'unsupported', // packed with an unsupported method, or of a kind that is not opened
  'signature', // signs another file, and is no document itself
  'linked', // a link in a mail to a file that lies elsewhere
  'fragment', // one piece of a mail that was sent in several
] as const;
/** One of the reasons. */
export type BoxReason = (typeof BOX_REASONS)[number];

/** Why something could not be read. */
export interface BoxFault {
  readonly code: ErrorCode;
  readonly message: string;
  /** Null for a file that the system could not read. */
  readonly reason: BoxReason | null;
}

/** Another checkpoint of the same log, key and size: proof of a fork. */
export interface BoxFork {
  readonly size: number;
  /** Base64: in this certificate, and in the other. */
  readonly root: string;
  readonly otherRoot: string;
  /** Path of the other certificate; null when this desk or computer knows the other checkpoint. */
  readonly other: string | null;
}

/** One line of the sheet: a certificate with or without its document, or a file alone. */
export interface BoxRow {
  /** Row number in the sheet, from 1. */
  readonly number: number;
  /** Paths in the box: `/` between folders, `!/` after an archive or a mail. Null when there is none. */
  readonly file: string | null;
  readonly certificate: string | null;
  readonly state: BoxState;
  /** Digest of the file (or of the certificate's own file when there is no other), hex. */
  readonly sha256: string | null;
  readonly size: number | null;
  /** Null for a file without a certificate. */
  readonly proof: BoxCertificate | null;
  /** duplicate: the path that represents it. superseded: the path or record id that replaces it. Else null. */
  readonly other: string | null;
  /** The desk's own record of a document that came without a certificate. */
  readonly knownRecord: string | null;
  /** That the log forked, which is told in any state but duplicate. */
  readonly fork: BoxFork | null;
  readonly fault: BoxFault | null;
}

/** True for a certificate that was read and whose printed page was not compared. */
export function isPageLeftOut({ proof }: BoxRow): boolean {
  return proof !== null && proof.verdict !== 'unreadable' && proof.page === 'not-run';
}

/** Totals of a box. */
export interface BoxTotals {
  /** Everything that was hashed: archives, mails, certificates and documents. */
  readonly files: number;
  readonly bytes: number;
  readonly certificates: number;
  /** Archives and mails whose contents were read. */
  readonly containers: number;
  /** Entries that could not be read; the digest of the box does not cover their bytes. */
  readonly unread: number;
  readonly rows: number;
  readonly states: Readonly<Record<BoxState, number>>;
}

/** The head of a sheet. */
export interface BoxSheet {
  /** Names of the inputs, without their folders. */
  readonly inputs: readonly string[];
  readonly totals: BoxTotals;
  /** SHA-256 of the list of all files with their digests, hex. */
  readonly boxDigest: string;
  /** Bundles that were accepted. */
  readonly trust: readonly { readonly name: string; readonly fingerprint: string; readonly compared: boolean }[];
}

/** Columns by which the sheet can be sorted. */
export type BoxSort = 'number' | 'file' | 'certificate' | 'state' | 'time' | 'issuer';

/** A query on a sheet. */
export interface BoxQuery {
  /** Any state when empty. */
  readonly states: readonly BoxState[];
  /** Search text: part of a path, a digest, a certificate number or an issuer's name. */
  readonly search: string;
  readonly sort: BoxSort;
  readonly descending: boolean;
  readonly offset: number;
  /** At most 500. */
  readonly limit: number;
}

/** A part of a sheet. */
export interface BoxPage {
  /** Total number of rows that the query finds. */
  readonly total: number;
  readonly rows: readonly BoxRow[];
}

/** Progress of a box. */
export interface BoxProgress {
  readonly phase: 'walking' | 'reading' | 'pairing' | 'done';
  /** Files found so far; entries of archives and mails are not known before they are opened. */
  readonly files: number;
  readonly filesDone: number;
  readonly bytes: number;
  readonly bytesDone: number;
  /** Everything read so far, entries of archives and mails included. */
  readonly read: number;
  readonly certificates: number;
  /** Files that an earlier run had already read. */
  readonly resumed: number;
  readonly secondsLeft: number | null;
}
