/**
 * All data exchanged between the window and the other processes: types only. `NotaryApi` is the one table of calls; the
 * preload exposes it, the main process answers it, and a call missing on either side does not compile.
 */
import type { BoxPage, BoxQuery } from '../core/documents/box/types.ts';
import type { Warning } from '../core/documents/warnings.ts';
import type { WithheldNames, Withhold } from '../core/handover/withhold.ts';
import type { TestStep } from '../core/node/connectors/kind.ts';
import type { BoxDetail, BoxFormat, BoxStatus } from '../core/node/desk/box-types.ts';
import type { ChainPlan, ChainWish } from '../core/node/desk/connect-types.ts';
import type { RecordColumnName } from '../core/node/desk/handover/record-columns.ts';
import type { KnownForeign, RecordLinks, TakenIn } from '../core/node/desk/link-types.ts';
import type { MatchResult, MatchSaving, MatchWish } from '../core/node/desk/match-types.ts';
import type { NetworkStatus, NetworkWish } from '../core/node/desk/network-types.ts';
import type { Cancellable } from '../core/node/desk/tasks.ts';
import type {
  CertifyResult,
  ChainEntry,
  ChainHealth,
  CheckerInfo,
  ClockStatus,
  DeskAccess,
  DeskEvent,
  DeskStatus,
  Erasure,
  ErasurePlan,
  FactsChange,
  Holder,
  HolderEntry,
  RecordDetail,
  Settings,
  TableResult,
  TableWish,
  TakenFacts,
  VerifyItem,
} from '../core/node/desk/types.ts';
import type { RecordPage, RecordQuery } from '../core/node/store/query.ts';
import type { Recipient, Replacement, SentPage, SentQuery } from '../core/node/store/sent-types.ts';
import type { Fault as ApiError } from '../core/node/system/fault.ts';
import type { LinkWish } from '../core/records/linking.ts';
import type { GroupNote } from '../core/trace/match/statement.ts';
import type { Trace } from '../core/trace/types.ts';
import type { Language } from '../core/words/words.ts';
import type { DossierApi } from './dossier-api.ts';
import type { Result } from './result.ts';
import type { TrustApi } from './trust-api.ts';

export type { BoxPage, BoxQuery, BoxRow, BoxSheet, BoxSort, BoxState } from '../core/documents/box/types.ts';
export type { TestStep } from '../core/node/connectors/kind.ts';
export type { BoxDetail, BoxFormat, BoxStatus } from '../core/node/desk/box-types.ts';
export type { AskedQuestion, ChainPlan, ChainWish } from '../core/node/desk/connect-types.ts';
export type { RecordColumnName } from '../core/node/desk/handover/record-columns.ts';
export type {
  KnownForeign,
  LinkSuggestion,
  OwnEnd,
  RecordLink,
  RecordLinks,
  TakenIn,
} from '../core/node/desk/link-types.ts';
export type { MatchFormat, MatchResult, MatchSaving, MatchWish } from '../core/node/desk/match-types.ts';
export type { NetworkCa, NetworkStatus, NetworkWish } from '../core/node/desk/network-types.ts';
export type {
  CertifyProgress,
  CertifyResult,
  ChainCandidate,
  ChainConfirmation,
  ChainEntry,
  ChainHealth,
  CheckerInfo,
  ClockStatus,
  DamagedTrust,
  DeskAccess,
  DeskStatus,
  Erasure,
  ErasurePlan,
  FactsChange,
  Holder,
  HolderEntry,
  IntakeItem,
  IntakeProgress,
  KeyProtection,
  RecordDetail,
  Settings,
  TableResult,
  TableWish,
  TakenFacts,
  TrustEntry,
  VerifyItem,
  VerifyProgress,
} from '../core/node/desk/types.ts';
export type { ForeignRecord } from '../core/node/store/foreign-types.ts';
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
export type { Trace } from '../core/trace/types.ts';
export type * from './dossier-api.ts';
export type * from './trust-api.ts';
export type { ApiError, Language, Result };

export interface SetupInput {
  readonly language: Language;
  readonly holder: Holder;
  /** Whether the desk seals by itself; true unless it is said. */
  readonly sealsItself?: boolean | undefined;
}

export interface SetupResult {
  /** Shown once; unwraps the keys when the keychain is gone. */
  readonly recoveryCode: string;
  readonly status: DeskStatus;
}

