/**
 * The write path, whole: intake → edit → seal → settle → evidence. Everything is stored before it is published, each
 * change of state is one transaction of the store, and after an error a chain is asked before anything is sent again.
 */
import type { AnchorKinds } from './anchors/kind.ts';
import { type IsRequired, renewAnchors, type Settled, settleAll, shownAnchors } from './anchors/settle.ts';
import { type Crypto, nobleCrypto } from './crypto.ts';
import { NotaryError } from './errors.ts';
import { equal, toBase64 } from './formats/bytes.ts';
import type { Json } from './formats/canonical.ts';
import { type Checkpoint, checkpointText, proofBytes } from './formats/checkpoint.ts';
import { sameDigests } from './formats/digests.ts';
import { type EvidenceFiles, evidenceBytes, pendingNote, pendingNoteText } from './formats/evidence.ts';
import { signNote } from './formats/note.ts';
import { currentTemplate } from './formats/template.ts';
import { appendedNodes, inclusionProof, logRoot, type NodeReader } from './log/log.ts';
import { leafHash } from './log/merkle.ts';
import type {
  ChainConnector,
  Clock,
  FactEdits,
  Intake,
  KeyStore,
  Random,
  RecordStore,
  StoredCheckpoint,
  StoredRecord,
  Timestamper,
} from './ports.ts';
import { type Facts, MASKED_FORMS } from './records/facts.ts';
import { DOCUMENT, factsOfKind, knownKind, membersOfKind, RECORD_KINDS, type RecordKind } from './records/index.ts';
import { checkOwnLeaf, type OwnLeaf, type OwnLeafTypes } from './records/own-leaves.ts';
import { claimHashes, type Disclosure, disclose, newRecordId, recordBytes } from './records/record.ts';

/** What a notary is made of. */
export interface NotaryParts {
  readonly store: RecordStore;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly random: Random;
  /** Every chain and witness of this desk; a checkpoint is anchored once all of them have confirmed it. */
  readonly connectors: readonly ChainConnector[];
  /** Its time-stamping authorities; none unless it is said. */
  readonly timestampers?: readonly Timestamper[];
  /** Which of them all a checkpoint needs before it counts as anchored; all unless it is said. */
  readonly isRequired?: IsRequired;
  /** Facts that the desk itself states in every record: holder, ids, operator, software. */
  readonly deskFacts: () => Partial<Facts>;
  /** Whether certificates carry their proof in codes where nothing else is asked for. */
  readonly paper?: () => boolean;
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

/** What became of one file of an intake. */
export interface Added {
  readonly record: StoredRecord;
  /** True when these bytes had a record already. */
  readonly existing: boolean;
}

/** How an intake goes about bytes that have a record. */
export interface AddOptions {
  /** Make a record also of them. A file that replaces a record is always made one. */
  readonly again?: boolean | undefined;
  /** An intake that goes on: a record of the same bytes that is not older than this instant is the one that it made. */
  readonly since?: string | undefined;
}

/** Leaves in one batch at most; more that wait go into the next one. */
export const MAX_BATCH = 50_000;
const DAY = 24 * 60 * 60 * 1000;

/** One desk's write path over its store, keys and connectors. */
export class Notary {
  readonly #parts: NotaryParts;
  readonly #crypto: Crypto;

  constructor(parts: NotaryParts) {
    this.#parts = parts;
    this.#crypto = parts.crypto ?? nobleCrypto;
  }

  /** Origin of this desk's log. */
  get origin(): string {
    return this.#parts.keys.origin;
  }

  // --- intake -------------------------------------------------------------------------------------------------------

  /**
   * Makes records of hashed files, in one transaction. Known bytes give the record that exists. Throws `bad-input` for a
   * file with the very bytes of the record that it replaces.
   */
  add(files: readonly Intake[], options: AddOptions = {}): readonly Added[] {
    const { store } = this.#parts;
    this.#refuseSameBytes(files);
    const known = this.#known(files, options);
    const places = firstPlaces(files, options);
    const isNew = (i: number) => !known[i] && places[i] === i;
    const added = new Map<number, StoredRecord>();
    const fresh = [...files.keys()].filter(isNew);
    const made = store.add(fresh.map((i) => this.#newRecord(files[i] as Intake)));
    made.forEach((record, at) => void added.set(fresh[at] ?? -1, record));
    return files.map((_, i) => {
      const record = known[i] ?? added.get(places[i] ?? -1);
      if (!record) throw new NotaryError('internal', 'the store gave fewer records than it was asked to add');
      return { record, existing: !isNew(i) };
    });
  }

  #refuseSameBytes(files: readonly Intake[]): void {
    for (const { digest, supersedes } of files) {
      const replaced = supersedes === null || !digest ? null : this.#parts.store.get(supersedes);
      if (digest && replaced?.digest && sameDigests(digest, replaced.digest))
        throw new NotaryError('bad-input', `these bytes are those of record ${replaced.id}`, { reason: 'same-bytes' });
    }
  }

  /** The records that stand for these files already. */
  #known(files: readonly Intake[], options: AddOptions): readonly (StoredRecord | undefined)[] {
    const { since } = options;
    const asked = (file: Intake) => (isMadeAnew(file, options) && since === undefined ? null : file.digest);
    const stored = this.#parts.store.findByDigests(files.flatMap((file) => asked(file)?.sha256 ?? []));
    return files.map((file) => {
      const record = stored.get(asked(file)?.sha256 ?? '');
      const isOurs = record && since !== undefined && record.time >= since && record.supersedes === file.supersedes;
      return isMadeAnew(file, options) && !isOurs ? undefined : record;
    });
  }

