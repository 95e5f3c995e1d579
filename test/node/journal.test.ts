// The custody journal in the store: only ever added to, one entry for each thing that happened, and a tree over them.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type AnchorKinds, anchorKinds } from '../../core/anchors/kind.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { fromHex, toBase64, toHex, utf8 } from '../../core/formats/bytes.ts';
import { canonicalText, type Json } from '../../core/formats/canonical.ts';
import { parseProof } from '../../core/formats/checkpoint.ts';
import { type Custody, checkCustody, custodyBytes, parseCustody } from '../../core/log/custody.ts';
import { detailHash, type JournalEvent, parseJournalRecord } from '../../core/log/journal.ts';
import { openStore } from '../../core/node/store/sqlite-store.ts';
import { anchor, at, batchOf, disclosuresOf, headLeaf, newRecord } from '../contracts/sealing.ts';
import { PlainTree } from '../core/support/plain-tree.ts';
import { ledgerAnchor, ledgerVerifier, signBlock } from '../kinds/ledger/anchor.ts';
import { testFolder } from './support/folder.ts';
import { certified, entered } from './support/outputs.ts';

function opened() {
  const file = join(testFolder(), 'notary.db');
  const store = openStore(file);
  store.journal.signedBy(() => ({ operator: '王敏', program: 'window' }));
  onTestFinished(() => store.close());
  return { file, store };
}

/** A store in which a record went all the way, and another was withdrawn. */
function lived() {
  const { file, store } = opened();
  const [kept, dropped] = store.add([newRecord(), newRecord()]);
  if (!kept || !dropped) throw new Error('nothing was added');
  store.edit(kept.id, disclosuresOf({ title: '采购合同' }), at(1));
  store.withdraw(dropped.id, '重复', at(2));
  const waiting = store.waiting(false, 10);
  const { size = 0, root = new Uint8Array(0) } = store.journal.nextHead() ?? {};
  store.seal(batchOf(store, waiting, at(3), [headLeaf(size, toHex(root))]));
  anchor(store, 2);
  certified(store, kept.id, '/somewhere/private/合同-ABC.pdf', at(5), true);
  entered(store, {
    way: 'share',
    time: at(6),
    path: '/somewhere/private/a.zip',
    parts: ['document'],
    certificates: [{ id: kept.id, number: 'ABCDEFGHIJKL', final: true }],
    recipients: [{ name: '银行', address: null }],
  });
  return { file, store, kept, dropped };
}

const entriesOf = ({ store }: Pick<ReturnType<typeof lived>, 'store'>, seq: number, leaf: number | null) =>
  store.journal.entriesOf(seq, leaf);

