/** What a desk answers: types only, without anything of Node, because `electron/api.ts` hands them on to the window. */
import type { BlockStatement, TimestampStatement } from '../../anchors/kind.ts';
import type { TrustBundle } from '../../formats/trust.ts';
import type { FactEdits, RecordState } from '../../ports.ts';
import type { Report } from '../../verification/report.ts';
import type { Language } from '../../words/words.ts';
import type { Bilingual, Member, Row } from '../connectors/kind.ts';
import type { StoredDetail } from '../store/query.ts';
import type { Fault } from '../system/fault.ts';
import type { IntakeProgress, VerifyProgress } from '../system/progress.ts';
import type { BoxStatus } from './box-types.ts';

export type { ChainHealth } from '../connectors/health.ts';
export type { IntakeItem, IntakeProgress, VerifyProgress } from '../system/progress.ts';

export interface Holder {
  readonly name: string;
  readonly creditCode: string | null;
  readonly operator: string | null;
}

export interface Settings {
  readonly language: Language;
  readonly theme: 'system' | 'light' | 'dark';
  /** Seal when this many records wait. */
  readonly sealAfterRecords: number;
  /** Seal this many seconds after the last edit. */
  readonly sealAfterSeconds: number;
  /** Seal only what the clerk confirmed. */
  readonly onlyConfirmed: boolean;
  /** Who works here now; stated in every record, over the one named at the first run. */
  readonly operator: string | null;
  /** Facts that new certificates withhold unless chosen otherwise. */
  readonly withhold: readonly string[];
  /** Certificates carry their proof in codes on a page of their own. */
  readonly paper: boolean;
  /** Commit to digests of parts at intake, so that a later mismatch can be explained. */
  readonly fingerprints: boolean;
  /** Folder of the last export. */
  readonly exportFolder: string | null;
}

/** How the data key of the desk can be unwrapped. */
export type KeyProtection = 'keychain' | 'passphrase' | 'file';

export interface DeskStatus {
  /** False before the first run; everything below `home` is then empty. */
  readonly ready: boolean;
  /** Why the desk cannot work although it was set up (locked keys, rolled back, newer database …). */
  readonly problem: Fault | null;
  readonly home: string;
  readonly version: string;
  /** True on the old runtime that is for development and tests only. */
  readonly oldRuntime: boolean;
  readonly holder: Holder | null;
  readonly settings: Settings;
  readonly keyProtection: KeyProtection | null;
  readonly origin: string | null;
  /** SHA-256 of the log key, hex. */
  readonly fingerprint: string | null;
  readonly counts: Readonly<Record<RecordState, number>>;
  /** Of the recorded ones, how many will be in the next batch. */
  readonly waiting: number;
  /** When the policy seals next, RFC 3339; null when nothing waits. */
  readonly sealsAt: string | null;
  readonly checkpoint: { readonly size: number; readonly root: string; readonly time: string } | null;
}

export interface RecordDetail extends StoredDetail {
  /** False when the original is no longer at `path` with this size. */
  readonly originalPresent: boolean;
  /** The chains that confirmed it. */
  readonly confirmations: readonly ChainConfirmation[];
}

/** What an erasure deletes, beside the facts of the records, and what it has to leave. */
export interface ErasurePlan {
  /** How many records lose their facts. */
  readonly records: number;
  /** Of those, how many wait to be sealed; they are withdrawn first. */
  readonly waiting: number;
  /** Documents that still lie where they were taken in. They stay. */
  readonly originals: readonly string[];
  /** Certificates that this desk wrote. They stay, and so do those that no longer lie there. */
  readonly certificates: readonly { readonly path: string; readonly present: boolean }[];
  /** What was handed on: recipients and the name of the file. */
  readonly handedOn: readonly string[];
  /** Whether the sheet of a case box goes, which may show the same facts. */
  readonly box: boolean;
  /** How many copies of the database from before updates go, because the facts are in them. */
  readonly backups: number;
}

export interface Erasure {
  readonly erased: number;
  /** As it was before. */
  readonly left: ErasurePlan;
}

