/** What a desk answers; `electron/api.ts` has the same shapes for the window. */
import type { FactName } from '../../facts.ts';
import type { FactEdits, RecordState } from '../../ports.ts';
import type { Report } from '../../report.ts';
import type { TrustBundle } from '../../trust.ts';
import type { Language } from '../../words/words.ts';
import type { Fault } from '../fault.ts';
import type { IntakeProgress } from '../intake.ts';
import type { StoredDetail } from '../query.ts';

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
  /** Commit to digests of parts at intake, so that a later mismatch can be explained. */
  readonly fingerprints: boolean;
  /** Folder of the last export. */
  readonly exportFolder: string | null;
}

/** How the data key of the desk can be unwrapped. */
export type KeyProtection = 'keychain' | 'passphrase' | 'file';

export interface DeskStatus {
  readonly ready: boolean;
  readonly problem: Fault | null;
  readonly home: string;
  readonly version: string;
  readonly oldRuntime: boolean;
  readonly holder: Holder | null;
  readonly settings: Settings;
  readonly keyProtection: KeyProtection | null;
  readonly origin: string | null;
  readonly fingerprint: string | null;
  readonly counts: Readonly<Record<RecordState, number>>;
  readonly waiting: number;
  readonly sealsAt: string | null;
  readonly checkpoint: { readonly size: number; readonly root: string; readonly time: string } | null;
}

export interface RecordDetail extends StoredDetail {
  /** False when the original is no longer at `path` with this size. */
  readonly originalPresent: boolean;
}

export interface FactsChange {
  readonly ids: readonly string[];
  readonly facts: FactEdits;
}

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

export interface VerifyItem {
  readonly certificate: string | null;
  readonly document: string | null;
  readonly report: Report | null;
  readonly knownRecord: string | null;
  readonly error: Fault | null;
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

export type DeskEvent =
  | { readonly kind: 'status'; readonly status: DeskStatus }
  | { readonly kind: 'intake'; readonly progress: IntakeProgress }
  | { readonly kind: 'certify'; readonly progress: CertifyProgress }
  | { readonly kind: 'records' }
  | { readonly kind: 'trust' }
  | { readonly kind: 'problem'; readonly error: Fault };

export type Emit = (event: DeskEvent) => void;
