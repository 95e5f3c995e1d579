/** What a desk answers: types only, without anything of Node, because `electron/api.ts` hands them on to the window. */
import type { BlockStatement } from '../../anchor/kind.ts';
import type { FactName } from '../../facts.ts';
import type { FactEdits, RecordState } from '../../ports.ts';
import type { Report } from '../../report.ts';
import type { TrustBundle } from '../../trust.ts';
import type { Warning } from '../../warnings.ts';
import type { Language } from '../../words/words.ts';
import type { Fault } from '../fault.ts';
import type { StoredDetail } from '../query.ts';
import type { BoxStatus } from './box-types.ts';

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
  readonly withhold: readonly FactName[];
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

/** How far the reading of files is that are verified. */
export interface VerifyProgress {
  readonly files: number;
  readonly filesDone: number;
  readonly bytes: number;
  readonly bytesDone: number;
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

/** One file of an intake. */
export interface IntakeItem {
  /** Number in this intake, from 0. */
  readonly index: number;
  /** File name as records have it. */
  readonly file: string;
  readonly path: string;
  readonly size: number;
  /** Bytes hashed. */
  readonly done: number;
  readonly state: 'waiting' | 'hashing' | 'recorded' | 'existing' | 'failed' | 'cancelled';
  readonly recordId: string | null;
  readonly sha256: string | null;
  readonly error: Fault | null;
  /** What will disappoint later; complete once the file is done. It stops nothing. */
  readonly warnings: readonly Warning[];
}

/** How far an intake is. Only the items that changed since the last one are in `items`. */
export interface IntakeProgress {
  readonly intake: number;
  readonly running: boolean;
  readonly files: number;
  readonly filesDone: number;
  readonly bytes: number;
  readonly bytesDone: number;
  readonly failed: number;
  readonly existing: number;
  readonly secondsLeft: number | null;
  readonly items: readonly IntakeItem[];
}

/** A chain that confirms what this desk seals. */
export interface ChainEntry {
  /** The chain's id, by which it is named everywhere. */
  readonly name: string;
  readonly kind: string;
  /** What the file calls the consortium. */
  readonly consortium: string;
  /** A test network: its anchors prove nothing to a verifier who does not ask for that. */
  readonly demo: boolean;
  readonly fingerprint: string;
  readonly compared: boolean;
  readonly enabled: boolean;
  readonly required: boolean;
  readonly added: string;
  readonly members: readonly { readonly organisation: string; readonly url: string }[];
  /** The newest checkpoint that it confirmed. */
  readonly last: { readonly size: number; readonly time: string | null } | null;
  /** Why it confirmed nothing when this process last asked it; null when it did, or was not asked. */
  readonly problem: Fault | null;
}

/** A chain's confirmation of a record, as its anchor shows it. */
export interface ChainConfirmation extends BlockStatement {
  readonly kind: string;
  /** What the chain's file calls the consortium; null when the desk has no such chain any more. */
  readonly consortium: string | null;
}

/** What a consortium file says, for the question whether to accept it. */
export interface ChainCandidate extends Pick<ChainEntry, 'name' | 'demo' | 'fingerprint' | 'members'> {
  readonly bundle: TrustBundle;
}

/** How a member's node answers. */
export interface ChainHealth {
  readonly organisation: string;
  readonly url: string;
  readonly reachable: boolean;
  readonly height: number | null;
  /** Milliseconds that the answer took. */
  readonly delay: number | null;
}

export type DeskEvent =
  | { readonly kind: 'status'; readonly status: DeskStatus }
  | { readonly kind: 'intake'; readonly progress: IntakeProgress }
  | { readonly kind: 'certify'; readonly progress: CertifyProgress }
  | { readonly kind: 'verify'; readonly progress: VerifyProgress }
  | { readonly kind: 'pack'; readonly progress: CertifyProgress }
  | { readonly kind: 'box'; readonly status: BoxStatus }
  | { readonly kind: 'records' }
  | { readonly kind: 'trust' }
  | { readonly kind: 'problem'; readonly error: Fault };

export type Emit = (event: DeskEvent) => void;