describe('the journal', () => {
  it('has what happened to a record, with time, operator and program', () => {
    const { store, kept, dropped } = lived();
    const entries = entriesOf({ store }, kept.seq, 0);
    const events: readonly JournalEvent[] = ['recorded', 'edited', 'sealed', 'anchored', 'exported', 'shared'];
    expect(entries.map(({ entry }) => entry.event)).toEqual(events);
    for (const { opened } of entries) expect(opened?.[1]).toMatchObject({ operator: '王敏', program: 'window' });
    expect(entries[1]?.opened?.[1].facts).toContain('title');
    expect(entries[4]?.opened?.[1]).toMatchObject({ file: '合同-ABC.pdf', final: true });
    expect(JSON.stringify(entries)).not.toContain('private');
    expect(entries.map(({ entry }) => entry.previous)).toEqual([null, 0, null, null, 2, 6]);
    expect(entriesOf({ store }, dropped.seq, null).map(({ entry }) => entry.event)).toEqual(['recorded', 'withdrawn']);
  });

  it('commits to every detail by a salted hash', () => {
    const { store, kept } = lived();
    for (const { entry, opened } of entriesOf({ store }, kept.seq, 0)) {
      const [salt = '', detail = {}] = opened ?? [];
      const text = `notary-desk/journal/v1\0${canonicalText([salt, detail] as unknown as Json)}`;
      expect(createHash('sha256').update(text).digest('hex')).toBe(entry.detail);
    }
  });

  it.each([
    'DELETE FROM journal',
    'DELETE FROM journal_heads',
    "UPDATE journal SET entry = '{}' WHERE place = 1",
    "UPDATE journal SET event = 'sealed' WHERE place = 1",
    "UPDATE journal SET opened = '[]' WHERE place = 1",
    'UPDATE journal SET place = 99 WHERE place = 1',
    'UPDATE journal_heads SET size = 1',
    'INSERT INTO journal SELECT 3, seq, from_leaf, to_leaf, event, entry, hash, opened FROM journal WHERE place = 1',
    'INSERT INTO journal SELECT 99, seq, from_leaf, to_leaf, event, entry, hash, opened FROM journal WHERE place = 1',
    'INSERT OR REPLACE INTO journal SELECT 3, seq, from_leaf, to_leaf, event, entry, hash, opened FROM journal WHERE place = 1',
  ])('refuses %s', (sql) => {
    const { file } = lived();
    const db = new Database(file);
    onTestFinished(() => void db.close());
    expect(() => db.exec(sql)).toThrow('the journal is only added to');
  });

  it('is in the log and in no list, count, search or summary', () => {
    const { store } = lived();
    const all = { search: '', states: [], kind: null, from: null, to: null, sort: 'seq', descending: false } as const;
    expect(store.logSize()).toBe(2);
    expect(store.query({ ...all, offset: 0, limit: 10 }).total).toBe(2);
    expect(store.query({ ...all, search: 'journal', offset: 0, limit: 10 }).total).toBe(0);
    expect(store.counts()).toMatchObject({ anchored: 1, withdrawn: 1, sealed: 0, recorded: 0 });
    expect(store.waitingSummary(false).count).toBe(0);
    expect(store.provisional()).toEqual([]);
  });

  it('tells in the timeline of a record what was handed on, and to whom', () => {
    const { store, kept } = lived();
    const shared = store.detail(kept.id)?.timeline.filter(({ kind }) => kind === 'shared');
    expect(shared).toEqual([{ kind: 'shared', time: at(6), detail: '银行 · a.zip' }]);
    store.erase(kept.id, at(9));
    const after = store.detail(kept.id)?.timeline.filter(({ kind }) => kind === 'shared');
    expect(after).toEqual([{ kind: 'shared', time: at(6), detail: '' }]);
  });

  it('keeps the entries of an erased record, and nothing of what they said', () => {
    const { file, store, kept } = lived();
    store.erase(kept.id, at(9));
    const entries = entriesOf({ store }, kept.seq, 0).filter(({ entry }) => entry.record !== null);
    expect(entries.map(({ entry }) => entry.event)).toEqual(['recorded', 'edited', 'exported', 'shared', 'erased']);
    expect(entries.slice(0, -1).map(({ opened }) => opened)).toEqual([null, null, null, null]);
    const db = new Database(file, { readonly: true });
    onTestFinished(() => void db.close());
    expect(JSON.stringify(db.prepare('SELECT * FROM journal').all())).not.toContain('合同-ABC');
  });

  it('has a head that a plain Merkle tree agrees with, however often it was asked for', () => {
    const { store } = opened();
    const leaves: Uint8Array[] = [];
    for (let round = 1; round < 12; round++) {
      const records = store.add(Array.from({ length: round % 4 }, () => newRecord()));
      for (const { seq } of records)
        for (const { entry } of store.journal.entriesOf(seq, null))
          leaves.push(utf8(canonicalText(entry as unknown as Json)));
      const { size = 0, root = new Uint8Array(0) } = store.journal.nextHead() ?? {};
      expect([size, toHex(root)]).toEqual([leaves.length, toHex(new PlainTree(leaves).root(leaves.length))]);
      expect(toHex(store.journal.nextHead()?.root ?? new Uint8Array(0))).toBe(toHex(root));
    }
  });
});

