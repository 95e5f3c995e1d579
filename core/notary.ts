/**
 * The whole write path: intake → edit → seal → anchor → evidence. Everything is stored before it is published, each
 * change of state is one transaction of the store, and after an error a chain is asked before anything is sent again.
 */

import { type AnchorOutcome, anchorAll, carriedAnchors, type IsRequired, renewAnchors } from './anchors/anchoring.ts';
import { awaitedNote } from './anchors/awaited.ts';
import type { AnchorKinds } from './anchors/kind.ts';
import { type Crypto, nobleCrypto } from './crypto.ts';
import type { Warning } from './documents/warnings.ts';
import { NotaryError } from './errors.ts';
import { checkerNote } from './formats/checker-note.ts';
import { type Checkpoint, checkpointText, proofBytes } from './formats/checkpoint.ts';
import { type EvidenceFiles, evidenceBytes } from './formats/evidence.ts';
import { signNote } from './formats/note.ts';
import { currentTemplate } from './formats/template.ts';
import { appendedNodes, inclusionProof, logRoot, withNodes } from './log/log.ts';
import { leafHash } from './log/merkle.ts';
import { hasHead, isSameHead, isShorterCopy, otherCopyError } from './log/other-copy.ts';
import { OwnProofs } from './log/own-proof.ts';
import { LogClock } from './log/signing-time.ts';
import type {
  Added,
  ChainConnector,
  Clock,
  EditWish,
  FactEdits,
  Intake,
  KeyStore,
  Random,
  RecordStore,
  SignedMemory,
  StoredCheckpoint,
  StoredRecord,
  Timestamper,
  TreeHead,
} from './ports.ts';
import { type ChangeMakings, completeAll, type Edited, edited, type LookedInto } from './records/completing.ts';
import type { Facts } from './records/facts.ts';
import { DOCUMENT, factsOfKind, knownKind, RECORD_KINDS, type RecordKind } from './records/index.ts';
import { type AddOptions, firstIndexes, isMadeAnew, refuseSameBytes } from './records/known-bytes.ts';
import { checkSealed, type LeafMakings, type Sealable, sealedAs } from './records/leaf.ts';
import { Linking, type WaitingPage } from './records/linking.ts';
import { checkOwnLeaf, type OwnLeaf, type OwnLeafTypes } from './records/own-leaves.ts';
import { disclose, newRecordId } from './records/record.ts';
import { type PreparedTexts, repeatedFacts } from './records/repeated-facts.ts';
import { shownFacts } from './records/withholding.ts';

/** What a notary is made of. */
export interface NotaryDependencies {
  readonly store: RecordStore;
  readonly keys: KeyStore;
  /** What copies of this desk have signed; none by default. */
  readonly memory?: SignedMemory;
  readonly clock: Clock;
  readonly random: Random;
  /** Every chain and witness of this desk; a checkpoint is anchored once all of them have confirmed it. */
  readonly connectors: readonly ChainConnector[];
  /** Its time-stamping authorities; none by default. */
  readonly timestampers?: readonly Timestamper[];
  /** Names of the anchors that a checkpoint needs before it counts as anchored; all of them by default. */
  readonly isRequired?: IsRequired;
  /** Facts that the desk itself states in every record: holder, ids, operator, software. */
  readonly deskFacts: () => Partial<Facts>;
  /** Throws `home-damaged` when what was decided about sealing or withholding cannot be read; never by default. */
  readonly checkDecisions?: () => void;
  /** Whether certificates carry their proof as QR codes unless a call says otherwise. */
  readonly paper?: () => boolean;
  /** Where recipients get a checker, as certificates say it; null by default. */
  readonly checker?: () => string | null;
  /** How long after sealing a provisional certificate says to expect the chain, in milliseconds. */
  readonly anchorDeadline?: number;
  /** The kinds of records that this notary makes. */
  readonly recordKinds?: readonly RecordKind[];
  /** The leaves of the desk itself that may be sealed. */
  readonly ownLeaves?: OwnLeafTypes;
  /** The kinds of anchors that it knows; every kind of this program by default. */
  readonly anchorKinds?: AnchorKinds;
  readonly crypto?: Crypto;
}

/** Maximum number of leaves in one batch; the rest goes into the next batch. */
export const MAX_BATCH = 50_000;

/** One desk's write path over its store, keys and connectors. */
export class Notary {
  readonly #dependencies: NotaryDependencies;
  readonly #crypto: Crypto;
  readonly #time: LogClock;
  readonly #proofs: OwnProofs;
  /** Which records refer to which. */
  readonly links: Linking;

