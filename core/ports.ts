/**
 * What the notary needs from the outside, each behind a small interface with a contract suite in test/contracts/. The
 * store is synchronous: one transaction is one call, and nothing can come between its steps.
 */
import type { InvoiceIdentity } from './documents/reading/identity.ts';
import type { Reading } from './documents/reading/reading.ts';
import type { Suggestion } from './documents/reading/suggestion.ts';
import type { DossierLists } from './dossier/kept.ts';
import type { Json } from './formats/canonical.ts';
import type { Checkpoint } from './formats/checkpoint.ts';
import type { DigestSet } from './formats/digests.ts';
import type { Anchor, Pending } from './formats/evidence.ts';
import type { NoteSigner, SignatureLine, SignedNote, VerifierKey } from './formats/note.ts';
import type { LogKey } from './formats/trusted.ts';
import type { ClockDecision } from './log/clock-decision.ts';
import type { ReadNode, TreeNode } from './log/log.ts';
import type { Completion, InvoiceSearch, Said } from './records/completion.ts';
import type { AnyFacts, EditableFact, Facts } from './records/facts.ts';
import type { OwnLeaf } from './records/own-leaves.ts';
import type { TypedProfileFact } from './records/profiles/facts.ts';
import type { Disclosure } from './records/record.ts';

/** What the system says of its clock; `unknown` also where it says nothing. */
export type ClockState = 'synchronised' | 'unknown';

/** The device's clock. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  state(): ClockState;
}

export type { ClockDecision } from './log/clock-decision.ts';

/** That many bytes from the system's random source. */
export type Random = (length: number) => Uint8Array;

/** The desk's keys. Private keys never leave the implementation. */
export interface KeyStore {
  /** Origin of the log. It stays the same when the key changes. */
  readonly origin: string;
  /**
   * Every key that signs or signed for the log, with the range of log sizes it signs. The last one is the key of `log`;
   * its range has no end.
   */
  readonly logKeys: readonly LogKey[];
  readonly log: NoteSigner;
  readonly witness: NoteSigner;
  /** The highest size and root ever signed, kept outside the database; null before the first signature. */
  highest(): TreeHead | null;
  /** Durably remembers a higher one. Called after the checkpoint is stored and before its signature leaves this desk. */
  raise(checkpoint: Checkpoint): void;
}