/** The ways to the keys of a desk; `file`: whoever can read the files of this user. */
export interface DeskAccess {
  readonly ways: readonly ('keychain' | 'passphrase' | 'recovery' | 'file')[];
}

export interface FactsChange {
  readonly ids: readonly string[];
  /** Null clears a fact; a name that is absent is left alone. Values are as typed and are cleaned by the desk. */
  readonly facts: FactEdits;
}

/** Facts from a CSV or XLSX table, matched by file name. */
export interface TableResult {
  /** Records that got facts. */
  readonly matched: number;
  /** File names in the table for which no record waits. */
  readonly unmatched: readonly string[];
  readonly errors: readonly { readonly row: number; readonly error: Fault }[];
}

export interface CertifyResult {
  readonly folder: string | null;
  readonly certificates: readonly { readonly id: string; readonly path: string }[];
  readonly errors: readonly { readonly id: string; readonly error: Fault }[];
}

export interface CertifyProgress {
  readonly done: number;
  readonly total: number;
  readonly running: boolean;
}

/** One line of a verification: a certificate with or without a document, or a document alone. */
export interface VerifyItem {
  readonly certificate: string | null;
  readonly document: string | null;
  readonly report: Report | null;
  /** A document without a certificate that the desk knows. */
  readonly knownRecord: string | null;
  readonly error: Fault | null;
}

/** The checker page that goes along with a share, as a recipient compares it. */
export interface CheckerInfo {
  readonly version: string;
  /** Hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

export interface TrustEntry {
  readonly name: string;
  readonly fingerprint: string;
  readonly compared: boolean;
  /** The desk's own bundle: cannot be removed. */
  readonly own: boolean;
  readonly added: string;
  readonly bundle: TrustBundle;
}

/** A chain or a time-stamping authority that confirms what this desk seals. */
export interface ChainEntry {
  /** How it is named in commands: its id, or `kind:id` where another kind has the same id. */
  readonly name: string;
  readonly kind: string;
  readonly id: string;
  /** What the file calls the consortium or authority. */
  readonly consortium: string;
  /** A test network: its anchors prove nothing to a verifier who does not ask for that. */
  readonly demo: boolean;
  readonly fingerprint: string;
  readonly compared: boolean;
  readonly enabled: boolean;
  readonly required: boolean;
  readonly added: string;
  /** What its kind tells of it. */
  readonly rows: readonly Row[];
  readonly members: readonly Member[];
  /** The newest checkpoint that it confirmed. */
  readonly last: { readonly size: number; readonly time: string | null } | null;
  /** Why it confirmed nothing when this process last asked it; null when it did, or was not asked. */
  readonly problem: Fault | null;
}

/** What an anchor shows of a record, for people. */
export type Confirmed = Omit<BlockStatement, 'timeTemplate1'> | TimestampStatement;

/** What a chain or authority confirmed of a record, as its anchor shows it. */
export type ChainConfirmation = Confirmed & {
  readonly kind: string;
  /** What the connection file calls the consortium or authority; null when the desk does not have it any more. */
  readonly consortium: string | null;
};

/** What a connection file says, for the question whether to accept it. */
export interface ChainCandidate extends Pick<ChainEntry, 'name' | 'demo' | 'fingerprint' | 'rows' | 'members'> {
  /** What stands behind it, in a sentence. */
  readonly title: Bilingual;
  readonly bundle: TrustBundle;
}

export type DeskEvent =
  | { readonly kind: 'status'; readonly status: DeskStatus }
  | { readonly kind: 'intake'; readonly progress: IntakeProgress }
  | { readonly kind: 'certify'; readonly progress: CertifyProgress }
  | { readonly kind: 'verify'; readonly progress: VerifyProgress }
  | { readonly kind: 'pack'; readonly progress: CertifyProgress }
  | { readonly kind: 'box'; readonly status: BoxStatus }
  | { readonly kind: 'records' }
  /** A batch was sealed, whoever asked for it. */
  | { readonly kind: 'sealed'; readonly time: string; readonly ids: readonly string[] }
  | { readonly kind: 'trust' }
  | { readonly kind: 'problem'; readonly error: Fault };

export type Emit = (event: DeskEvent) => void;