export interface CertifyInput {
  readonly ids: readonly string[];
  readonly withhold: Withhold;
  /** Folder to write to; null shows a dialog. */
  readonly folder: string | null;
  /** Whether to add the proof as QR codes; taken from the settings by default. */
  readonly paper?: boolean;
  /** Recipients, who are remembered. */
  readonly recipients?: readonly Recipient[];
}

/** What is included with the certificates of a share. */
export type SharePart = 'document' | 'checker' | 'trust';

export interface ShareInput {
  readonly ids: readonly string[];
  readonly withhold: Withhold;
  readonly parts: readonly SharePart[];
  /** The proof in codes on a page of its own; as the settings have it unless it is said. */
  readonly paper?: boolean;
  /** Who gets it; remembered. */
  readonly recipients?: readonly Recipient[];
}

/** A trace pack: that of the records that hang together with one. */
export interface TracePackInput extends Omit<ShareInput, 'ids'> {
  readonly id: string;
}

/** EPCIS 2.0 as JSON-LD, or PROV-JSON. */
export type TraceFormat = 'epcis' | 'prov';

/** A pack for court. */
export interface PackInput {
  readonly ids: readonly string[];
  readonly withhold: Withhold;
  /** Whether the originals are included. */
  readonly documents: boolean;
  readonly recipients?: readonly Recipient[];
}

/** A link of a record that waits; `basis` is `typed` unless a suggestion is accepted. */
export interface LinkInput extends LinkWish {
  readonly id: string;
}

/** The PDF is for people and carries the JSON as an attachment. */
export type ReportFormat = 'pdf' | 'json';

export type PickKind =
  | 'files'
  | 'folder'
  | 'version'
  | 'table'
  | 'tape'
  | 'dossier'
  | 'verify'
  | 'certificate'
  | 'box'
  | 'trust'
  | 'bundle'
  | 'chain'
  | 'answer'
  | 'match'
  | 'export-folder';

/** Events of the desk and of the shell. A `problem` is an error that no call was waiting for. */
export type NotaryEvent =
  | DeskEvent
  | {
      readonly kind: 'navigate';
      readonly screen: 'notarize' | 'records' | 'verify' | 'trust' | 'settings' | 'shortcuts';
    }
  /** Files from outside the page: chosen in the menu, dropped on the program's icon, or passed to a second start. */
  | {
      readonly kind: 'open';
      readonly paths: readonly string[];
      /** The requested action; null when unspecified, and the page decides. */
      readonly screen: 'notarize' | 'verify' | null;
    };