/** A size of a log, and the root of its tree at that size. */
export interface TreeHead {
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

/** The newest checkpoint that any copy of this desk signed, as far as this computer knows. */
export interface SignedElsewhere extends TreeHead {
  /** When it was remembered, RFC 3339, by the device's clock. */
  readonly time: string;
  /** The folder of the home that signed it. */
  readonly home: string;
  /** Smaller heads of the same history, the smallest first, as far back as they are remembered. */
  readonly earlier: readonly TreeHead[];
}

/** A memory of what a log has signed that is not copied or put back together with its home. */
export interface SignedMemory {
  /** Null when nothing is known, also because the memory cannot be read. */
  newest(): SignedElsewhere | null;
  /**
   * Durably remembers a checkpoint that is larger than the newest one, after it is stored and before it leaves this desk. Throws
   * `rolled-back` unless the log has grown from the newest one, as `hasGrownFrom` says. One that cannot be written stops nothing.
   */
  remember(
    signed: Pick<StoredCheckpoint, 'checkpoint' | 'note' | 'keys'>,
    hasGrownFrom: (older: TreeHead) => boolean,
  ): void;
}

/** States of a record; docs/architecture.md shows the transitions. */
export const RECORD_STATES = ['recorded', 'sealed', 'anchored', 'withdrawn', 'erased'] as const;
/** One of the states. */
export type RecordState = (typeof RECORD_STATES)[number];

/** Members of a leaf that only its kind has, in addition to `digest` and `size`. */
export type OwnFields = { readonly [name: string]: Json };

/** The result for one file of an intake. */
export interface Added {
  readonly record: StoredRecord;
  /** True when a record of these bytes already existed. */
  readonly existing: boolean;
}

/** Input for a new record: a hashed file, or the subject of another kind of record. */
export interface Intake {
  /** Key of the record's kind; `document` by default. */
  readonly kind?: string;
  /** Null, like `size`, for a kind without a document. */
  readonly digest: DigestSet | null;
  readonly size: number | null;
  /** Members of the leaf that only this kind has. */
  readonly fields?: OwnFields;
  /** Path of the file on this machine; kept in the database, never part of a proof. */
  readonly path: string | null;
  readonly facts: AnyFacts;
  readonly supersedes: string | null;
  /** Whether a person has to decide before it is sealed. */
  readonly held?: boolean;
  /** The lists of a dossier, which are kept with its record. */
  readonly lists?: DossierLists;
}

/** A record to add; the store assigns the rest. */
export type NewRecord = Omit<StoredRecord, 'seq' | 'state' | 'leaf' | 'withdrawn' | 'confirmed'> & {
  /** The lists of a dossier, kept in the same transaction. */
  readonly lists?: DossierLists;
};

/** A record as the store keeps it. Before sealing there is no leaf: the facts may still be edited. */
export interface StoredRecord {
  readonly id: string;
  readonly seq: number;
  /** Key of its kind, which this program may not know. */
  readonly kind: string;
  readonly state: RecordState;
  readonly confirmed: boolean;
  /** Whether it is sealed only once it is confirmed, because its file had warnings. */
  readonly held?: boolean;
  /** Null once erased, and for a kind without a document. */
  readonly digest: DigestSet | null;
  /** Null for a kind without a document; 0 once erased. */
  readonly size: number | null;
  /** Empty once erased. */
  readonly fields: OwnFields;
  readonly time: string;
  readonly clock: 'synchronised' | 'unknown';
  readonly path: string | null;
  readonly supersedes: string | null;
  /** Salted facts; salts are made at intake and replaced for a fact that is edited. Empty once erased. */
  readonly disclosures: readonly Disclosure[];
  readonly editedAt: string;
  /** Null until sealed; its bytes are null once erased. */
  readonly leaf: { readonly index: number; readonly bytes: Uint8Array } | null;
  readonly withdrawn: { readonly time: string; readonly reason: string } | null;
}

/** A checkpoint as stored, with the signature lines collected for it. */
export interface StoredCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly note: SignedNote;
  /** Verifier keys of the lines, in their order. */
  readonly keys: readonly VerifierKey[];
  /** As they were first verified; an anchor is never removed or changed. */
  readonly anchors: readonly Anchor[];
  /** Later forms that certificates carry instead, in the order of arrival; the newest for each anchor counts. */
  readonly renewals: readonly Renewal[];
  readonly time: string;
  /** Names of the connectors whose evidence for this checkpoint was verified. */
  readonly confirmedBy: readonly string[];
  /** True once every anchor that the desk's policy requires was verified. */
  readonly anchored: boolean;
}

/** An anchor in a later form, signed by later members of its chain. */
export interface Renewal {
  /** Which of the checkpoint's anchors, from 0. */
  readonly place: number;
  readonly anchor: Anchor;
}

/** A job of one connector or time stamper for one checkpoint. The prepared payload is stored before it is sent. */
export interface AnchorJob {
  /** Name of the connector or time stamper. */
  readonly connector: string;
  /** Size of the checkpoint. */
  readonly size: number;
  /** The bytes that will be, or were, submitted. */
  readonly payload: Uint8Array;
  /** The chain's own name for it (a transaction hash), used to look it up before sending again. */
  readonly reference: string;
  /** `replaced`: a newer checkpoint was confirmed, or the proof had to be made again. */
  readonly state: 'prepared' | 'submitted' | 'confirmed' | 'refused' | 'replaced';
  readonly attempts: number;
  /** What `submit` returned, stored immediately; null until then, and when there is nothing to keep. */
  readonly receipt: Uint8Array | null;
}

/** One desk's durable state. Every method is one transaction that is on the disk when the method returns. */
export interface RecordStore extends WitnessState {
  // intake and edits
  /** Adds records, giving each the next seq; all or none. */
  add(records: readonly NewRecord[]): readonly StoredRecord[];
  /** The newest live (not withdrawn) record of these bytes; null when there is none. */
  findByDigest(sha256: string): StoredRecord | null;
  /** The same for many digests at once; digests without a record are left out. */
  findByDigests(sha256s: readonly string[]): ReadonlyMap<string, StoredRecord>;
  get(id: string): StoredRecord | null;
  /**
   * Replaces disclosures of a `recorded` record, and what there is to say of its reading where that is given, for which
   * it is held or no longer, and its kind where it gets another, whose disclosures these are; false when it is in another
   * state. `editedAt` is moved forward by a millisecond where needed, so that no two edits have the same time.
   */
  edit(id: string, disclosures: readonly Disclosure[], editedAt: string, said?: Said, kind?: string): boolean;
  /**
   * Completes the intake of `recorded` records in one transaction: for each, `change` says what becomes of it, or null, and
   * may ask this store meanwhile, which has what those before it became. A record in another state, or one that cannot be
   * read, stays as it is and is not asked about. The time of the last edit does not change.
   */
  complete(ids: readonly string[], change: (record: StoredRecord) => Completion | null): void;
  /** What was read of the document of a `recorded` record; null for any other, and where nothing was. */
  reading(id: string): Reading | null;
  /** What was seen in the document of a `recorded` record beside what it states; none of any other. */
  seen(id: string): readonly Suggestion[];
  /** Records, neither withdrawn nor erased, that have a key in common with an invoice; not the one of this id. */
  invoicesLike(identity: InvoiceIdentity, except: string): InvoiceSearch;
  /** The record whose leaf has this hash; null when there is none, as for leaves of the desk itself. */
  recordOfLeaf(hash: Uint8Array): string | null;
  /** Records, neither withdrawn nor erased, that refer to one by its id or, once it is sealed, by its leaf (hex); in seq order. */
  referringTo(target: { readonly record: string; readonly leaf: string | null }): readonly string[];
  confirm(ids: readonly string[], confirmed: boolean): number;
  /** `recorded` → `withdrawn`; false when it is in another state. */
  withdraw(id: string, reason: string, time: string): boolean;

