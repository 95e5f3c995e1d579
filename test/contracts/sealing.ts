/** Records and batches by hand, so that a store can be asked for what no notary would ask it. */

import { nobleCrypto } from '../../core/crypto.ts';
import { toHex, utf8 } from '../../core/formats/bytes.ts';
import { type Checkpoint, checkpointText } from '../../core/formats/checkpoint.ts';
import { cosign, signNote } from '../../core/formats/note.ts';
import { journalRecordBytes } from '../../core/log/journal.ts';
import { appendedNodes, logRoot, type ReadNode } from '../../core/log/log.ts';
import { leafHash } from '../../core/log/merkle.ts';
import type { AnchorJob, AnchorResult, RecordStore, SealedBatch, StoredRecord } from '../../core/ports.ts';
import { allFacts, type Facts } from '../../core/records/facts.ts';
import type { OwnLeaf } from '../../core/records/own-leaves.ts';
import { type Disclosure, disclose, newRecordId } from '../../core/records/record.ts';
import { logSigner, witnessSigner } from '../core/support/keys.ts';

export const desk = logSigner('desk');
export const witness = witnessSigner('witness');

type NewRecord = Parameters<RecordStore['add']>[0][number];

let counter = 0;
const filled = (length: number) => new Uint8Array(length).map((_, i) => (++counter * 31 + i * 7) & 255);

export const START = Date.UTC(2026, 10, 24, 9);

/** An instant that many milliseconds after the start of a test. */
export const at = (ms: number): string => new Date(START + ms).toISOString();

export function disclosuresOf(facts: Partial<Facts>): readonly Disclosure[] {
  return disclose(allFacts(facts), filled);
}

/** A record of its own, never the same twice. */
export function newRecord(facts: Partial<Facts> = {}, changes: Partial<NewRecord> = {}): NewRecord {
  counter += 1;
  return {
    id: newRecordId(START + counter, filled),
    kind: 'document',
    fields: {},
    digest: { sha256: toHex(nobleCrypto.sha256(utf8(`document ${counter}`))) },
    size: counter,
    time: at(0),
    clock: 'unknown',
    path: `/documents/${counter}.pdf`,
    supersedes: null,
    disclosures: disclosuresOf({ holder: '上海长风', fileName: `${counter}.pdf`, ...facts }),
    editedAt: at(0),
    ...changes,
  };
}

/** The leaf that these tests give a record: what a store makes of the bytes is nothing. */
export const leafOf = (record: StoredRecord): Uint8Array => utf8(`leaf of ${record.id}`);

/** The batch that seals these records. */
export function batchOf(
  store: RecordStore,
  records: readonly StoredRecord[],
  time = at(1000),
  own: readonly OwnLeaf[] = [],
): SealedBatch {
  const from = store.logSize();
  const leaves = [...records.map(leafOf), ...own.map(({ bytes }) => bytes)];
  const hashes = leaves.map((leaf) => leafHash(leaf, nobleCrypto));
  const nodes = appendedNodes(from, hashes, store.readNode, nobleCrypto);
  const fresh = new Map(nodes.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
  const read: ReadNode = (level, index) => fresh.get(`${level}/${index}`) ?? store.readNode(level, index);
  const size = from + leaves.length;
  const checkpoint: Checkpoint = { origin: desk.key.name, size, root: logRoot(size, read, nobleCrypto) };
  const text = checkpointText(checkpoint);
  return {
    from,
    checkpoint,
    note: { text, signatures: [signNote(text, desk)] },
    keys: [desk.key],
    time,
    nodes,
    records: records.map(({ id, editedAt }, i) => ({
      id,
      editedAt,
      index: from + i,
      bytes: leaves[i] ?? new Uint8Array(0),
    })),
    own,
  };
}

/** The leaf of a head of the custody journal. */
export function headLeaf(size: number, sha256 = 'ab'.repeat(32)): OwnLeaf {
  const id = newRecordId(START, filled);
  const head = { digest: { sha256 }, size, time: at(1000), clock: 'unknown' } as const;
  return { type: 'journal', bytes: journalRecordBytes({ v: 1, type: 'journal', id, origin: desk.key.name, ...head }) };
}

/** Adds and seals that many records; gives them as they were before sealing. */
export function sealNew(store: RecordStore, count: number): readonly StoredRecord[] {
  const records = store.add(Array.from({ length: count }, () => newRecord()));
  store.seal(batchOf(store, records));
  return records;
}

export function jobFor(size: number, changes: Partial<AnchorJob> = {}): AnchorJob {
  const connector = changes.connector ?? 'witness';
  const reference = `${connector} ${size}`;
  return {
    connector,
    size,
    reference,
    payload: utf8(reference),
    state: 'prepared',
    attempts: 0,
    receipt: null,
    ...changes,
  };
}

/** What a witness gives for the checkpoint of this size. */
export function cosignatureFor(store: RecordStore, size: number, seconds = 1_800_000_000): AnchorResult {
  const text = store.checkpoint(size)?.note.text ?? '';
  return { lines: [cosign(text, seconds, witness)], keys: [witness.key], anchors: [] };
}

/** Anchors the checkpoint of this size by one cosignature. */
export function anchor(store: RecordStore, size: number, complete = true): void {
  store.recordAnchor(size, jobFor(size), cosignatureFor(store, size), complete);
}
