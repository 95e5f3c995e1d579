/** What every record store must do; run over each of them by `test/node/store-contract.test.ts`. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { toHex } from '../../core/formats/bytes.ts';
import { verifyNote } from '../../core/formats/note.ts';
import { consistencyProof, inclusionProof, logRoot } from '../../core/log/log.ts';
import type { RecordStore, StoredRecord } from '../../core/ports.ts';
import { PlainTree } from '../core/support/plain-tree.ts';
import {
  anchor,
  at,
  batchOf,
  cosignatureFor,
  desk,
  disclosuresOf,
  headLeaf,
  jobFor,
  leafOf,
  newRecord,
  sealNew,
  witness,
} from './sealing.ts';

/** `open` gives an empty store, which `close` throws away. */
export function recordStoreContract(open: () => { store: RecordStore; close: () => void }): void {
  let store: RecordStore;
  beforeEach(() => {
    const opened = open();
    store = opened.store;
    return opened.close;
  });

  const one = (changes: Parameters<typeof newRecord>[1] = {}): StoredRecord => {
    const [record] = store.add([newRecord({}, changes)]);
    if (!record) throw new Error('nothing was added');
    return record;
  };

  const stateOf = (id: string) => store.get(id)?.state;

  describe('intake', () => {
    it('numbers records from 1 without gaps and gives back what was added', () => {
      const added = [newRecord(), newRecord({ title: '采购合同' }), newRecord()];
      const [first, second] = [store.add(added.slice(0, 2)), store.add(added.slice(2))];
      expect([...first, ...second].map(({ seq }) => seq)).toEqual([1, 2, 3]);
      for (const [i, record] of [...first, ...second].entries()) {
        expect(record).toMatchObject({ ...added[i], state: 'recorded', confirmed: false, leaf: null, withdrawn: null });
        expect(store.get(record.id)).toEqual(record);
      }
    });

    it('keeps both digests of a document when there are two', () => {
      const digest = { sha256: 'ab'.repeat(32), sm3: 'cd'.repeat(32) };
      expect(store.get(one({ digest }).id)?.digest).toEqual(digest);
    });

    it('adds all or none', () => {
      const known = one();
      const { length } = store.waiting(false, 10);
      expect(() => store.add([newRecord(), newRecord({}, { id: known.id })])).toThrow();
      expect(store.waiting(false, 10).length).toBe(length);
      expect(one().seq).toBe(2);
    });

    it('knows nothing of ids and digests that are not there', () => {
      expect(store.get(newRecord().id)).toBeNull();
      expect(store.findByDigest('00'.repeat(32))).toBeNull();
    });

    it('finds the newest live record of the same bytes', () => {
      const digest = { sha256: '11'.repeat(32) };
      const [older, newer] = [one({ digest }), one({ digest })];
      expect(store.findByDigest(digest.sha256)?.id).toBe(newer.id);
      const another = '22'.repeat(32);
      const other = one({ digest: { sha256: another } });
      const many = store.findByDigests([digest.sha256, '00'.repeat(32), another, digest.sha256]);
      expect([...many].map(([sha256, { id }]) => [sha256, id])).toEqual([
        [digest.sha256, newer.id],
        [another, other.id],
      ]);
      store.withdraw(newer.id, 'twice', at(1));
      expect(store.findByDigest(digest.sha256)?.id).toBe(older.id);
      store.withdraw(older.id, 'wrong file', at(2));
      expect(store.findByDigest(digest.sha256)).toBeNull();
    });
  });

  describe('edits', () => {
    it('replaces the facts of a recorded record', () => {
      const { id } = one();
      const disclosures = disclosuresOf({ title: '货物买卖合同' });
      expect(store.edit(id, disclosures, at(5))).toBe(true);
      expect(store.get(id)).toMatchObject({ disclosures, editedAt: at(5) });
    });

    it('never gives two edits the same time', () => {
      const { id } = one();
      const times = [at(5), at(5), at(1)].map((time) => {
        store.edit(id, disclosuresOf({}), time);
        return store.get(id)?.editedAt;
      });
      expect(times).toEqual([at(5), at(6), at(7)]);
    });

    it('refuses to edit, withdraw or confirm what is sealed or withdrawn', () => {
      const [sealed] = sealNew(store, 1);
      const withdrawn = one();
      store.withdraw(withdrawn.id, 'reason', at(1));
      for (const { id } of [sealed as StoredRecord, withdrawn]) {
        const before = store.get(id);
        expect(store.edit(id, disclosuresOf({}), at(9))).toBe(false);
        expect(store.withdraw(id, 'again', at(9))).toBe(false);
        expect(store.confirm([id], true)).toBe(0);
        expect(store.get(id)).toEqual(before);
      }
      expect(store.edit(newRecord().id, disclosuresOf({}), at(9))).toBe(false);
    });

    it('keeps the row and the reason of a withdrawn record', () => {
      const { id, seq } = one();
      expect(store.withdraw(id, '文件有误', at(3))).toBe(true);
      const withdrawn = { time: at(3), reason: '文件有误' };
      expect(store.get(id)).toMatchObject({ seq, state: 'withdrawn', withdrawn });
      expect(store.waiting(false, 10)).toEqual([]);
      expect(one().seq).toBe(seq + 1);
    });

    it('counts what a confirmation changed', () => {
      const [a, b, c] = [one(), one(), one()];
      expect(store.confirm([a.id, c.id, newRecord().id], true)).toBe(2);
      expect(store.confirm([a.id, b.id], true)).toBe(1);
      expect(store.confirm([b.id], false)).toBe(1);
      expect(store.waiting(true, 10).map(({ id }) => id)).toEqual([a.id, c.id]);
    });
  });

  describe('sealing', () => {
    it('appends leaves of the desk itself behind the records, and alone, and no record has them', () => {
      const records = store.add([newRecord(), newRecord()]);
      store.seal(batchOf(store, records, at(1000), [headLeaf(2)]));
      store.seal(batchOf(store, [], at(2000), [headLeaf(3)]));
      expect(store.logSize()).toBe(4);
      expect(records.map(({ id }) => store.get(id)?.leaf?.index)).toEqual([0, 1]);
      expect(store.waiting(false, 10)).toEqual([]);
      expect(store.latestCheckpoint()?.checkpoint).toMatchObject({
        size: 4,
        root: logRoot(4, store.readNode, nobleCrypto),
      });
      const [later] = sealNew(store, 1);
      expect(store.get(later?.id ?? '')?.leaf?.index).toBe(4);
    });

    it('gives what waits in the order of intake, as far as it is asked', () => {
      const ids = [one(), one(), one()].map(({ id }) => id);
      expect(store.waiting(false, 10).map(({ id }) => id)).toEqual(ids);
      expect(store.waiting(false, 2).map(({ id }) => id)).toEqual(ids.slice(0, 2));
      expect(store.waiting(true, 10)).toEqual([]);
    });

    it('starts with an empty log', () => {
      expect([store.logSize(), store.latestCheckpoint(), store.checkpointFor(0)]).toEqual([0, null, null]);
      expect(store.readNode(0, 0)).toBeUndefined();
    });

    it('seals a batch: leaves, nodes, checkpoint and members', () => {
      const records = store.add([newRecord(), newRecord(), newRecord()]);
      const batch = batchOf(store, records);
      store.seal(batch);
      expect(store.logSize()).toBe(3);
      for (const [index, record] of records.entries())
        expect(store.get(record.id)).toEqual({ ...record, state: 'sealed', leaf: { index, bytes: leafOf(record) } });
      for (const { level, index, hash } of batch.nodes) expect(store.readNode(level, index)).toEqual(hash);
      const { checkpoint, note, keys, time } = batch;
      const stored = { checkpoint, note, keys, time, anchors: [], renewals: [], confirmedBy: [], anchored: false };
      expect(store.checkpoint(3)).toEqual(stored);
      expect(store.latestCheckpoint()).toEqual(stored);
      expect(store.checkpoint(2)).toBeNull();
      expect(store.waiting(false, 10)).toEqual([]);
    });

    it('refuses a batch whose log or members moved, and changes nothing', () => {
      const [edited, withdrawn, stays] = store.add([newRecord(), newRecord(), newRecord()]);
      if (!edited || !withdrawn || !stays) throw new Error('nothing was added');
      const stale = { log: batchOf(store, [stays]), edited: batchOf(store, [stays, edited]) };
      const gone = batchOf(store, [stays, withdrawn]);
      store.edit(edited.id, disclosuresOf({}), edited.editedAt);
      store.withdraw(withdrawn.id, 'reason', at(1));
      for (const batch of [stale.edited, gone]) {
        expect(() => store.seal(batch)).toThrow(expect.objectContaining({ code: 'wrong-state' }));
        expect([store.logSize(), stateOf(stays.id), store.readNode(0, 0)]).toEqual([0, 'recorded', undefined]);
        expect(store.latestCheckpoint()).toBeNull();
      }
      store.seal(batchOf(store, [stays]));
      expect(() => store.seal(stale.log)).toThrow(expect.objectContaining({ code: 'wrong-state' }));
      expect(store.logSize()).toBe(1);
    });

    it('refuses an empty batch', () => {
      expect(() => store.seal(batchOf(store, []))).toThrow(expect.objectContaining({ code: 'wrong-state' }));
    });

    it('keeps a log that a plain Merkle tree agrees with, whatever the batches', () => {
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }), (batches) => {
          const opened = open();
          try {
            const leaves = batches.flatMap((count) => sealNew(opened.store, count)).map(leafOf);
            const tree = new PlainTree(leaves);
            const { readNode } = opened.store;
            for (let size = 1; size <= leaves.length; size++) {
              expect(toHex(logRoot(size, readNode, nobleCrypto))).toBe(toHex(tree.root(size)));
              expect(consistencyProof(size, leaves.length, readNode, nobleCrypto)).toEqual(
                tree.proof(size, leaves.length),
              );
              expect(inclusionProof(size - 1, leaves.length, readNode, nobleCrypto)).toEqual(
                tree.path(size - 1, leaves.length),
              );
            }
            const { checkpoint } = opened.store.latestCheckpoint() ?? {};
            expect(checkpoint?.root).toEqual(tree.root(leaves.length));
          } finally {
            opened.close();
          }
        }),
        { numRuns: 15 },
      );
    });
  });

  describe('anchoring', () => {
    it('has one open job for each connector, found by connector and reference', () => {
      sealNew(store, 2);
      expect(store.openJob('witness')).toBeNull();
      store.saveJob(jobFor(2));
      store.saveJob(jobFor(2, { connector: 'chain' }));
      store.saveJob(jobFor(2, { state: 'submitted', attempts: 1 }));
      expect(store.openJob('witness')).toEqual(jobFor(2, { state: 'submitted', attempts: 1 }));
      expect(store.openJob('chain')).toEqual(jobFor(2, { connector: 'chain' }));
      expect(() => store.saveJob(jobFor(2, { reference: 'another' }))).toThrow();
      for (const state of ['refused', 'replaced'] as const) {
        store.saveJob(jobFor(2, { state }));
        expect(store.openJob('witness')).toBeNull();
        store.saveJob(jobFor(2));
        expect(store.openJob('witness')).toEqual(jobFor(2));
      }
    });

    it('adds lines and keys, closes the job and marks every sealed record', () => {
      const [first, second] = [...sealNew(store, 1), ...sealNew(store, 1)];
      const waits = one();
      store.saveJob(jobFor(2));
      anchor(store, 2);
      const stored = store.checkpoint(2);
      expect(stored).toMatchObject({ anchored: true, confirmedBy: ['witness'], keys: [desk.key, witness.key] });
      expect(stored && verifyNote(stored.note, stored.keys, nobleCrypto)).toEqual([desk.key, witness.key]);
      expect([first?.id, second?.id, waits.id].map((id) => stateOf(id ?? ''))).toEqual([
        'anchored',
        'anchored',
        'recorded',
      ]);
      expect(store.openJob('witness')).toBeNull();
    });

    it('does nothing twice: the same answer again, a confirmed job again', () => {
      sealNew(store, 1);
      anchor(store, 1);
      const once = store.checkpoint(1);
      anchor(store, 1);
      store.saveJob(jobFor(1));
      expect(store.checkpoint(1)).toEqual(once);
      expect(store.openJob('witness')).toBeNull();
    });

    it('is anchored only once that is complete', () => {
      const [record] = sealNew(store, 1);
      anchor(store, 1, false);
      expect([store.checkpoint(1)?.anchored, stateOf(record?.id ?? '')]).toEqual([false, 'sealed']);
      const chain = { lines: [], keys: [], anchors: [{ kind: 'chain', chain: { height: 7 } }] };
      store.recordAnchor(1, jobFor(1, { connector: 'chain' }), chain, true);
      expect(store.checkpoint(1)).toMatchObject({
        anchored: true,
        confirmedBy: ['witness', 'chain'],
        anchors: [{ kind: 'chain', chain: { height: 7 } }],
      });
      expect(stateOf(record?.id ?? '')).toBe('anchored');
    });

    it('adds nothing to a checkpoint that is anchored, but remembers who confirmed it', () => {
      sealNew(store, 1);
      anchor(store, 1);
      const { note, keys } = store.checkpoint(1) ?? {};
      const late = { ...cosignatureFor(store, 1, 1_900_000_000), anchors: [{ kind: 'chain', chain: {} }] };
      store.recordAnchor(1, jobFor(1, { connector: 'late' }), late, true);
      expect(store.checkpoint(1)).toMatchObject({ note, keys, anchors: [], confirmedBy: ['witness', 'late'] });
    });

    it('adds later forms of an anchor beside it, and takes nothing away', () => {
      sealNew(store, 1);
      const first = { kind: 'chain', chain: { height: 7 } };
      const renewals = [8, 9].map((height) => ({ place: 0, anchor: { kind: 'chain', chain: { height } } }));
      const renew = () => renewals.forEach((renewal) => void store.renewAnchor(1, renewal));
      expect(renew).toThrow(expect.objectContaining({ code: 'wrong-state' }));
      store.recordAnchor(1, jobFor(1), { lines: [], keys: [], anchors: [first] }, true);
      const before = store.checkpoint(1);
      renew();
      expect(store.checkpoint(1)).toEqual({ ...before, anchors: [first], renewals });
      expect(store.checkpointFor(0)).toEqual(store.checkpoint(1));
      const other = { place: 1, anchor: first };
      expect(() => store.renewAnchor(1, other)).toThrow(expect.objectContaining({ code: 'wrong-state' }));
      expect(() => store.renewAnchor(9, { ...other, place: 0 })).toThrow();
    });

    it("leaves a record's proof with the first anchored checkpoint that covers it", () => {
      for (let i = 0; i < 4; i++) sealNew(store, 2);
      const shown = () => [0, 2, 4, 6].map((leaf) => store.checkpointFor(leaf)?.checkpoint.size);
      expect(shown()).toEqual([8, 8, 8, 8]);
      anchor(store, 4);
      expect(shown()).toEqual([4, 4, 8, 8]);
      anchor(store, 2); // late, and smaller: nothing moves
      expect(shown()).toEqual([4, 4, 8, 8]);
      anchor(store, 8);
      anchor(store, 6);
      expect(shown()).toEqual([4, 4, 8, 8]);
      expect(store.checkpointFor(8)).toBeNull();
    });

    it('refuses an anchor for a checkpoint that is not there', () => {
      expect(() => store.recordAnchor(5, jobFor(5), { lines: [], keys: [], anchors: [] }, true)).toThrow(
        expect.objectContaining({ code: 'not-found' }),
      );
    });

    it("keeps the witness's newest note", () => {
      expect(store.lastCosigned()).toBeNull();
      sealNew(store, 1);
      sealNew(store, 1);
      for (const size of [1, 2]) {
        const note = { text: store.checkpoint(size)?.note.text ?? '', signatures: cosignatureFor(store, size).lines };
        store.saveCosigned(note);
        expect(store.lastCosigned()).toEqual(note);
      }
    });
  });

  describe('erasure', () => {
    it('deletes what says anything of a document and leaves the log as it is', () => {
      const records = sealNew(store, 3);
      const [erased, neighbour] = records as [StoredRecord, StoredRecord];
      const root = logRoot(3, store.readNode, nobleCrypto);
      expect(store.erase(erased.id, at(9))).toBe(true);
      expect(store.get(erased.id)).toMatchObject({
        seq: erased.seq,
        state: 'erased',
        digest: null,
        size: null,
        path: null,
        disclosures: [],
        leaf: { index: 0, bytes: new Uint8Array(0) },
      });
      expect(store.findByDigest(erased.digest?.sha256 ?? '')).toBeNull();
      expect(logRoot(3, store.readNode, nobleCrypto)).toEqual(root);
      expect(store.get(neighbour.id)).toMatchObject({ state: 'sealed', disclosures: neighbour.disclosures });
      anchor(store, 3);
      expect([stateOf(erased.id), stateOf(neighbour.id)]).toEqual(['erased', 'anchored']);
    });

    it('is for sealed, anchored and withdrawn records only, and once', () => {
      const { id } = one();
      expect(store.erase(id, at(1))).toBe(false);
      store.withdraw(id, '王小明 asked for it', at(1));
      expect(store.erase(id, at(2))).toBe(true);
      expect(store.get(id)).toMatchObject({ state: 'erased', withdrawn: { time: at(1), reason: '' } });
      expect(store.erase(id, at(3))).toBe(false);
    });
  });
}
