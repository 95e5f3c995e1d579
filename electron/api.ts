/**
 * Everything that crosses between the window and the rest: types only. `NotaryApi` is the one table of calls; the
 * preload exposes it, the main process answers it, and a call that is missing on either side does not compile.
 */
import type { BoxPage, BoxQuery } from '../core/documents/box/types.ts';
import type { Warning } from '../core/documents/warnings.ts';
import type { TrustBundle } from '../core/formats/trust.ts';
import type { BoxDetail, BoxFormat, BoxStatus } from '../core/node/desk/box-types.ts';
import type { RecordColumnName } from '../core/node/desk/handover/record-columns.ts';
import type {
  CertifyResult,
  ChainCandidate,
  ChainEntry,
  ChainHealth,
  CheckerInfo,
  DeskAccess,
  DeskEvent,
  DeskStatus,
  Erasure,
  ErasurePlan,
  FactsChange,
  Holder,
  RecordDetail,
  Settings,
  TableResult,
  TrustEntry,
  VerifyItem,
} from '../core/node/desk/types.ts';
import type { RecordPage, RecordQuery } from '../core/node/store/query.ts';
import type { Recipient, Replacement, SentPage, SentQuery } from '../core/node/store/sent-types.ts';
import type { Fault as ApiError } from '../core/node/system/fault.ts';
import type { Language } from '../core/words/words.ts';

export type { BoxPage, BoxQuery, BoxRow, BoxSheet, BoxSort, BoxState } from '../core/documents/box/types.ts';
export type { BoxDetail, BoxFormat, BoxStatus } from '../core/node/desk/box-types.ts';
export type { RecordColumnName } from '../core/node/desk/handover/record-columns.ts';
export type {
  CertifyProgress,
  CertifyResult,
  ChainCandidate,
  ChainConfirmation,
  ChainEntry,
  ChainHealth,
  CheckerInfo,
  DeskAccess,
  DeskStatus,
  Erasure,
  ErasurePlan,
  FactsChange,
  Holder,
  IntakeItem,
  IntakeProgress,
  KeyProtection,
  RecordDetail,
  Settings,
  TableResult,
  TrustEntry,
  VerifyItem,
  VerifyProgress,
} from '../core/node/desk/types.ts';
export type { RecordPage, RecordQuery, RecordRow, SortKey, TimelineEntry } from '../core/node/store/query.ts';
export type {
  Recipient,
  Replacement,
  SentPage,
  SentQuery,
  SentRow,
  SentState,
} from '../core/node/store/sent-types.ts';
export type { RecordState } from '../core/ports.ts';
export type { ApiError, Language };

/** Errors lose their class across IPC, so every call answers one of these. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ApiError };

export interface SetupInput {
  readonly language: Language;
  readonly holder: Holder;
}

export interface SetupResult {
  /** Shown once; unwraps the keys when the keychain is gone. */
  readonly recoveryCode: string;
  readonly status: DeskStatus;
}

export interface CertifyInput {
  readonly ids: readonly string[];
  readonly withhold: readonly string[];
  /** Folder to write to; null asks with a dialog. */
  readonly folder: string | null;
  /** The proof in codes on a page of its own; as the settings have it unless it is said. */
  readonly paper?: boolean;
  /** Who gets them; remembered. */
  readonly recipients?: readonly Recipient[];
}

/** What goes along with the certificates of a share. */
export type SharePart = 'document' | 'checker' | 'trust';

export interface ShareInput {
  readonly ids: readonly string[];
  readonly withhold: readonly string[];
  readonly parts: readonly SharePart[];
  /** Who gets it; remembered. */
  readonly recipients?: readonly Recipient[];
}

/** A pack for court. */
export interface PackInput {
  readonly ids: readonly string[];
  readonly withhold: readonly string[];
  /** Whether the originals go along. */
  readonly documents: boolean;
  readonly recipients?: readonly Recipient[];
}

/** The PDF is for people and carries the JSON as an attachment. */
export type ReportFormat = 'pdf' | 'json';

export type PickKind =
  | 'files'
  | 'folder'
  | 'version'
  | 'table'
  | 'verify'
  | 'box'
  | 'trust'
  | 'chain'
  | 'export-folder';

