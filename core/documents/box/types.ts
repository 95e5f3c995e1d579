/**
 * The case box: a folder, an archive or a mail with many mixed files, and the one sheet that comes out of it. Types
 * only; docs/case-box.md says what each state means and how the digest of the box is made.
 */
import type { ErrorCode } from '../../errors.ts';
import type { CheckReason, CheckState, Verdict } from '../../verification/report.ts';

/** Every state of a row, the worst first: that order decides which exit code a box gets. */
export const BOX_STATES = [
  'tampered', // the certificate or its proof was altered
  'different', // the document is here under the name that the certificate states, with other bytes
  'untrusted', // sound, but signed by somebody who was not chosen to be trusted
  'unreadable', // a file, an archive, a mail or a certificate that could not be read
  'missing-certificate', // a document for which no certificate is here
  'missing-document', // a sound certificate without its document
  'superseded', // sound, but a newer record, or the final certificate, takes its place
  'pending', // sealed, not yet confirmed by the chain
  'self-attested', // sound, but only the issuer says so
  'proven', // certificate and document belong together, and the bundle's policy is met
  'duplicate', // the same bytes, or the same certificate, stand elsewhere in the box
] as const;
/** One of the states. */
export type BoxState = (typeof BOX_STATES)[number];

/** What the sheet says about one certificate; the whole report is made again from the file when somebody asks. */
export interface BoxCertificate {
  /** Verdict of the proof by itself, no document compared. */
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
  readonly supersedes: string | null;
  /** File name that the holder stated; null when it is withheld or the proof does not hold. */
  readonly fileName: string | null;
  /** Who has the log, by the trust bundle or as the record states it. */
  readonly issuer: string | null;
  /** "No later than", by checked signatures. */
  readonly provenTime: string | null;
  readonly deviceTime: string | null;
  /** Organisations whose signatures count. */
  readonly signers: readonly string[];
  /** Of the issuer's log key, hex. */
  readonly fingerprint: string | null;
  /** Until when the issuer expects the confirmation that is awaited. */
  readonly deadline: string | null;
}

/** Why an archive, a mail or an entry of either was not looked into. */
export const BOX_REASONS = [
  'encrypted', // opens only with a password
  'damaged',
  'too-deep', // archives in archives in archives
  'too-many', // entries
  'too-large', // unpacks to more than is read here
  'timed-out', // took longer than anything sensible does
  'unsupported', // packed in a way that is not read here
] as const;
/** One of the reasons. */
export type BoxReason = (typeof BOX_REASONS)[number];

/** Why something could not be read. */
export interface BoxFault {
  readonly code: ErrorCode;
  readonly message: string;
  /** Null for a file that the system did not give. */
  readonly reason: BoxReason | null;
}

/** One line of the sheet: a certificate with or without its document, or a file alone. */
export interface BoxRow {
  /** Place in the sheet, from 1. */
  readonly number: number;
  /** Paths in the box: `/` between folders, `!/` behind an archive or a mail. Null when there is none. */
  readonly file: string | null;
  readonly certificate: string | null;
  readonly state: BoxState;
  /** Of the file (of the certificate's own file when there is no other), hex. */
  readonly sha256: string | null;
  readonly size: number | null;
  /** Null for a file without a certificate. */
  readonly proof: BoxCertificate | null;
  /** duplicate: the path that stands for it. superseded: the path or the record id that takes its place. Else null. */
  readonly other: string | null;
  /** The desk's own record of a document that came without a certificate. */
  readonly knownRecord: string | null;
  readonly fault: BoxFault | null;
}

/** True for a certificate that was read, and whose printed page nobody compared. */
export function isPageLeftOut({ proof }: BoxRow): boolean {
  return proof !== null && proof.verdict !== 'unreadable' && proof.page === 'not-run';
}

/** What a box holds. */
export interface BoxTotals {
  /** Everything that was hashed: archives, mails, certificates and documents. */
  readonly files: number;
  readonly bytes: number;
  readonly certificates: number;
  /** Archives and mails that were looked into. */
  readonly containers: number;
  /** Entries that could not be read; the digest of the box does not cover their bytes. */
  readonly unread: number;
  readonly rows: number;
  readonly states: Readonly<Record<BoxState, number>>;
}

/** What stands at the head of the sheet. */
export interface BoxSheet {
  /** Names of what was given, without where it lies. */
  readonly inputs: readonly string[];
  readonly totals: BoxTotals;
  /** SHA-256 of the list of all files with their digests, hex. */
  readonly boxDigest: string;
  /** Bundles that were accepted. */
  readonly trust: readonly { readonly name: string; readonly fingerprint: string; readonly compared: boolean }[];
}

/** Columns by which the sheet can be sorted. */
export type BoxSort = 'number' | 'file' | 'certificate' | 'state' | 'time' | 'issuer';

/** A question to a sheet. */
export interface BoxQuery {
  /** Any state when empty. */
  readonly states: readonly BoxState[];
  /** Part of a path, a digest, a certificate number or an issuer's name. */
  readonly search: string;
  readonly sort: BoxSort;
  readonly descending: boolean;
  readonly offset: number;
  /** At most 500. */
  readonly limit: number;
}

/** A part of a sheet. */
export interface BoxPage {
  /** How many rows the query finds in all. */
  readonly total: number;
  readonly rows: readonly BoxRow[];
}

/** How far a box is. */
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
  /** Files that an earlier run had read already. */
  readonly resumed: number;
  readonly secondsLeft: number | null;
}
