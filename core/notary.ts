/**
 * The write path, whole: intake → edit → seal → settle → evidence. Everything is stored before it is published, each
 * change of state is one transaction of the store, and after an error a chain is asked before anything is sent again.
 */
import type { AnchorKinds } from './anchor/kind.ts';
import { equal, toBase64 } from './bytes.ts';
import type { Json } from './canonical.ts';
import { type Checkpoint, checkpointText, proofBytes } from './checkpoint.ts';
import { type Crypto, nobleCrypto } from './crypto.ts';
import { NotaryError } from './errors.ts';
import { type EvidenceFiles, evidenceBytes, pendingNote, pendingNoteText } from './evidence.ts';
import { allFacts, FACT_NAMES, type FactName, type Facts, factReaders } from './facts.ts';
import { appendedNodes, inclusionProof, logRoot, type NodeReader } from './log.ts';
import { leafHash } from './merkle.ts';
import { signNote } from './note.ts';
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
} from './ports.ts';
import { claimHashes, type Disclosure, disclose, newRecordId, RECORD_VERSION, recordBytes } from './record.ts';
import { renewAnchors, type Settled, settleAll, shownAnchors } from './settle.ts';
import { currentTemplate } from './template.ts';

/** What a notary is made of. */
export interface NotaryParts {
  readonly store: RecordStore;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly random: Random;
  /** Every anchor of this desk; a checkpoint is anchored once all of them have confirmed it. */
  readonly connectors: readonly ChainConnector[];
  /** Which of them a checkpoint needs before it counts as anchored; all unless it is said. */
  readonly isRequired?: (connector: ChainConnector) => boolean;
  /** Facts that the desk itself states in every record: holder, ids, operator, software. */
  readonly deskFacts: () => Partial<Facts>;
  /** Whether certificates carry their proof in codes where nothing else is asked for. */
  readonly paper?: () => boolean;
  /** How long after sealing a provisional certificate says to expect the chain, in milliseconds. */
  readonly anchorDeadline?: number;
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
    return this.#parts.keys.log.key.name;
  }

  // --- intake -------------------------------------------------------------------------------------------------------

  /** Makes records of hashed files, in one transaction. Known bytes give the record that exists, unless `again`. */
  add(files: readonly Intake[], again = false): readonly Added[] {
    const { store } = this.#parts;
    const digests = again ? [] : files.map((file) => file.digest.sha256);
    const stored = store.findByDigests(digests);
    const known = files.map((file) => stored.get(file.digest.sha256));
    const first = new Map<string, number>();
    files.forEach(({ digest }, i) => {
      if (!known[i] && !first.has(digest.sha256)) first.set(digest.sha256, i);
    });
    const isNew = (i: number) => !known[i] && (again || first.get(files[i]?.digest.sha256 ?? '') === i);
    const fresh = files.filter((_, i) => isNew(i));
    const added = store.add(fresh.map((file) => this.#newRecord(file)));
    const byDigest = new Map(added.map((record) => [record.digest.sha256, record]));
    const queue = [...added];
    return files.map((file, i) => {
      const record = known[i] ?? (isNew(i) ? queue.shift() : byDigest.get(file.digest.sha256));
      if (!record) throw new NotaryError('internal', 'the store gave fewer records than it was asked to add');
      return { record, existing: !isNew(i) };
    });
  }

  #newRecord(file: Intake) {
    const { clock, random, deskFacts } = this.#parts;
    const now = clock.now();
    const time = new Date(now).toISOString();
    const facts = checkedFacts(allFacts({ ...deskFacts(), ...file.facts }));
    const { digest, size, path, supersedes } = file;
    const id = newRecordId(now, random);
    return {
      id,
      digest,
      size,
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
    const disclosures = record.disclosures.map((old): Disclosure => {
      const name = old[1];
      if (!(name in edits)) return old;
      return disclose(checkedFacts(allFacts(edits as Partial<Facts>)), random).find((made) => made[1] === name) ?? old;
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
  seal(onlyConfirmed = false, own: readonly Uint8Array[] = []): StoredCheckpoint | null {
    this.recover();
    const members = this.#parts.store.waiting(onlyConfirmed, MAX_BATCH);
    return members.length === 0 ? null : this.#append(members, own);
  }

  /** Seals leaves of the desk itself, without the records that wait. Throws what `seal` throws. */
  sealOwn(own: readonly Uint8Array[]): StoredCheckpoint | null {
    this.recover();
    return this.#append([], own);
  }

  #append(members: readonly StoredRecord[], own: readonly Uint8Array[]): StoredCheckpoint | null {
    const { store, clock, keys } = this.#parts;
    const from = store.logSize();
    const leaves = [...members.map((record) => this.#leaf(record)), ...own];
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
    const { id, seq, digest, size, time, clock, supersedes } = record;
    const claims = claimHashes(record.disclosures, this.#crypto);
    return recordBytes({
      v: RECORD_VERSION,
      type: 'document',
      id,
      origin: this.origin,
      seq,
      digest,
      size,
      time,
      clock,
      supersedes,
      claims,
    });
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
    const { connectors, store, isRequired } = this.#parts;
    return settleAll(connectors, store, this.#crypto, isRequired);
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
  evidence(id: string, withhold: readonly FactName[] = [], paper = this.#parts.paper?.() ?? false): EvidenceFiles {
    const { store } = this.#parts;
    const record = this.record(id);
    const stored = record.leaf && store.checkpointFor(record.leaf.index);
    if (!record.leaf || !stored || record.state === 'erased')
      throw new NotaryError('wrong-state', `record ${id} is ${record.state}: there is no certificate for it`, { id });
    this.recover();
    const { index, bytes } = record.leaf;
    const path = inclusionProof(index, stored.checkpoint.size, store.readNode, this.#crypto);
    const evidence = evidenceBytes({
      v: 1,
      page: currentTemplate(this.#crypto, paper),
      disclosures: record.disclosures.filter(
        ([, name, value]) => !withhold.includes(name) && !(paper && name === 'fingerprints' && value !== null),
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
    const { connectors, isRequired = () => true } = this.#parts;
    const isMissing = (one: ChainConnector) => one.chain && isRequired(one) && !stored.confirmedBy.includes(one.name);
    const awaited = connectors.find(isMissing);
    if (!awaited?.chain) return null;
    const deadline = new Date(Date.parse(stored.time) + (this.#parts.anchorDeadline ?? DAY)).toISOString();
    const { checkpoint } = stored;
    const text = pendingNoteText({ checkpoint, chain: awaited.chain, deadline }, toBase64(checkpoint.root));
    return pendingNote({ text, signatures: [signNote(text, this.#parts.keys.log)] });
  }
}

/** The stored nodes and, before them, those that are about to be. */
function withNodes(read: NodeReader, nodes: ReturnType<typeof appendedNodes>): NodeReader {
  const fresh = new Map(nodes.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
  return (level, index) => fresh.get(`${level}/${index}`) ?? read(level, index);
}

/** Refuses facts that a verifier would refuse, so that no record is ever made that cannot be verified. */
function checkedFacts(facts: Facts): Facts {
  const entries = FACT_NAMES.map((name) => [name, factReaders[name](facts[name] as Json, name)] as const);
  return Object.fromEntries(entries) as unknown as Facts;
}
