/**
 * What the notary needs from the outside, each behind a small interface with a contract suite in test/contracts/. The
 * store is synchronous: one transaction is one call, and nothing can come between its steps.
 */
import type { Json } from './formats/canonical.ts';
import type { Checkpoint } from './formats/checkpoint.ts';
import type { DigestSet } from './formats/digests.ts';
import type { Anchor, Pending } from './formats/evidence.ts';
import type { NoteSigner, SignatureLine, SignedNote, VerifierKey } from './formats/note.ts';
import type { LogKey } from './formats/trusted.ts';
import type { NodeReader, TreeNode } from './log/log.ts';
import type { ClockDecision } from './log/signing-time.ts';
import type { AnyFacts, EditableFact, Facts } from './records/facts.ts';
import type { OwnLeaf } from './records/own-leaves.ts';
import type { Disclosure } from './records/record.ts';

/** The device's clock. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Whether the system says that its clock is synchronised. */
  state(): 'synchronised' | 'unknown';
}

/** That many bytes from the system's random source. */
export type Random = (length: number) => Uint8Array;

/** The desk's keys. Private keys never leave the implementation. */
export interface KeyStore {
  /** Origin of the log. It stays when the key is another one. */
  readonly origin: string;
  /** Every key that signs, or signed, for the log, with its sizes. The last is that of `log`, open at its end. */
  readonly logKeys: readonly LogKey[];
  readonly log: NoteSigner;
  readonly witness: NoteSigner;
  /** The highest size and root ever signed, kept outside the database; null before the first. */
  highest(): { readonly size: number; readonly root: Uint8Array } | null;
  /** Durably remembers a higher one. Called after the checkpoint is stored and before its signature leaves this desk. */
  raise(checkpoint: Checkpoint): void;
}

/** States of a record; docs/architecture.md says what leads from one to the next. */
export const RECORD_STATES = ['recorded', 'sealed', 'anchored', 'withdrawn', 'erased'] as const;
/** One of the states. */
export type RecordState = (typeof RECORD_STATES)[number];

/** Members of a leaf that only its kind has, beside `digest` and `size`. */
export type OwnMembers = { readonly [name: string]: Json };

/** What is to become a record: a file that was hashed, or what another kind of record speaks of. */
export interface Intake {
  /** Key of the record's kind; `document` unless it is said. */
  readonly kind?: string;
  /** Null where the kind speaks of no document, as `size`. */
  readonly digest: DigestSet | null;
  readonly size: number | null;
  /** Members of the leaf that only this kind has. */
  readonly members?: OwnMembers;
  /** Where the file was; stays in the database and never enters a proof. */
  readonly path: string | null;
  readonly facts: AnyFacts;
  readonly supersedes: string | null;
}

/** A record as the store keeps it. Before sealing there is no leaf: the facts may still be edited. */
export interface StoredRecord {
  readonly id: string;
  readonly seq: number;
  /** Key of its kind, also of one that this program does not know. */
  readonly kind: string;
  readonly state: RecordState;
  readonly confirmed: boolean;
  /** Null once erased, and where the kind speaks of no document. */
  readonly digest: DigestSet | null;
  /** Null where the kind speaks of no document; 0 once erased. */
  readonly size: number | null;
  /** Empty once erased. */
  readonly members: OwnMembers;
  readonly time: string;
  readonly clock: 'synchronised' | 'unknown';
  readonly path: string | null;
  readonly supersedes: string | null;
  /** Salted facts; salts are made at intake and replaced for a fact that is edited. Empty once erased. */
  readonly disclosures: readonly Disclosure[];
  readonly editedAt: string;
  /** Null until sealed; without bytes once erased. */
  readonly leaf: { readonly index: number; readonly bytes: Uint8Array } | null;
  readonly withdrawn: { readonly time: string; readonly reason: string } | null;
}