/** The custody of the first record of a store, made by hand. */
function custodyOf({ store, kept }: ReturnType<typeof lived>): Custody {
  const head = store.journal.latestHead;
  const stored = head && store.checkpointFor(head.leafIndex);
  if (!head || !stored) throw new Error('no head in the log');
  return {
    v: 1,
    record: kept.id,
    leaf: 0,
    entries: store.journal
      .entriesOf(kept.seq, 0)
      .filter(({ entry }) => entry.place < head.size)
      .map((one) => ({ ...one, path: store.journal.path(one.entry.place, head.size).map(toBase64) })),
    journal: parseJournalRecord(head.bytes),
    proof: `c2sp.org/tlog-proof@v1\nindex 1\n${toBase64(store.readNode(0, 0) ?? new Uint8Array())}\n\n${stored.note.text}\n${stored.note.signatures
      .map(({ name, id, signature }) => `— ${name} ${Buffer.concat([fromHex(id), signature]).toString('base64')}\n`)
      .join('')}`,
    keys: stored.keys.map(({ text }) => text),
    anchors: [],
  };
}

const failed = (custody: Custody) =>
  checkCustody(custody, nobleCrypto)
    .filter(({ state }) => state === 'failed')
    .map(({ name }) => name);

describe('a chain of custody', () => {
  it('holds, and is read back as it was written', () => {
    const custody = custodyOf(lived());
    expect(failed(custody)).toEqual([]);
    expect(parseCustody(custodyBytes(custody), nobleCrypto)).toEqual(custody);
  });

  it('checks its anchors by the kinds that it is given', () => {
    const whole = custodyOf(lived());
    const noteText = parseProof(utf8(whole.proof)).note.text;
    const state = (about: string, kinds?: AnchorKinds) => {
      const checkpoint = toHex(nobleCrypto.sha256(utf8(about)));
      const block = signBlock({ chain: 'one', height: 1, time: at(0), checkpoint }, new Uint8Array(32).fill(9));
      const checks = checkCustody({ ...whole, anchors: [ledgerAnchor(block)] }, nobleCrypto, kinds);
      return checks.find(({ name }) => name === 'anchors')?.state;
    };
    const known = anchorKinds([ledgerVerifier]);
    expect([state(noteText, known), state('another', known), state(noteText)]).toEqual(['passed', 'failed', 'not-run']);
  });

  it('does not show that entries at its end were left out, and says so', () => {
    const custody = custodyOf(lived());
    const cut = { ...custody, entries: custody.entries.slice(0, 1) };
    expect(failed(cut)).toEqual([]);
    const order = checkCustody(cut, nobleCrypto).find(({ name }) => name === 'order');
    expect(order?.detail).toContain(`entries after ${cut.entries[0]?.entry.place} would not be missed`);
  });

  it('shows each kind of lie by its own check', () => {
    const custody = custodyOf(lived());
    const [first, ...rest] = custody.entries;
    if (!first?.opened) throw new Error('no entry');
    const other = (change: Partial<Custody>) => failed({ ...custody, ...change });
    const entry = { ...first.entry, time: at(99) };
    expect(other({ entries: [{ ...first, entry }, ...rest] })).toEqual(['entries']);
    expect(other({ entries: rest })).toEqual(['order']);
    const opened = [first.opened[0], { ...first.opened[1], operator: '别人' }] as const;
    expect(other({ entries: [{ ...first, opened }, ...rest] })).toEqual(['details']);
    const detail = detailHash(opened, nobleCrypto);
    expect(other({ entries: [{ ...first, opened, entry: { ...first.entry, detail } }, ...rest] })).toEqual(['entries']);
    const journal = { ...custody.journal, digest: { sha256: '00'.repeat(32) } };
    expect(other({ journal })).toEqual(['entries', 'head']);
    expect(other({ proof: custody.proof.replace(/.{6}=*\n$/, 'AAAAAA==\n') })).not.toEqual([]);
    expect(other({ proof: 'nothing' })).toEqual(['head']);
    expect(other({ leaf: null, entries: custody.entries })).toEqual([]);
  });
});