/** What the desk tells, and what the shell adds to it. A `problem` is one that no call was waiting for. */
export type NotaryEvent =
  | DeskEvent
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
    };

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
    /** The record that the one file replaces. */
    readonly supersedes?: string;
    /** False leaves fingerprints out of these records. */
    readonly fingerprints?: boolean;
  }): Promise<Result<{ readonly intake: number }>>;
  /** Stops what runs: the intake or the making of certificates. What is done stays done. */
  cancel(what: 'intake' | 'certify' | 'verify' | 'box' | 'pack'): Promise<Result<null>>;
  records(query: RecordQuery): Promise<Result<RecordPage>>;
  record(id: string): Promise<Result<RecordDetail>>;
  /** Records whose certificate was exported before they were confirmed: the final ones can be made now. */
  provisional(): Promise<Result<readonly RecordDetail[]>>;
  edit(change: FactsChange): Promise<Result<{ readonly changed: number }>>;
  /** What was said about files whose records wait to be sealed, by record. */
  warnings(): Promise<Result<Readonly<Record<string, readonly Warning[]>>>>;
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
  /** What an erasure of these records deletes, and what it has to leave. */
  erasure(ids: readonly string[]): Promise<Result<ErasurePlan>>;
  /** Deletes what the desk knows of these documents. There is no way back. */
  erase(ids: readonly string[]): Promise<Result<Erasure>>;
  seal(): Promise<Result<{ readonly sealed: number }>>;
  certify(input: CertifyInput): Promise<Result<CertifyResult>>;
  /** The certificate's bytes, for the preview. */
  certificate(id: string): Promise<Result<Uint8Array>>;
  verify(paths: readonly string[], digests?: readonly string[]): Promise<Result<readonly VerifyItem[]>>;
  /** Whether these paths are better answered by one sheet, as a case box, than by a verdict each. */
  isBox(paths: readonly string[]): Promise<Result<boolean>>;
  /** The case box of this desk; how it goes on comes as events. */
  box(): Promise<Result<BoxStatus>>;
  /** Starts a check; the sheet that was there is let go. */
  boxStart(paths: readonly string[]): Promise<Result<BoxStatus>>;
  /** Goes on with a check that was cut off, or checks the same box anew. */
  boxResume(): Promise<Result<BoxStatus>>;
  /** Lets the sheet, or the check that was cut off, go. */
  boxDiscard(): Promise<Result<BoxStatus>>;
  boxRows(query: BoxQuery): Promise<Result<BoxPage>>;
  boxRow(number: number): Promise<Result<BoxDetail>>;
  /** Saves the sheet and gives its path, which may then be taken in; null when the dialog was closed. */
  boxExport(format: BoxFormat): Promise<Result<string | null>>;
  /** Saves a report for an expert on files, verified anew; null when the dialog was closed. */
  report(input: {
    readonly paths: readonly string[];
    readonly digests?: readonly string[];
    readonly format: ReportFormat;
  }): Promise<Result<string | null>>;
  /** The checker page that this program carries. */
  checker(): Promise<Result<CheckerInfo>>;
  /** Saves a copy of it; null when the dialog was closed. */
  checkerSave(): Promise<Result<string | null>>;
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
  /** Saves everything for a court as one ZIP; progress comes as events; null when the dialog was closed. */
  pack(input: PackInput): Promise<Result<string | null>>;
  /** Who was sent which certificate, the newest first. */
  sent(query: SentQuery): Promise<Result<SentPage>>;
  /** Everybody who was ever sent something. */
  recipients(): Promise<Result<readonly Recipient[]>>;
  /** What can be sent in place of what somebody has. */
  replacements(): Promise<Result<readonly Replacement[]>>;
  /** Saves the records and what was sent as a table; null when the dialog was closed. */
  registerExport(format: 'csv' | 'xlsx'): Promise<Result<string | null>>;
  /** Saves a list of records as it is shown: its records, its order, its columns; null when the dialog was closed. */
  listExport(input: {
    readonly filter: Omit<RecordQuery, 'offset' | 'limit'>;
    readonly columns: readonly RecordColumnName[];
    readonly format: 'csv' | 'xlsx';
  }): Promise<Result<string | null>>;
  /** The ways to the keys of this desk. */
  access(): Promise<Result<DeskAccess>>;
  /** `current` is the passphrase until now or the recovery code; null where there is no passphrase yet. */
  setPassphrase(input: { readonly current: string | null; readonly passphrase: string }): Promise<Result<DeskAccess>>;
  /** A new recovery code, given once; the one until now opens nothing any more. */
  renewRecoveryCode(current: string | null): Promise<Result<{ readonly recoveryCode: string }>>;
  /** Reveal a record's certificate or document in its folder, print a certificate, save or print the recovery code. */
  act(
    input:
      | { readonly do: 'reveal'; readonly path: string }
      | { readonly do: 'print'; readonly id: string }
      /** A new mail in the person's mail program; true when the file is attached, else it is shown in its folder. */
      | {
          readonly do: 'mail';
          readonly path: string;
          readonly to: readonly string[];
          readonly subject: string;
          readonly body: string;
        }
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