/** A checkpoint as the store keeps it, with the lines that were collected for it. */
export interface StoredCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly note: SignedNote;
  /** Verifier keys of the lines, in their order. */
  readonly keys: readonly VerifierKey[];
  /** As they were first verified: nothing is ever taken from them. */
  readonly anchors: readonly Anchor[];
  /** What certificates carry instead of some of them, in the order in which they came: the newest of a place counts. */
  readonly renewals: readonly Renewal[];
  readonly time: string;
  /** Names of the connectors whose evidence for this checkpoint was verified. */
  readonly confirmedBy: readonly string[];
  /** True once every anchor that the desk's policy requires was verified. */
  readonly anchored: boolean;
}

/** An anchor in a later form, which later members of its chain vouch for. */
export interface Renewal {
  /** Which of the checkpoint's anchors, from 0. */
  readonly place: number;
  readonly anchor: Anchor;
}

/** A job of one connector or time stamper for one checkpoint: what was prepared, stored before it leaves the desk. */
export interface AnchorJob {
  /** Name of the connector or time stamper. */
  readonly connector: string;
  /** Size of the checkpoint. */
  readonly size: number;
  /** The bytes that will be, or were, submitted. */
  readonly payload: Uint8Array;
  /** How the chain names it (a transaction hash), to ask before sending again. */
  readonly reference: string;
  /** `replaced`: a newer checkpoint was confirmed, or the proof had to be made anew. */
  readonly state: 'prepared' | 'submitted' | 'confirmed' | 'refused' | 'replaced';
  readonly attempts: number;
  /** What `submit` answered, stored as soon as it came; null until then, and where there is nothing to keep. */
  readonly receipt: Uint8Array | null;
}

/** One desk's durable state. Every method is one transaction; what it promised is on the disk when it returns. */
export interface RecordStore extends WitnessState {
  // intake and edits
  /** Adds records, giving each the next seq; all or none. */
  add(
    records: readonly Omit<StoredRecord, 'seq' | 'state' | 'leaf' | 'withdrawn' | 'confirmed'>[],
  ): readonly StoredRecord[];
  /** A live record (not withdrawn) of these bytes, the newest; null when there is none. */
  findByDigest(sha256: string): StoredRecord | null;
  /** The same for many at once, by digest; what has none is left out. */
  findByDigests(sha256s: readonly string[]): ReadonlyMap<string, StoredRecord>;
  get(id: string): StoredRecord | null;
  /**
   * Replaces disclosures of a `recorded` record; false when its state is another. `editedAt` is moved on by a millisecond
   * where it would not be later than before, so that no two edits share one.
   */
  edit(id: string, disclosures: readonly Disclosure[], editedAt: string): boolean;
  confirm(ids: readonly string[], confirmed: boolean): number;
  /** `recorded` → `withdrawn`; false when its state is another. */
  withdraw(id: string, reason: string, time: string): boolean;

  // sealing
  /** `recorded` ones in seq order, confirmed ones only when asked; at most `limit`. */
  waiting(onlyConfirmed: boolean, limit: number): readonly StoredRecord[];
  readNode: NodeReader;
  /** Number of leaves. */
  logSize(): number;
  /**
   * Appends a batch: leaves, nodes, checkpoint, members `recorded` → `sealed`, all in one transaction.
   * Throws `wrong-state` and changes nothing when the log or a member moved meanwhile.
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
  /** The job of this connector or time stamper that is `prepared` or `submitted`; each has at most one. */
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

  /** Notes that a certificate was written, for the timeline, and whether it was a final one: made when anchored. */
  certified(id: string, path: string, time: string, final: boolean): void;
  /**
   * `sealed`, `anchored` or `withdrawn` → `erased`: facts, salts, digest, size, path and leaf bytes are deleted; the leaf
   * hash and everybody else's proofs stay. False when its state is another.
   */
  erase(id: string, time: string): boolean;
}

