/**
 * Everything that crosses between the window and the rest: types only. `NotaryApi` is the one table of calls; the
 * preload exposes it, the main process answers it, and a call that is missing on either side does not compile.
 */
import type { ErrorCode } from '../core/errors.ts';
import type { EditableFact, FactName, Facts } from '../core/facts.ts';
import type { Report } from '../core/report.ts';
import type { TrustBundle } from '../core/trust.ts';
import type { Warning } from '../core/warnings.ts';

export type Language = 'zh' | 'en';

/** Errors lose their class across IPC, so every call answers one of these. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ApiError };

export interface ApiError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, string | number>>;
}

export type RecordState = 'recorded' | 'sealed' | 'anchored' | 'withdrawn' | 'erased';

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
  readonly operator: string | null;
  /** Names of facts that new certificates withhold unless chosen otherwise. */
  readonly withhold: readonly FactName[];
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
  readonly problem: ApiError | null;
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

export interface SetupInput {
  readonly language: Language;
  readonly holder: Holder;
}

export interface SetupResult {
  /** Shown once; unwraps the keys when the keychain is gone. */
  readonly recoveryCode: string;
  readonly status: DeskStatus;
}

/** One file of an intake. */
export interface IntakeItem {
  /** Number in this intake, from 0. */
  readonly index: number;
  readonly file: string;
  readonly path: string;
  readonly size: number;
  readonly done: number;
  readonly state: 'waiting' | 'hashing' | 'recorded' | 'existing' | 'failed' | 'cancelled';
  readonly recordId: string | null;
  readonly error: ApiError | null;
  /** What will disappoint later; complete once the file is done. It stops nothing. */
  readonly warnings: readonly Warning[];
}

/** How far an intake is; sent as an event at most ten times a second. Only items that changed are in `items`. */
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

export type SortKey = 'seq' | 'time' | 'fileName' | 'title' | 'number' | 'state' | 'size';

export interface RecordQuery {
  /** Words looked for in facts, file name, digest, number and id; all of them must be found. */
  readonly search: string;
  readonly states: readonly RecordState[];
  readonly kind: string | null;
  /** Intake time, RFC 3339 days `YYYY-MM-DD`, inclusive. */
  readonly from: string | null;
  readonly to: string | null;
  readonly sort: SortKey;
  readonly descending: boolean;
  readonly offset: number;
  /** At most 500. */
  readonly limit: number;
}

export interface RecordRow {
  readonly id: string;
  readonly seq: number;
  readonly state: RecordState;
  readonly confirmed: boolean;
  readonly time: string;
  readonly size: number;
  readonly sha256: string;
  readonly facts: Facts;
  readonly certified: boolean;
  /** Whether the newest one is from before the anchor: a final one can be written once the record is anchored. */
  readonly provisional: boolean;
}

export interface RecordPage {
  readonly total: number;
  readonly rows: readonly RecordRow[];
}

export interface TimelineEntry {
  readonly time: string;
  readonly kind: 'recorded' | 'edited' | 'withdrawn' | 'sealed' | 'anchored' | 'certified';
  readonly detail: string;
}

export interface RecordDetail extends RecordRow {
  /** Where the file was at intake on this machine; kept here only, never in a proof. */
  readonly path: string | null;
  /** False when the original is no longer at `path` with this size. */
  readonly originalPresent: boolean;
  readonly leafIndex: number | null;
  readonly checkpoint: { readonly size: number; readonly root: string } | null;
  readonly timeline: readonly TimelineEntry[];
  readonly withdrawnReason: string | null;
  readonly supersedes: string | null;
}

export interface FactsChange {
  readonly ids: readonly string[];
  /** Null clears a fact; a name that is absent is left alone. Values are as typed and are cleaned by the desk. */
  readonly facts: Partial<Pick<Facts, EditableFact>>;
}

/** Facts from a CSV or XLSX table, matched by file name. */
export interface TableResult {
  readonly matched: number;
  readonly unmatched: readonly string[];
  readonly errors: readonly { readonly row: number; readonly error: ApiError }[];
}

export interface CertifyInput {
  readonly ids: readonly string[];
  readonly withhold: readonly FactName[];
  /** Folder to write to; null asks with a dialog. */
  readonly folder: string | null;
}

