/** Answers of a desk: types only and nothing of Node, because `electron/api.ts` passes them to the window. */
import type {
  BlockStatement,
  CosignatureStatement,
  EndorsedStatement,
  ObservationStatement,
  TimestampStatement,
} from '../../anchors/kind.ts';
import type { Reading } from '../../documents/reading/reading.ts';
import type { Suggestion } from '../../documents/reading/suggestion.ts';
import type { TrustBundle } from '../../formats/trust.ts';
import type { OwnPreset } from '../../handover/presets.ts';
import type { ClockDecision, EditWish, FactEdits, RecordState } from '../../ports.ts';
import type { InvoiceSearch } from '../../records/completion.ts';
import type { Standing } from '../../records/standing.ts';
import type { TracePackReport } from '../../trace/certified.ts';
import type { Report } from '../../verification/report.ts';
import type { Bilingual, Language } from '../../words/words.ts';
import type { Member, Quorum, Row, TestStep } from '../connectors/kind.ts';
import type { StoredDetail } from '../store/query.ts';
import type { Fault } from '../system/fault.ts';
import type { IntakeProgress, VerifyProgress } from '../system/progress.ts';
import type { BoxStatus } from './box-types.ts';
import type { DossierProgress } from './dossiers/types.ts';

export type { ChainHealth } from '../connectors/health.ts';
export type { IntakeItem, IntakeProgress, VerifyProgress } from '../system/progress.ts';

/** Who holds the documents, as stated at the first run. */
export interface Holder {
  readonly name: string;
  readonly creditCode: string | null;
  readonly operator: string | null;
}

/** What a recipient was shown last. */
export interface ShownTo {
  /** Name and address, as `recipientText` writes them. */
  readonly recipient: string;
  /** The preset, one of ours or of the clerk's own; null where the facts were chosen one by one. */
  readonly preset: string | null;
  readonly withhold: readonly string[];
}

/** The settings of a desk; all have defaults. */
export interface Settings {
  readonly language: Language;
  readonly theme: 'system' | 'light' | 'dark';
  /** Seal when this many records wait. */
  readonly sealAfterRecords: number;
  /** Seal this many seconds after the last edit. */
  readonly sealAfterSeconds: number;
  /** Whether a desk that stays open seals by itself; asked when it is set up. */
  readonly sealsItself: boolean;
  /** Seal only records that the clerk confirmed. */
  readonly onlyConfirmed: boolean;
  /** The present operator, stated in every record; overrides the one named at the first run. */
  readonly operator: string | null;
  /** ISO 4217 code of amounts that name no currency, typed or in tables; null: they are asked for one. */
  readonly currency: string | null;
  /** Facts that new certificates withhold unless chosen otherwise. */
  readonly withhold: readonly string[];
  /** Those that were withheld from the certificates that were made last; null before the first. */
  readonly lastWithheld: readonly string[] | null;
  /** What recipients see, as a clerk has saved it under names. */
  readonly presets: readonly OwnPreset[];
  /** The choice with which something was handed over last, by recipient. */
  readonly shownTo: readonly ShownTo[];
  /** Certificates carry their proof in codes on a page of their own. */
  readonly paper: boolean;
  /** Where recipients get a checker; printed on certificates, signed by the log. */
  readonly checker: string | null;
  /** Commit to digests of parts at intake, so that a later mismatch can be explained. */
  readonly fingerprints: boolean;
  /** Folder of the last export. */
  readonly exportFolder: string | null;
}

/** How the data key of the desk can be unwrapped. */
export type KeyProtection = 'keychain' | 'passphrase' | 'file';

/** The state of a desk. */
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
  /** How many of the recorded ones will be in the next batch. */
  readonly waiting: number;
  /** Of the recorded ones, how many have warnings and wait for a decision. */
  readonly held: number;
  /** The chain that records wait for, and how it fares; null when there is none. */
  readonly chain: ChainState | null;
  /** When the policy seals next, RFC 3339; null when nothing waits. */
  readonly sealsAt: string | null;
  readonly checkpoint: { readonly size: number; readonly root: string; readonly time: string } | null;
  /** What is remembered outside the home; null before the first run. */
  readonly memory: MemoryStatus | null;
}

/** The second memory of what this desk, or a copy of it, has signed for this user on this computer. */
export interface MemoryStatus {
  /**
   * `none`: nothing is known yet; `damaged`: it begins anew with the next sealing; `newer`: by a later version;
   * `unreadable`: the system does not let it be read.
   */
  readonly state: 'kept' | 'none' | 'damaged' | 'newer' | 'unreadable';
  readonly file: string;
  /** When it began, RFC 3339: nothing from before is known. */
  readonly since: string | null;
  /** What was signed last, when, and from which folder. */
  readonly newest: { readonly size: number; readonly time: string; readonly home: string } | null;
}