  #newRecord(file: Intake) {
    const { clock, random, deskFacts } = this.#parts;
    const now = clock.now();
    const time = new Date(now).toISOString();
    const kind = this.#kind(file.kind ?? DOCUMENT.key);
    const facts = factsOfKind(kind, { ...deskFacts(), ...file.facts });
    const { digest, size, members = {}, path, supersedes } = file;
    const id = newRecordId(now, random);
    return {
      id,
      kind: kind.key,
      digest,
      size,
      members,
      time,
      clock: clock.state(),
      path,
      supersedes,
      disclosures: disclose(facts, random),
      editedAt: time,
    };
  }

  /** Changes facts of a record that is not sealed yet; each changed fact gets a new salt. */
  edit(id: string, edits: FactEdits): StoredRecord {
    const { store, clock, random } = this.#parts;
    const record = this.record(id);
    const changed = disclose(factsOfKind(this.#kind(record.kind), edits), random);
    const disclosures = record.disclosures.map((old): Disclosure => {
      const name = old[1];
      return name in edits ? (changed.find((made) => made[1] === name) ?? old) : old;
    });
    if (!store.edit(id, disclosures, new Date(clock.now()).toISOString()))
      throw new NotaryError(
        'wrong-state',
        `record ${id} is ${this.record(id).state}; its facts can no longer be edited`,
        { id },
      );
    return this.record(id);
  }

  /** Takes a record back before it is sealed; the row and the reason stay. */
  withdraw(id: string, reason: string): StoredRecord {
    const { store, clock } = this.#parts;
    const record = this.record(id);
    if (!store.withdraw(id, reason, new Date(clock.now()).toISOString()))
      throw new NotaryError('wrong-state', `record ${id} is ${record.state} and can no longer be withdrawn`, { id });
    return this.record(id);
  }

  record(id: string): StoredRecord {
    const record = this.#parts.store.get(id);
    if (!record) throw new NotaryError('not-found', `no record ${id}`, { id });
    return record;
  }

  // --- seal ---------------------------------------------------------------------------------------------------------

  /**
   * Seals what waits: appends the leaves to the log and signs a checkpoint, in one transaction. Null when nothing
   * waits. `own` are leaves of the desk itself that go along behind the records. Throws `rolled-back` when the database
   * is older than what this desk has signed.
   */
  seal(onlyConfirmed = false, own: readonly OwnLeaf[] = []): StoredCheckpoint | null {
    this.recover();
    const members = this.#parts.store.waiting(onlyConfirmed, MAX_BATCH);
    return members.length === 0 ? null : this.#append(members, own);
  }

  /** Seals leaves of the desk itself, without the records that wait. Throws what `seal` throws. */
  sealOwn(own: readonly OwnLeaf[]): StoredCheckpoint | null {
    this.recover();
    return this.#append([], own);
  }

  #append(members: readonly StoredRecord[], own: readonly OwnLeaf[]): StoredCheckpoint | null {
    const { store, clock, keys, ownLeaves } = this.#parts;
    for (const leaf of own) checkOwnLeaf(leaf, ownLeaves);
    const from = store.logSize();
    const leaves = [...members.map((record) => this.#leaf(record)), ...own.map(({ bytes }) => bytes)];
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
      time: new Date(clock.now()).toISOString(),
      nodes,
      members: members.map(({ id, editedAt }, i) => ({
        id,
        editedAt,
        index: from + i,
        bytes: leaves[i] ?? new Uint8Array(),
      })),
      own,
    });
    keys.raise(checkpoint);
    return store.checkpoint(size);
  }

  #leaf(record: StoredRecord): Uint8Array {
    const { id, seq, digest, size, members, time, clock, supersedes } = record;
    const kind = this.#kind(record.kind);
    const { v, type, profile } = kind;
    return recordBytes({
      v,
      type,
      ...(profile === null ? {} : { profile }),
      id,
      origin: this.origin,
      seq,
      ...membersOfKind(kind, { ...members, digest, size }),
      time,
      clock,
      supersedes,
      claims: claimHashes(record.disclosures, this.#crypto, kind.names),
    });
  }

  #kind(key: string): RecordKind {
    return knownKind(key, this.#parts.recordKinds ?? RECORD_KINDS);
  }

  /**
   * Called on start and before anything is signed or published. A desk that died after storing a checkpoint and before
   * remembering it catches up; one whose database is behind what it signed (a restored copy, a cloned machine) stops.
   */
  recover(): void {
    const { store, keys } = this.#parts;
    const highest = keys.highest();
    const latest = store.latestCheckpoint()?.checkpoint;
    if (highest && !this.#hasGrownFrom(highest))
      throw new NotaryError(
        'rolled-back',
        `this desk has signed ${highest.size} leaves; the database does not have them`,
        {
          signed: highest.size,
          found: store.logSize(),
        },
      );
    if (latest && latest.size > (highest?.size ?? 0)) keys.raise(latest);
  }

  #hasGrownFrom({ size, root }: { size: number; root: Uint8Array }): boolean {
    const { store } = this.#parts;
    return store.logSize() >= size && equal(logRoot(size, store.readNode, this.#crypto), root);
  }

  // --- anchor -------------------------------------------------------------------------------------------------------

  /** Takes the newest checkpoint as far as each connector lets it. Never throws for what a chain does. */
  async settle(): Promise<readonly Settled[]> {
    this.recover();
    const { connectors, timestampers = [], store, isRequired } = this.#parts;
    return settleAll({ connectors, timestampers }, store, this.#crypto, isRequired);
  }

  /**
   * Renews the evidence of records whose chain has other members by now, before certificates are made of it. What can't
   * be reached stays as it is; why is in the answer.
   */
  async renew(ids: readonly string[]): Promise<readonly NotaryError[]> {
    const { connectors, store, anchorKinds } = this.#parts;
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

  // --- evidence -----------------------------------------------------------------------------------------------------

  /**
   * The three files of a sealed record, with these facts withheld; `paper` asks for a page that carries them in codes, and
   * fingerprints are then withheld: they would take more codes than all the rest. The same choice gives the same bytes.
   */
  evidence(id: string, withhold: readonly string[] = [], paper = this.#parts.paper?.() ?? false): EvidenceFiles {
    const { store } = this.#parts;
    const record = this.record(id);
    const stored = record.leaf && store.checkpointFor(record.leaf.index);
    if (!record.leaf || !stored || record.state === 'erased')
      throw new NotaryError('wrong-state', `record ${id} is ${record.state}: there is no certificate for it`, {
        id,
        ...(record.state === 'erased' ? { reason: 'erased' } : {}),
      });
    this.recover();
    const { index, bytes } = record.leaf;
    const path = inclusionProof(index, stored.checkpoint.size, store.readNode, this.#crypto);
    const evidence = evidenceBytes({
      v: 1,
      page: currentTemplate(this.#crypto, paper),
      disclosures: record.disclosures.filter(
        ([, name, value]) =>
          !isWithheld(name, value, withhold) && !(paper && name === 'fingerprints' && value !== null),
      ),
      keys: stored.keys.map((key) => key.text),
      anchors: shownAnchors(stored),
      pending: this.#pending(stored),
    });
    return { record: bytes, evidence, proof: proofBytes({ index, path, note: stored.note }) };
  }

  /** A statement of what is awaited, for a provisional certificate; null when nothing is, or only a witness. */
  #pending(stored: StoredCheckpoint): string | null {
    if (stored.anchored) return null;
    const { connectors, timestampers = [], isRequired = () => true, keys } = this.#parts;
    // a statement is believed under the key that signed the checkpoint; one that is past signs nothing any more
    if (stored.keys[0]?.text !== keys.log.key.text) return null;
    const confirmers = [
      ...connectors.map(({ name, chain }) => ({ name, chain })),
      ...timestampers.map(({ name, authority }) => ({ name, chain: authority })),
    ];
    const isMissing = (one: { readonly name: string }) => isRequired(one) && !stored.confirmedBy.includes(one.name);
    const chain = confirmers.find((one) => one.chain !== null && isMissing(one))?.chain;
    if (!chain) return null;
    const deadline = new Date(Date.parse(stored.time) + (this.#parts.anchorDeadline ?? DAY)).toISOString();
    const { checkpoint } = stored;
    const text = pendingNoteText({ checkpoint, chain, deadline }, toBase64(checkpoint.root));
    return pendingNote({ text, signatures: [signNote(text, keys.log)] });
  }
}

const isMadeAnew = ({ supersedes }: Intake, { again = false }: AddOptions) => again || supersedes !== null;

/** For each file the place of the first with the same bytes: its own where it is made anew, or has no digest. */
function firstPlaces(files: readonly Intake[], options: AddOptions): readonly number[] {
  const first = new Map<string, number>();
  return files.map((file, i) => {
    const { digest } = file;
    if (isMadeAnew(file, options) || !digest) return i;
    const place = first.get(digest.sha256) ?? i;
    first.set(digest.sha256, place);
    return place;
  });
}

/** The stored nodes and, before them, those that are about to be. */
function withNodes(read: NodeReader, nodes: ReturnType<typeof appendedNodes>): NodeReader {
  const fresh = new Map(nodes.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
  return (level, index) => fresh.get(`${level}/${index}`) ?? read(level, index);
}

/** Whether a fact is left out as asked: not one that is absent where its masked form shows that anyway. */
function isWithheld(name: string, value: Json, withhold: readonly string[]): boolean {
  const masked = MASKED_FORMS[name];
  const shownAbsent = value === null && masked !== undefined && !withhold.includes(masked);
  return withhold.includes(name) && !shownAbsent;
}