  // sealing
  /** Records in state `recorded`, in seq order behind `after`, `limit` unless there are no more; optionally only confirmed ones. */
  waiting(onlyConfirmed: boolean, limit: number, after?: number): readonly StoredRecord[];
  readNode: ReadNode;
  /** Number of leaves. */
  logSize(): number;
  /**
   * Appends a batch: leaves, nodes, checkpoint, records `recorded` → `sealed`, all in one transaction. Throws
   * `wrong-state` and changes nothing when the log or a record changed in the meantime.
   */
  seal(batch: SealedBatch): void;
  /** Leaves of the desk itself that have this type, in their order. */
  ownLeaves(type: string): readonly StoredOwnLeaf[];
  checkpoint(size: number): StoredCheckpoint | null;
  /** The newest time of a checkpoint, or of a record that was not withdrawn, RFC 3339; null when there is none. */
  newestTime(): string | null;
  /** The newest checkpoint that was anchored before any larger one, or null. */
  latestFinal(): StoredCheckpoint | null;
  /** What a person last decided about the clock; null when nobody had to. */
  clockDecision(): ClockDecision | null;
  latestCheckpoint(): StoredCheckpoint | null;
  /** The first anchored checkpoint that covers this leaf, else the newest that covers it, else null. */
  checkpointFor(leafIndex: number): StoredCheckpoint | null;

  // anchoring
  /** The open job (`prepared` or `submitted`) of this connector or time stamper; each has at most one. */
  openJob(connector: string): AnchorJob | null;
  /** Inserts or updates a job, found by connector and reference. */
  saveJob(job: AnchorJob): void;
  /**
   * Adds a connector's verified lines and anchors to the checkpoint of this size, closes its job, and, when `complete`,
   * marks the checkpoint and every `sealed` record under it anchored. A record's proof stays with the first anchored
   * checkpoint that covers it, so lines are never added to a checkpoint that is already anchored.
   */
  recordAnchor(size: number, job: AnchorJob, result: AnchorResult, complete: boolean): void;
  /** Marks a checkpoint anchored, and the records under it, because fewer anchors are required than before. */
  completeAnchor(size: number): void;

  /** Adds a later form of one of its anchors to an anchored checkpoint. Throws `wrong-state` when there is none there. */
  renewAnchor(size: number, renewal: Renewal): void;

  /**
   * `sealed`, `anchored` or `withdrawn` → `erased`: facts, salts, digest, size, path and leaf bytes are deleted; the
   * leaf hash and everybody else's proofs stay valid. False when it is in another state.
   */
  erase(id: string, time: string): boolean;
}

/** A batch to append: the checkpoint after it, its nodes, its records from leaf `from` on, and the desk's own leaves. */
export interface SealedBatch {
  readonly from: number;
  readonly checkpoint: Checkpoint;
  readonly note: SignedNote;
  readonly keys: readonly VerifierKey[];
  readonly time: string;
  readonly nodes: readonly TreeNode[];
  readonly records: readonly {
    readonly id: string;
    readonly index: number;
    readonly bytes: Uint8Array;
    readonly editedAt: string;
    /** The facts as they are sealed, where links got their leaves only now. */
    readonly disclosures?: readonly Disclosure[];
  }[];
  /** Leaves of the desk itself, after the records. */
  readonly own?: readonly OwnLeaf[];
  /** What a person decided about the clock, where this batch rests on it; told in the journal. */
  readonly clock?: ClockDecision;
}