/** How the chain fares that sealed records wait for. */
export interface ChainState {
  readonly name: string;
  /** Sealed records that it has not confirmed. */
  readonly waiting: number;
  /** Why it confirmed nothing when it was last asked; null when it did, or was not asked by this process. */
  readonly problem: Fault | null;
}

/** The device's clock and what the log of this desk says of it. Times are RFC 3339, null where there is none. */
export interface ClockStatus {
  readonly device: string;
  /** The newest time in the log, or of a record that waits for it. */
  readonly newest: string | null;
  /** The time that a chain or authority proved last. */
  readonly proven: string | null;
  /** Why nothing is signed by this clock; null when nothing is wrong. */
  readonly trouble: Fault | null;
  /** What a person last decided. */
  readonly decision: ClockDecision | null;
}

/** One record with everything that is shown about it. */
export interface RecordDetail extends Omit<StoredDetail, 'proofSize'> {
  readonly standing: Standing;
  /** False when there is no longer a file at `path` with this size. */
  readonly originalPresent: boolean;
  /** The chains that confirmed it. */
  readonly confirmations: readonly ChainConfirmation[];
  /** What readers found in its document; null once it no longer waits, and where they found nothing. */
  readonly reading: Reading | null;
  /** What is suggested for it while it waits, the strongest place first. */
  readonly suggestions: readonly Suggestion[];
  /** Other records of the same invoice, and of what takes it back; null for a record of anything else. */
  readonly invoice: InvoiceSearch | null;
}

/** Suggestions that became facts of a record. */
export interface TakenFacts {
  readonly id: string;
  /** Facts that were empty before. */
  readonly facts: FactEdits;
}

/** What a call to seal did. */
export interface Sealing {
  readonly sealed: number;
  /** Records that wait and whose data is damaged: they are not sealed. */
  readonly damaged: readonly string[];
}

/** What an erasure deletes besides the facts of the records, and what it has to leave. */
export interface ErasurePlan {
  /** How many records lose their facts. */
  readonly records: number;
  /** How many of those are not sealed yet; they are withdrawn first. */
  readonly waiting: number;
  /** Documents that are still at their path from the intake. They stay. */
  readonly originals: readonly string[];
  /** Certificates that this desk wrote. They stay, as do copies moved elsewhere. */
  readonly certificates: readonly { readonly path: string; readonly present: boolean }[];
  /** Deliveries: recipients and the name of the file. */
  readonly handedOn: readonly string[];
  /** Whether the sheet of a case box is deleted, because it may show the same facts. */
  readonly box: boolean;
  /** How many database backups from updates are deleted, because they contain the facts. */
  readonly backups: number;
  /** Dossiers that stay and have one of the records in them: from their totals its amount can still be computed. */
  readonly dossiers: readonly string[];
}

/** What erasing some records would do. */
export interface Erasure {
  readonly erased: number;
  /** What had to be left: documents and certificates outside the home. */
  readonly left: ErasurePlan;
}

/** The ways to unlock a desk's keys; `file`: anybody who can read this user's files. */
export interface DeskAccess {
  readonly ways: readonly ('keychain' | 'passphrase' | 'recovery' | 'file')[];
}

/** Who held the desk from a time on (RFC 3339); null from the beginning. */
export interface HolderEntry {
  readonly since: string | null;
  readonly holder: Holder;
}

/** Changed facts of one or more records, and the profile that they are to have. */
export interface FactsChange extends EditWish {
  readonly ids: readonly string[];
  /** Null clears a fact; a name that is absent is left alone. Values are as typed; the desk cleans them. */
  readonly facts: FactEdits;
}

/** How a table of facts is taken over. */
export interface TableWish {
  /** The currency of amounts that name none; null: that of the settings. */
  readonly currency: string | null;
  /** Only says what would come of it. */
  readonly preview: boolean;
}

/** What a row of a table states of a file. */
export interface TablePreviewRow {
  readonly row: number;
  readonly file: string;
  /** Key of the kind that its record would get; null where the table says nothing of it. */
  readonly profile: string | null;
  readonly facts: FactEdits;
}

/** Facts from a CSV or XLSX table, matched by file name. */
export interface TableResult {
  /** Records that got facts, or would. */
  readonly matched: number;
  /** File names in the table for which no record waits. */
  readonly unmatched: readonly string[];
  readonly errors: readonly { readonly row: number; readonly error: Fault }[];
  /** Heads of columns that are no facts. */
  readonly unused: readonly string[];
  /** Of the amounts, how many name no currency and so have the one of the wish or the settings. */
  readonly bare: number;
  /** That currency; null where there is none, and bare amounts are refused. */
  readonly currency: string | null;
  /** The first rows that found their record. */
  readonly rows: readonly TablePreviewRow[];
}