export interface CertifyResult {
  readonly folder: string | null;
  readonly certificates: readonly { readonly id: string; readonly path: string }[];
  readonly errors: readonly { readonly id: string; readonly error: ApiError }[];
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
  readonly error: ApiError | null;
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

/** A chain that confirms what this desk seals. */
export interface ChainEntry {
  /** The chain's id. */
  readonly name: string;
  readonly kind: string;
  /** What the file calls the consortium. */
  readonly consortium: string;
  /** A test network: its confirmation proves nothing. */
  readonly demo: boolean;
  readonly fingerprint: string;
  readonly compared: boolean;
  readonly enabled: boolean;
  /** Whether a record waits for this chain before it counts as confirmed. */
  readonly required: boolean;
  readonly added: string;
  readonly members: readonly { readonly organisation: string; readonly url: string }[];
  /** The newest checkpoint that it confirmed. */
  readonly last: { readonly size: number; readonly time: string | null } | null;
}

/** How a member's node answers. */
export interface ChainHealth {
  readonly organisation: string;
  readonly url: string;
  readonly reachable: boolean;
  readonly height: number | null;
  /** Milliseconds. */
  readonly delay: number | null;
}

/** A consortium file that was read and not accepted yet. */
export interface ChainCandidate {
  readonly name: string;
  readonly demo: boolean;
  readonly bundle: TrustBundle;
  readonly fingerprint: string;
  readonly members: readonly { readonly organisation: string; readonly url: string }[];
}

/** What goes along with the certificates of a share. */
export type SharePart = 'document' | 'checker' | 'trust';

export interface ShareInput {
  readonly ids: readonly string[];
  readonly withhold: readonly FactName[];
  readonly parts: readonly SharePart[];
}

export type PickKind = 'files' | 'folder' | 'table' | 'verify' | 'trust' | 'chain' | 'export-folder';

export type NotaryEvent =
  | { readonly kind: 'status'; readonly status: DeskStatus }
  | { readonly kind: 'intake'; readonly progress: IntakeProgress }
  | { readonly kind: 'certify'; readonly progress: CertifyProgress }
  | { readonly kind: 'records' }
  | { readonly kind: 'trust' }
  | {
      readonly kind: 'navigate';
      readonly place: 'notarize' | 'records' | 'verify' | 'trust' | 'settings' | 'shortcuts';
    }
  /** Files from outside the page: chosen in the menu, dropped on the program's icon, or given to a second start. */
  | {
      readonly kind: 'open';
      readonly paths: readonly string[];
      /** What was asked for; null when nobody said, and the page decides. */
      readonly place: 'notarize' | 'verify' | null;
    }
  /** Something went wrong that no call was waiting for, for instance the process that does the work has ended. */
  | { readonly kind: 'problem'; readonly error: ApiError };

/** The calls, all asynchronous, all answering a `Result`. */
export interface NotaryApi {
  status(): Promise<Result<DeskStatus>>;
  setup(input: SetupInput): Promise<Result<SetupResult>>;
  /** Unlocks the keys with the recovery code or a passphrase. */
  unlock(secret: string): Promise<Result<DeskStatus>>;
  settings(change: Partial<Settings>): Promise<Result<Settings>>;
  /** Shows the system's dialog; an empty list when it was closed. */
  pick(kind: PickKind): Promise<Result<readonly string[]>>;
  /** Starts an intake of files and folders; progress comes as events. */
  intake(input: {
    readonly paths: readonly string[];
    readonly again: boolean;
  }): Promise<Result<{ readonly intake: number }>>;
  /** Stops what runs: the intake or the making of certificates. What is done stays done. */
  cancel(what: 'intake' | 'certify' | 'verify'): Promise<Result<null>>;
  records(query: RecordQuery): Promise<Result<RecordPage>>;
  record(id: string): Promise<Result<RecordDetail>>;
  /** Records whose certificate was exported before they were confirmed: the final ones can be made now. */
  provisional(): Promise<Result<readonly RecordDetail[]>>;
  edit(change: FactsChange): Promise<Result<{ readonly changed: number }>>;
  /** Confirms records for sealing, when the setting asks for it. */
  confirm(input: {
    readonly ids: readonly string[];
    readonly confirmed: boolean;
  }): Promise<Result<{ readonly changed: number }>>;
  table(path: string): Promise<Result<TableResult>>;
  withdraw(input: {
    readonly ids: readonly string[];
    readonly reason: string;
  }): Promise<Result<{ readonly changed: number }>>;
  seal(): Promise<Result<{ readonly sealed: number }>>;
  certify(input: CertifyInput): Promise<Result<CertifyResult>>;
  /** The certificate's bytes, for the preview. */
  certificate(id: string): Promise<Result<Uint8Array>>;
  verify(paths: readonly string[]): Promise<Result<readonly VerifyItem[]>>;
  trust(): Promise<Result<readonly TrustEntry[]>>;
  /** Reads a bundle without accepting it. */
  trustRead(path: string): Promise<Result<{ readonly bundle: TrustBundle; readonly fingerprint: string }>>;
  /** Accepts what was read; `typed` is the fingerprint from another channel, or null when it was not compared. */
  trustAdd(input: {
    readonly path: string;
    readonly fingerprint: string;
    readonly typed: string | null;
  }): Promise<Result<null>>;
  trustRemove(fingerprint: string): Promise<Result<null>>;
  /** Saves this desk's own bundle; null when the dialog was closed. */
  trustExport(): Promise<Result<string | null>>;
  chains(): Promise<Result<readonly ChainEntry[]>>;
  /** Reads a consortium file without accepting it. */
  chainRead(path: string): Promise<Result<ChainCandidate>>;
  chainAdd(input: {
    readonly path: string;
    readonly fingerprint: string;
    readonly typed: string | null;
  }): Promise<Result<null>>;
  chainChange(input: { readonly name: string; readonly to: 'on' | 'off' | 'removed' }): Promise<Result<null>>;
  chainHealth(name: string): Promise<Result<readonly ChainHealth[]>>;
  /** Saves the file by which this desk asks the members to register it; null when the dialog was closed. */
  chainRegister(): Promise<Result<string | null>>;
  /** Saves certificates, and what goes along, as one ZIP for a recipient; null when the dialog was closed. */
  share(input: ShareInput): Promise<Result<string | null>>;
  /** Reveal a record's certificate or document in its folder, print a certificate, save or print the recovery code. */
  act(
    input:
      | { readonly do: 'reveal'; readonly path: string }
      | { readonly do: 'print'; readonly id: string }
      | { readonly do: 'save-recovery'; readonly code: string }
      | { readonly do: 'print-recovery'; readonly code: string },
  ): Promise<Result<boolean>>;
}

/** What the preload puts on `window.notary`. */
export interface NotaryBridge extends NotaryApi {
  /** Calls back for every event until the returned function is called. */
  onEvent(listener: (event: NotaryEvent) => void): () => void;
  /** The path of a dropped or chosen file. Only paths that a person chose so (or in a dialog) are read or written. */
  pathOf(file: File): string;
  readonly platform: 'linux' | 'win32' | 'darwin';
}