/** A batch to append: the checkpoint after it, its nodes, its members from leaf `from` on, and the desk's own leaves. */
export interface SealedBatch {
  readonly from: number;
  readonly checkpoint: Checkpoint;
  readonly note: SignedNote;
  readonly keys: readonly VerifierKey[];
  readonly time: string;
  readonly nodes: readonly TreeNode[];
  readonly members: readonly {
    readonly id: string;
    readonly index: number;
    readonly bytes: Uint8Array;
    readonly editedAt: string;
  }[];
  /** Leaves of the desk itself, after the members. */
  readonly own?: readonly OwnLeaf[];
  /** What a person decided about the clock, where this batch rests on it; told in the journal. */
  readonly clock?: ClockDecision;
}

/** A leaf of the desk itself that is in the log. */
export interface StoredOwnLeaf extends OwnLeaf {
  readonly index: number;
}

/** What the embedded witness last cosigned; kept by the store. */
export interface WitnessState {
  lastCosigned(): SignedNote | null;
  /** Durable when it returns. `note` has one line: the cosignature. */
  saveCosigned(note: SignedNote): void;
}

/** What a connector hands over once its verifier has accepted it. */
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

/** Progress of a job, as the chain tells it. Nothing here is believed before `evidence` was verified. */
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
  /** Kind and id of the chain for people and for pending statements; null for a witness, which answers at once. */
  readonly chain: Pending['chain'] | null;
  prepare(request: AnchorRequest): Promise<{ readonly payload: Uint8Array; readonly reference: string }>;
  /**
   * Sends the payload and gives a receipt: what was answered and cannot be asked for again, or null. Throws
   * `anchor-unavailable` (asked again later) or `anchor-refused` (final).
   */
  submit(job: AnchorJob, request: AnchorRequest): Promise<Uint8Array | null>;
  confirm(job: AnchorJob): Promise<Confirmation>;
  /** The evidence of a final job, verified by the offline verifier. Throws `anchor-invalid` when it does not hold. */
  evidence(job: AnchorJob, request: AnchorRequest): Promise<AnchorResult>;
  /**
   * Evidence that the chain's present members no longer vouch for, in a form that they do; the anchor itself when there
   * is nothing to renew. Only of a chain whose members can change. Throws `anchor-unavailable` or `anchor-invalid`.
   */
  renew?(anchor: Anchor, checkpoint: Checkpoint, noteText: string): Promise<Anchor>;
}

/** What a time stamp is asked for: it says nothing of how the log grew. */
export type TimestampRequest = Omit<AnchorRequest, 'consistency'>;

/**
 * One time-stamping authority. Its answer is the evidence itself and is given once, so the receipt is stored before
 * anything is made of it. A request carries a nonce (RFC 3161 section 2.4.1) and is never sent twice: when no answer was
 * stored, a new one is prepared in its place.
 */
export interface Timestamper {
  /** Unique among a desk's connectors and time stampers; stored with every job. */
  readonly name: string;
  /** Kind and id of the authority, for people and for pending statements. */
  readonly authority: Pending['chain'];
  /** A request that was never made before, and a reference of its own. */
  prepare(request: TimestampRequest): Promise<{ readonly payload: Uint8Array; readonly reference: string }>;
  /** Sends the request and gives the token as it came. Throws `anchor-unavailable` or `anchor-refused`. */
  submit(job: AnchorJob): Promise<Uint8Array>;
  /**
   * The evidence that the job's receipt is, verified by the offline verifier and compared with the request that is the
   * job's payload. Throws `anchor-invalid` when it does not hold.
   */
  evidence(job: AnchorJob & { readonly receipt: Uint8Array }, request: TimestampRequest): Promise<AnchorResult>;
}

/** Facts as they were typed, for an edit. Null clears; digests of parts can only be cleared. */
export type FactEdits = Partial<Pick<Facts, EditableFact>> & { readonly fingerprints?: null };