  constructor(dependencies: NotaryDependencies) {
    this.#dependencies = dependencies;
    this.#crypto = dependencies.crypto ?? nobleCrypto;
    this.#proofs = new OwnProofs(this.#crypto);
    const { clock, store, anchorKinds } = dependencies;
    this.#time = new LogClock({ clock, store, anchorKinds, crypto: this.#crypto });
    this.links = new Linking({ store, makings: this.#makings, edit: (id, facts) => this.#change(id, facts) });
  }

  /** The device's clock as this log may use it. */
  get clock(): LogClock {
    return this.#time;
  }

  /** Origin of this desk's log. */
  get origin(): string {
    return this.#dependencies.keys.origin;
  }

  // --- intake -------------------------------------------------------------------------------------------------------

  /**
   * Makes records of hashed files, in one transaction. Known bytes give the record that exists. Throws `bad-input` for a
   * file with the very bytes of the record that it replaces, and `clock-behind` or `clock-ahead`.
   */
  add(files: readonly Intake[], options: AddOptions = {}): readonly Added[] {
    refuseSameBytes(files, this.#dependencies.store);
    const known = this.#known(files, options);
    const indexes = firstIndexes(files, options);
    const isNew = (i: number) => !known[i] && indexes[i] === i;
    const added = new Map<number, StoredRecord>();
    const fresh = [...files.keys()].filter(isNew);
    const made = fresh.length === 0 ? [] : this.#make(fresh.map((i) => files[i] as Intake));
    made.forEach((record, at) => void added.set(fresh[at] ?? -1, record));
    return files.map((_, i) => {
      const record = known[i] ?? added.get(indexes[i] ?? -1);
      if (!record) throw new NotaryError('internal', 'the store gave fewer records than it was asked to add');
      return { record, existing: !isNew(i) };
    });
  }

  /** The existing records of these files. */
  #known(files: readonly Intake[], options: AddOptions): readonly (StoredRecord | undefined)[] {
    const { since } = options;
    const asked = (file: Intake) => (isMadeAnew(file, options) && since === undefined ? null : file.digest);
    const stored = this.#dependencies.store.findByDigests(files.flatMap((file) => asked(file)?.sha256 ?? []));
    return files.map((file) => {
      const record = stored.get(asked(file)?.sha256 ?? '');
      const isOurs = record && since !== undefined && record.time >= since && record.supersedes === file.supersedes;
      return isMadeAnew(file, options) && !isOurs ? undefined : record;
    });
  }

  #make(files: readonly Intake[]): readonly StoredRecord[] {
    const time = this.#time.signing();
    return this.#dependencies.store.add(files.map((file) => this.#newRecord(file, time)));
  }

  #newRecord(file: Intake, { now, state }: Pick<ReturnType<LogClock['signing']>, 'now' | 'state'>) {
    const { random, deskFacts } = this.#dependencies;
    const time = new Date(now).toISOString();
    const kind = this.#kind(file.kind ?? DOCUMENT.key);
    const facts = factsOfKind(kind, { ...deskFacts(), ...file.facts });
    const { digest, size, fields = {}, path, supersedes, lists } = file;
    return {
      id: newRecordId(now, random),
      kind: kind.key,
      digest,
      size,
      fields,
      time,
      clock: state,
      ...(file.held === true ? { held: true } : {}),
      ...(lists ? { lists } : {}),
      path,
      supersedes,
      disclosures: disclose(facts, random),
      editedAt: time,
    };
  }

  /** Changes facts of a record that is not sealed yet, and its profile where wished. Each changed fact gets a new salt. */
  edit(id: string, edits: FactEdits, wish: EditWish = {}): StoredRecord {
    return this.#change(id, edits, wish);
  }