/** The calls, all asynchronous, all returning a `Result`. */
export interface NotaryApi extends DossierApi, TrustApi {
  status(): Promise<Result<DeskStatus>>;
  setup(input: SetupInput): Promise<Result<SetupResult>>;
  /** Unlocks the keys with the recovery code or a passphrase. */
  unlock(secret: string): Promise<Result<DeskStatus>>;
  /** Corrects who holds the desk, from now on. */
  holder(holder: Holder): Promise<Result<Holder>>;
  /** Who held it, the first one first; empty while that was never changed. */
  holders(): Promise<Result<readonly HolderEntry[]>>;
  settings(change: Partial<Settings>): Promise<Result<Settings>>;
  /** Shows the system's dialog; returns an empty list when it was cancelled. */
  pick(kind: PickKind): Promise<Result<readonly string[]>>;
  /** Starts an intake of files and folders; progress is reported by events. */
  intake(input: {
    readonly paths: readonly string[];
    readonly again: boolean;
    /** The record that the one file replaces. */
    readonly supersedes?: string;
    /** False leaves digests of parts out of these records. */
    readonly fingerprints?: boolean;
  }): Promise<Result<{ readonly intake: number }>>;
  /** Cancels the running intake or certificates. What is done stays done. */
  cancel(what: Cancellable): Promise<Result<null>>;
  /** A person says that the device's clock is right, whatever the log says; the journal keeps why. */
  clockDecide(reason: string): Promise<Result<ClockStatus>>;
  records(query: RecordQuery): Promise<Result<RecordPage>>;
  record(id: string): Promise<Result<RecordDetail>>;
  /** Confirmed records whose certificate was exported before: final ones can be made now. */
  provisional(): Promise<Result<readonly RecordDetail[]>>;
  edit(change: FactsChange): Promise<Result<{ readonly changed: number }>>;
  /** Takes what is suggested for records into their empty facts, where all places agree. */
  take(ids: readonly string[]): Promise<Result<readonly TakenFacts[]>>;
  /** What was said about files whose records wait to be sealed, by record. */
  warnings(): Promise<Result<Readonly<Record<string, readonly Warning[]>>>>;
  /** Confirms records for sealing, when the setting asks for it. */
  confirm(input: {
    readonly ids: readonly string[];
    readonly confirmed: boolean;
  }): Promise<Result<{ readonly changed: number }>>;
  /** Facts from a table, or what would come of it. */
  table(path: string, wish?: TableWish): Promise<Result<TableResult>>;
  /** Saves a table to fill in, with a row for each file that waits; null when the dialog was closed. */
  tableTemplate(format: 'csv' | 'xlsx'): Promise<Result<string | null>>;
  withdraw(input: {
    readonly ids: readonly string[];
    readonly reason: string;
  }): Promise<Result<{ readonly changed: number }>>;
  /** Which records a record refers to, which refer to it, and what is suggested. */
  links(id: string): Promise<Result<RecordLinks>>;
  /** States that a record that waits refers to another one. */
  link(input: LinkInput): Promise<Result<RecordLinks>>;
  /** Takes a link back. */
  unlink(input: Omit<LinkInput, 'basis'>): Promise<Result<RecordLinks>>;
  /** Takes in the certificate of a partner, so that records can refer to its record. */
  linkTakeIn(path: string): Promise<Result<TakenIn>>;
  /** Records of other desks that are known by certificates that were taken in. */
  linkPartners(): Promise<Result<readonly KnownForeign[]>>;
  /** Forgets one of them, by the hash of its leaf, with its certificate; false when it is not known. */
  linkForget(leaf: string): Promise<Result<boolean>>;
  /** What an erasure of these records deletes, and what it has to leave. */
  erasure(ids: readonly string[]): Promise<Result<ErasurePlan>>;
  /** Deletes what the desk knows about these documents. This cannot be undone. */
  erase(ids: readonly string[]): Promise<Result<Erasure>>;
  seal(): Promise<Result<{ readonly sealed: number }>>;
  certify(input: CertifyInput): Promise<Result<CertifyResult>>;
  /** Gets ready to make certificates: the first of a start has to load fonts and library. */
  certifyWarm(id: string): Promise<Result<null>>;
  /** The facts that certificates of these records withhold besides, because they repeat what is withheld. */
  alsoWithheld(input: {
    readonly ids: readonly string[];
    readonly withhold: Withhold;
  }): Promise<Result<readonly string[]>>;
  /** The bytes of the certificate that this choice would give. It is not written anywhere, and does not count as issued. */
  certificatePreview(input: {
    readonly id: string;
    readonly withhold: WithheldNames;
    readonly paper?: boolean;
  }): Promise<Result<Uint8Array>>;
  /** The certificate's bytes, for the preview. */
  certificate(id: string): Promise<Result<Uint8Array>>;
  verify(
    paths: readonly string[],
    digests?: readonly string[],
    acceptDemo?: boolean,
  ): Promise<Result<readonly VerifyItem[]>>;
  /** Whether these paths are better checked as a case box than one by one. */
  isBox(paths: readonly string[]): Promise<Result<boolean>>;
  /** The case box of this desk; progress is reported by events. */
  box(): Promise<Result<BoxStatus>>;
  /** Starts a check and closes the previous sheet. */
  boxStart(paths: readonly string[]): Promise<Result<BoxStatus>>;
  /** Resumes an interrupted check, or checks the same box again. */
  boxResume(): Promise<Result<BoxStatus>>;
  /** Closes the sheet, or forgets the interrupted check. */
  boxDiscard(): Promise<Result<BoxStatus>>;
  boxRows(query: BoxQuery): Promise<Result<BoxPage>>;
  boxRow(number: number): Promise<Result<BoxDetail>>;
  /** Saves the sheet and returns its path, which may then be added as a file; null when the dialog was cancelled. */
  boxExport(format: BoxFormat): Promise<Result<string | null>>;
  /** Saves a report for an expert on files, verified again; null when the dialog was cancelled. */
  report(input: {
    readonly paths: readonly string[];
    readonly digests?: readonly string[];
    readonly format: ReportFormat;
  }): Promise<Result<string | null>>;
  /** The checker page that ships with this program. */
  checker(): Promise<Result<CheckerInfo>>;
  /** Saves a copy of it; null when the dialog was cancelled. */
  checkerSave(): Promise<Result<string | null>>;
  chains(): Promise<Result<readonly ChainEntry[]>>;
  /** What files come to: a connection, questions, or nothing that is known. Nothing is kept. */
  chainPlan(wish: ChainWish): Promise<Result<ChainPlan>>;
  /** Tries what was shown before it is accepted; each step is told by an event. */
  chainTry(wish: ChainWish & { readonly fingerprint: string }): Promise<Result<readonly TestStep[]>>;
  chainAdd(input: ChainWish & { readonly fingerprint: string; readonly typed: string | null }): Promise<Result<null>>;
  /** Tries a chain of this desk; each step is told by an event. */
  chainTest(name: string): Promise<Result<readonly TestStep[]>>;
  /** The public key by which a chain's members register this desk; makes one when there is none. */
  chainKey(name: string): Promise<Result<ChainEntry['rows']>>;
  chainChange(input: { readonly name: string; readonly to: 'on' | 'off' | 'removed' }): Promise<Result<null>>;
  chainHealth(name: string): Promise<Result<readonly ChainHealth[]>>;
  /** Saves the file by which this desk asks the members to register it; null when the dialog was cancelled. */
  chainRegister(): Promise<Result<string | null>>;
  network(): Promise<Result<NetworkStatus>>;
  networkChange(wish: NetworkWish): Promise<Result<NetworkStatus>>;
  /** Goes the way to an address step by step. */
  networkTry(address: string): Promise<Result<readonly TestStep[]>>;
  /** Saves certificates, and the chosen additions, as one ZIP for a recipient; null when the dialog was cancelled. */
  share(input: ShareInput): Promise<Result<string | null>>;
  /** The records that hang together with one by links. */
  trace(id: string): Promise<Result<Trace>>;
  /** Saves a trace for other programs; null when the dialog was cancelled. */
  traceExport(input: { readonly id: string; readonly format: TraceFormat }): Promise<Result<string | null>>;
  /** Saves the certificates of a trace, and the chosen additions, as one ZIP; null when the dialog was cancelled. */
  tracePack(input: TracePackInput): Promise<Result<string | null>>;
  /** Saves everything for a court as one ZIP; progress comes as events; null when the dialog was cancelled. */
  pack(input: PackInput): Promise<Result<string | null>>;
  /** Compares the documents of a trade by rules. */
  match(wish: MatchWish): Promise<Result<MatchResult>>;
  /** The notes of a statement that was saved before. */
  matchNotes(path: string): Promise<Result<readonly GroupNote[]>>;
  /** Compares them again and saves what was found, also as a record of its own; null when the dialog was cancelled. */
  matchSave(saving: MatchSaving): Promise<Result<string | null>>;
  /** Who was sent which certificate, the newest first. */
  sent(query: SentQuery): Promise<Result<SentPage>>;
  /** All recipients so far. */
  recipients(): Promise<Result<readonly Recipient[]>>;
  /** What can be sent to replace older certificates. */
  replacements(): Promise<Result<readonly Replacement[]>>;
  /** Saves the records and what was sent as a table; null when the dialog was cancelled. */
  recordListExport(format: 'csv' | 'xlsx'): Promise<Result<string | null>>;
  /** Saves a list of records as it is shown: its records, its order, its columns; null when the dialog was cancelled. */
  listExport(input: {
    readonly filter: Omit<RecordQuery, 'offset' | 'limit'>;
    readonly columns: readonly RecordColumnName[];
    readonly format: 'csv' | 'xlsx';
  }): Promise<Result<string | null>>;
  /** The ways to the keys of this desk. */
  access(): Promise<Result<DeskAccess>>;
  /** `current` is the old passphrase or the recovery code; null when there is no passphrase yet. */
  setPassphrase(input: { readonly current: string | null; readonly passphrase: string }): Promise<Result<DeskAccess>>;
  /** A new recovery code, returned once; the old one stops working. */
  renewRecoveryCode(current: string | null): Promise<Result<{ readonly recoveryCode: string }>>;
  /** Reveal a record's certificate or document in its folder, print a certificate, save or print the recovery code. */
  act(
    input:
      | { readonly do: 'reveal'; readonly path: string }
      | { readonly do: 'print'; readonly id: string }
      /**
       * Opens a new mail in the user's mail program; true when the file is attached, else it is shown in its folder.
       */
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

/** The object that the preload exposes as `window.notary`. */
export interface NotaryBridge extends NotaryApi {
  /** Calls back for every event until the returned function is called. */
  onEvent(listener: (event: NotaryEvent) => void): () => void;
  /** The path of a dropped or chosen file. Only paths that a user chose this way or in a dialog are read or written. */
  pathOf(file: File): string;
  readonly platform: 'linux' | 'win32' | 'darwin';
}