/** The folder and the certificates that were written, and the errors by record. */
export interface CertifyResult {
  readonly folder: string | null;
  readonly certificates: readonly { readonly id: string; readonly path: string }[];
  readonly errors: readonly { readonly id: string; readonly error: Fault }[];
}

/** Progress of making certificates. */
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
  /** The desk's own record of a document without a certificate. */
  readonly knownRecord: string | null;
  readonly error: Fault | null;
  /** The format of a picture that came alone, in which nobody could look for a proof on paper. */
  readonly unread?: string;
  /** What a trace pack shows as a whole: it stands in place of a document, and its certificates are lines of their own. */
  readonly trace?: TracePackReport;
}

/** The checker page included in a share, with what a recipient compares. */
export interface CheckerInfo {
  readonly version: string;
  /** Hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** An accepted bundle, or the desk's own. */
export interface TrustEntry {
  readonly name: string;
  readonly fingerprint: string;
  readonly compared: boolean;
  /** The desk's own bundle: cannot be removed. */
  readonly own: boolean;
  readonly added: string;
  readonly bundle: TrustBundle;
  /** Its check code, for people to compare. */
  readonly code: string;
}

/** An accepted bundle that is damaged: nothing is verified with it. */
export interface DamagedTrust {
  readonly name: string;
  readonly fingerprint: string;
}

/** A chain or a time-stamping authority that confirms what this desk seals. */
export interface ChainEntry {
  /** Its name in commands: its id, or `kind:id` when another kind has the same id. */
  readonly name: string;
  readonly kind: string;
  readonly id: string;
  /** The file's name for the consortium or authority. */
  readonly consortium: string;
  /** A test network: its anchors count only for verifiers who ask for it. */
  readonly demo: boolean;
  readonly fingerprint: string;
  readonly compared: boolean;
  readonly enabled: boolean;
  readonly required: boolean;
  readonly added: string;
  /** Details supplied by its kind. */
  readonly rows: readonly Row[];
  readonly members: readonly Member[];
  /** How many members must answer so that anything is confirmed; null where no number says it. */
  readonly quorum: Quorum | null;
  /** Whether its members register this desk by a key of its own, which `clientKey` shows. */
  readonly hasClientKey: boolean;
  /** The newest checkpoint that it confirmed. */
  readonly last: { readonly size: number; readonly time: string | null } | null;
  /** Why it confirmed nothing when this process last asked; null when it did, or was not asked. */
  readonly problem: Fault | null;
}

/** What an anchor shows of a record, for people. */
export type Confirmed =
  | Omit<BlockStatement, 'timeTemplate1'>
  | EndorsedStatement
  | (ObservationStatement & {
      /** Members that the connection file names; null when the desk no longer has the file. */
      readonly members: number | null;
    })
  | TimestampStatement
  | CosignatureStatement;

/** What a chain or authority confirmed of a record, as its anchor shows it. */
export type ChainConfirmation = Confirmed & {
  readonly kind: string;
  /** The connection file's name for the consortium or authority; null when the desk no longer has the file. */
  readonly consortium: string | null;
  /** A test network: its connection file says so, or the id of its chain. It confirms nothing to others. */
  readonly demo: boolean;
};

/** Contents of a connection file, shown when asking whether to accept it. */
export interface ChainCandidate extends Pick<ChainEntry, 'name' | 'demo' | 'fingerprint' | 'rows' | 'members'> {
  /** Who operates it, for use in a sentence. */
  readonly title: Bilingual;
  readonly bundle: TrustBundle;
  /** Every key that is trusted once it is accepted, with its holder. */
  readonly keys: readonly Row[];
  /** The check code of the file. */
  readonly code: string;
}

/** Changes of a desk that its listener is notified of. */
export type DeskEvent =
  | { readonly kind: 'status'; readonly status: DeskStatus }
  | { readonly kind: 'intake'; readonly progress: IntakeProgress }
  | { readonly kind: 'certify'; readonly progress: CertifyProgress }
  | { readonly kind: 'verify'; readonly progress: VerifyProgress }
  | { readonly kind: 'pack'; readonly progress: CertifyProgress }
  /** Records of a trace that were found so far. */
  | { readonly kind: 'trace'; readonly records: number }
  | { readonly kind: 'dossier'; readonly progress: DossierProgress }
  | { readonly kind: 'box'; readonly status: BoxStatus }
  | { readonly kind: 'records' }
  /** A batch was sealed, whoever asked for it. */
  | { readonly kind: 'sealed'; readonly time: string; readonly ids: readonly string[] }
  | { readonly kind: 'trust' }
  /** Results of the steps of a test so far. */
  | { readonly kind: 'chain-test'; readonly steps: readonly TestStep[] }
  | { readonly kind: 'problem'; readonly error: Fault };

/** Notifies the listener of an event; must not throw. */
export type Emit = (event: DeskEvent) => void;