  #change(id: string, edits: object, wish: EditWish = {}): StoredRecord {
    const { store, clock } = this.#dependencies;
    const { disclosures, said, kind } = this.edited(id, edits, wish);
    if (store.edit(id, disclosures, new Date(clock.now()).toISOString(), said, kind)) return this.record(id);
    const { state } = this.record(id);
    throw new NotaryError('wrong-state', `record ${id} is ${state}; its facts can no longer be edited`, { id });
  }

  /** What an edit would make of a record; nothing is changed. */
  readonly edited = (id: string, edits: object, wish: EditWish = {}): Edited =>
    edited(this.record(id), edits, wish, this.#changes);

  /**
   * Completes records by what was found in their documents, in one transaction, and says what there is to say of each. What
   * is sealed by now stays as it is, and what somebody stated is not overwritten.
   */
  complete(found: readonly LookedInto[]): readonly (readonly Warning[])[] {
    return completeAll(found, this.#dependencies.store, this.#changes);
  }

  get #changes(): ChangeMakings {
    const { store, random, recordKinds = RECORD_KINDS } = this.#dependencies;
    return { store, random, kinds: recordKinds };
  }

  /** Withdraws a record before it is sealed. The row and the reason are kept. */
  withdraw(id: string, reason: string): void {
    const { store, clock } = this.#dependencies;
    const { state } = this.record(id);
    if (!store.withdraw(id, reason, new Date(clock.now()).toISOString()))
      throw new NotaryError('wrong-state', `record ${id} is ${state} and can no longer be withdrawn`, { id });
    this.links.release(id);
  }

  record(id: string): StoredRecord {
    const record = this.#dependencies.store.get(id);
    if (!record) throw new NotaryError('not-found', `no record ${id}`, { id });
    return record;
  }

  // --- seal ---------------------------------------------------------------------------------------------------------

  /**
   * Seals what waits: appends the leaves to the log and signs a checkpoint, in one transaction. Null when nothing
   * waits. `own` are leaves of the desk itself that go along behind the records. Throws `rolled-back` when the database
   * is older than what this desk has signed, `home-damaged` when what was decided about sealing cannot be read, and
   * `clock-behind` or `clock-ahead` when the clock can't be right.
   */
  seal(onlyConfirmed = false, own: readonly OwnLeaf[] = []): StoredCheckpoint | null {
    this.#dependencies.checkDecisions?.();
    this.recover();
    const waiting: WaitingPage = (limit, after) => this.#dependencies.store.waiting(onlyConfirmed, limit, after);
    const isDue = ({ confirmed, held }: StoredRecord) => confirmed || !(onlyConfirmed || held);
    const sealable = this.links.batch(waiting, isDue, MAX_BATCH);
    return sealable.length === 0 ? null : this.#append(sealable, own);
  }

  /**
   * Ids of records that wait and are never sealed, because what the store gives of them makes no leaf that a verifier
   * reads; at most `limit` of those that wait are looked at.
   */
  unsealable(onlyConfirmed: boolean, limit: number): readonly string[] {
    const waiting = this.#dependencies.store.waiting(onlyConfirmed, limit);
    return waiting.flatMap((record) => (this.links.isSound(record) ? [] : [record.id]));
  }

  get #makings(): LeafMakings {
    return { origin: this.origin, kinds: this.#dependencies.recordKinds ?? RECORD_KINDS, crypto: this.#crypto };
  }

  /** Seals leaves of the desk itself, without any records. Throws the same errors as `seal`. */
  sealOwn(own: readonly OwnLeaf[]): StoredCheckpoint | null {
    this.#dependencies.checkDecisions?.();
    this.recover();
    return this.#append([], own);
  }

  #append(records: readonly Sealable[], own: readonly OwnLeaf[]): StoredCheckpoint | null {
    const { store, keys, ownLeaves } = this.#dependencies;
    const { now, decided } = this.#time.signing();
    for (const leaf of own) checkOwnLeaf(leaf, ownLeaves);
    const from = store.logSize();
    const leaves = [...records.map(({ leaf }) => leaf), ...own.map(({ bytes }) => bytes)];
    const hashes = leaves.map((leaf) => leafHash(leaf, this.#crypto));
    const nodes = appendedNodes(from, hashes, store.readNode, this.#crypto);
    const size = from + leaves.length;
    const root = logRoot(size, withNodes(store.readNode, nodes), this.#crypto);
    const checkpoint: Checkpoint = { origin: this.origin, size, root };
    const text = checkpointText(checkpoint);
    store.seal({
      from,
      checkpoint,
      note: { text, signatures: [signNote(text, keys.log)] },
      keys: [keys.log.key],
      time: new Date(now).toISOString(),
      nodes,
      records: records.map((record, i) => sealedAs(record, from + i)),
      own,
      ...(decided ? { clock: decided } : {}),
    });
    keys.raise(checkpoint);
    const stored = store.checkpoint(size);
    if (stored) this.#remember(stored);
    return stored;
  }

  readonly #kind = (key: string): RecordKind => knownKind(key, this.#dependencies.recordKinds ?? RECORD_KINDS);

  /**
   * Called on start and before anything is signed or published. A desk that died after storing a checkpoint and before
   * remembering it catches up; one whose database is older than what it signed (a restored copy, a cloned machine), or
   * does not have what another copy of it signed, stops.
   */
  recover(): void {
    const { store, keys, memory } = this.#dependencies;
    const highest = keys.highest();
    const latest = store.latestCheckpoint();
    if (highest && !this.#hasGrownFrom(highest))
      throw new NotaryError(
        'rolled-back',
        `this desk has signed ${highest.size} leaves; the database does not have them`,
        { signed: highest.size, found: store.logSize() },
      );
    if (latest && !isSameHead(latest.checkpoint, highest) && !this.#hasGrownFrom(latest.checkpoint))
      throw new NotaryError('home-damaged', 'the log has not the leaves that its own checkpoint signs');
    const elsewhere = memory?.newest() ?? null;
    if (elsewhere && !isSameHead(elsewhere, highest) && !this.#hasGrownFrom(elsewhere))
      throw otherCopyError(elsewhere, { size: store.logSize(), hasGrownFrom: this.#hasGrownFrom });
    if (latest && latest.checkpoint.size > (highest?.size ?? 0)) keys.raise(latest.checkpoint);
    if (latest && latest.checkpoint.size > (elsewhere?.size ?? 0)) this.#remember(latest);
  }

  /**
   * The same before something is made of what is signed already. A log that is shorter than what a copy signed, and has no
   * other leaves as far as that is known, contradicts nothing that it shows; it signs nothing new.
   */
  #recoverToShow(): void {
    try {
      this.recover();
    } catch (error) {
      if (!isShorterCopy(error)) throw error;
    }
  }

  #remember(stored: StoredCheckpoint): void {
    this.#dependencies.memory?.remember(stored, (older) => this.#hasGrownFrom(older));
  }

  readonly #hasGrownFrom = (head: TreeHead): boolean => hasHead(head, this.#dependencies.store, this.#crypto);

  // --- anchor -------------------------------------------------------------------------------------------------------

  /** Advances the newest checkpoint as far as each connector allows. Never throws because of what a chain does. */
  async anchorPending(): Promise<readonly AnchorOutcome[]> {
    this.recover();
    const { connectors, timestampers = [], store, isRequired } = this.#dependencies;
    return anchorAll({ connectors, timestampers }, store, this.#crypto, isRequired);
  }

  /**
   * Renews the evidence of records whose chain has changed its members since, before certificates are made from it.
   * Evidence of chains that cannot be reached stays unchanged; the answer gives the reason.
   */
  async renew(ids: readonly string[]): Promise<readonly NotaryError[]> {
    const { connectors, store, anchorKinds } = this.#dependencies;
    if (!connectors.some((connector) => connector.renew)) return [];
    const checkpoints = new Map<number, StoredCheckpoint>();
    for (const id of ids) {
      const leaf = store.get(id)?.leaf;
      const stored = leaf && store.checkpointFor(leaf.index);
      if (stored?.anchored) checkpoints.set(stored.checkpoint.size, stored);
    }
    const errors: NotaryError[] = [];
    for (const stored of checkpoints.values())
      errors.push(...(await renewAnchors(stored, connectors, store, anchorKinds)));
    return errors;
  }

  /**
   * The three files of a sealed record, with these facts withheld, or elements of lists (core/records/withholding.ts); `inCodes` asks for a page that carries them as QR
   * codes; digests of parts are then withheld, because they would need more codes than everything else. The same arguments
   * always give the same bytes. Facts that repeat what is withheld are withheld as well (core/records/repeated-facts.ts);
   * `texts` are shared by the records of a selection.
   */
  evidence(id: string, withhold: readonly string[] = [], inCodes?: boolean, texts?: PreparedTexts): EvidenceFiles {
    const paper = inCodes ?? this.#dependencies.paper?.() ?? false;
    const { store } = this.#dependencies;
    this.#dependencies.checkDecisions?.();
    const record = this.record(id);
    const stored = record.leaf && store.checkpointFor(record.leaf.index);
    if (!record.leaf || !stored || record.state === 'erased')
      throw new NotaryError('wrong-state', `record ${id} is ${record.state}: there is no certificate for it`, {
        id,
        ...(record.state === 'erased' ? { reason: 'erased' } : {}),
      });
    this.#recoverToShow();
    const { index, bytes } = record.leaf;
    checkSealed(record, { leaf: bytes, hash: store.readNode(0, index) }, this.#makings);
    const path = inclusionProof(index, stored.checkpoint.size, store.readNode, this.#crypto);
    this.#proofs.check({ leaf: bytes, index, path }, stored);
    const kind = this.#kind(record.kind);
    const hidden = [...withhold, ...repeatedFacts(record.disclosures, withhold, { texts, lists: kind.lists })];
    const shown = shownFacts(record.disclosures, kind, hidden, this.#crypto);
    const evidence = evidenceBytes({
      v: 1,
      page: currentTemplate(this.#crypto, paper, this.#checker(stored)),
      disclosures: shown.filter(([, name, value]) => !(paper && name === 'fingerprints' && value !== null)),
      keys: stored.keys.map((key) => key.text),
      anchors: carriedAnchors(stored, this.#crypto, this.#dependencies.anchorKinds),
      pending: awaitedNote(stored, this.#dependencies),
    });
    return { record: bytes, evidence, proof: proofBytes({ index, path, note: stored.note }) };
  }

  /** Where to get a checker, signed by the key of this checkpoint's log; null when nothing is said, or that key is retired. */
  #checker({ keys: [first], checkpoint }: StoredCheckpoint): string | null {
    const { checker, keys } = this.#dependencies;
    const named = first?.text === keys.log.key.text ? (checker?.() ?? null) : null;
    return named === null ? null : checkerNote(checkpoint.origin, named, keys.log);
  }
}