/** A leaf of the desk itself that is in the log. */
export interface StoredOwnLeaf extends OwnLeaf {
  readonly index: number;
}

/** The checkpoint that the embedded witness last cosigned; kept by the store. */
export interface WitnessState {
  lastCosigned(): SignedNote | null;
  /** Durable when it returns. `note` has one line: the cosignature. */
  saveCosigned(note: SignedNote): void;
}

/** What a connector returns once its verifier has accepted it. */
export interface AnchorResult {
  readonly lines: readonly SignatureLine[];
  readonly keys: readonly VerifierKey[];
  readonly anchors: readonly Anchor[];
}

/** What a connector is asked to anchor. */
export interface AnchorRequest {
  readonly checkpoint: Checkpoint;
  readonly note: SignedNote;
  /** A consistency proof from any size this log had to this checkpoint. */
  consistency(fromSize: number): readonly Uint8Array[];
  /** The root that this log had at a size that is not larger. */
  root?(size: number): Uint8Array;
}

/** Progress of a job as reported by the chain. None of it is trusted until `evidence` has been verified. */
export type Confirmation =
  | { readonly state: 'unknown' }
  | { readonly state: 'pending' }
  | { readonly state: 'final' }
  | { readonly state: 'refused'; readonly reason: string };

/**
 * One chain or witness. The notary calls `prepare`, stores the job, then `submit`, stores its receipt, then `confirm` until
 * it is final, then `evidence`; after an error or a restart it calls `confirm` before it submits the same payload again.
 */
export interface ChainConnector {
  /** Unique among a desk's connectors; stored with every job. */
  readonly name: string;
  /**
   * Kind and id of the chain, shown to users and used in pending statements; null for a witness, which answers at once.
   */
  readonly chain: Pending['chain'] | null;
  prepare(request: AnchorRequest): Promise<{ readonly payload: Uint8Array; readonly reference: string }>;
  /**
   * Sends the payload and returns a receipt: an answer that cannot be requested a second time, or null. Throws
   * `anchor-unavailable` (retried later) or `anchor-refused` (final).
   */
  submit(job: AnchorJob, request: AnchorRequest): Promise<Uint8Array | null>;
  confirm(job: AnchorJob): Promise<Confirmation>;
  /** The evidence of a final job, verified by the offline verifier. Throws `anchor-invalid` when it does not hold. */
  evidence(job: AnchorJob, request: AnchorRequest): Promise<AnchorResult>;
  /**
   * Converts evidence signed by former members into a form that the present members sign; returns the anchor itself
   * when nothing has to be renewed. Only for chains whose members can change. Throws `anchor-unavailable` or
   * `anchor-invalid`.
   */
  renew?(anchor: Anchor, checkpoint: Checkpoint, noteText: string): Promise<Anchor>;
}

/** The subject of a time stamp. Unlike an anchor request it carries no consistency proof. */
export type TimestampRequest = Omit<AnchorRequest, 'consistency'>;

/**
 * One time-stamping authority. Its answer is itself the evidence and is given only once, so the receipt is stored
 * before it is processed. A request carries a nonce (RFC 3161 section 2.4.1) and is never sent twice: when no answer
 * was stored, a new one is prepared in its place.
 */
export interface Timestamper {
  /** Unique among a desk's connectors and time stampers; stored with every job. */
  readonly name: string;
  /** Kind and id of the authority, shown to users and used in pending statements. */
  readonly authority: Pending['chain'];
  /** A new request with its own reference. */
  prepare(request: TimestampRequest): Promise<{ readonly payload: Uint8Array; readonly reference: string }>;
  /** Sends the request and returns the token unchanged. Throws `anchor-unavailable` or `anchor-refused`. */
  submit(job: AnchorJob): Promise<Uint8Array>;
  /**
   * The evidence contained in the job's receipt, verified by the offline verifier and compared with the request in the
   * job's payload. Throws `anchor-invalid` when it does not hold.
   */
  evidence(job: AnchorJob & { readonly receipt: Uint8Array }, request: TimestampRequest): Promise<AnchorResult>;
}

/** Facts as typed, for an edit. Null clears a fact; digests of parts can only be cleared. */
export type FactEdits = Partial<Pick<Facts, EditableFact>> & {
  readonly [N in TypedProfileFact]?: string | null;
} & { readonly fingerprints?: null };

/** What becomes of a record beside its facts when it is edited. */
export interface EditWish {
  /** Key of the kind that it is to have: that of its profile, or of a plain document. Absent: as it is. */
  readonly profile?: string | undefined;
  /** Whether facts may go that the new kind has no place for. */
  readonly drop?: boolean | undefined;
}
