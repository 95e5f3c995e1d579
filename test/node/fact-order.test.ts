/** The orders of a list by facts: right after whatever happens, and made of no more than the page that is asked for. */
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { FactSort } from '../../core/node/store/list-keys.ts';
import { openStore, type SqliteStore } from '../../core/node/store/sqlite-store.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import type { StoredRecord } from '../../core/ports.ts';
import type { Facts } from '../../core/records/facts.ts';
import { at, batchOf, disclosuresOf, newRecord } from '../contracts/sealing.ts';
import { testFolder } from './support/folder.ts';
import { EVERYTHING } from './support/query.ts';
import { naiveOrder, randomFacts, randomNumbers } from './support/sorted.ts';

let store: SqliteStore;
beforeEach(() => {
  store = openStore(join(testFolder(), 'notary.db'));
  onTestFinished(() => store.close());
});

const order = (sort: FactSort, descending = false) =>
  store.query({ ...EVERYTHING, sort, descending }).rows.map(({ seq }) => seq);

it('has the order of a naive sort over the facts, whatever happens to its records', () => {
  const random = randomNumbers(7);
  const stated = new Map<number, Partial<Facts>>();
  const any = () => {
    const waiting = store.waiting(false, 500);
    return waiting[random(waiting.length)] as StoredRecord;
  };
  const changes: Readonly<Record<string, () => void>> = {
    intake: () => {
      const facts = randomFacts(random);
      for (const { seq } of store.add([newRecord(facts)])) stated.set(seq, facts);
    },
    edit: () => {
      const [{ id, seq }, facts] = [any(), randomFacts(random)];
      expect(store.edit(id, disclosuresOf(facts), at(5))).toBe(true);
      stated.set(seq, facts);
    },
    withdrawal: () => expect(store.withdraw(any().id, 'reason', at(6))).toBe(true),
    sealing: () => store.seal(batchOf(store, [any()])),
    erasure: () => {
      const { id, seq } = any();
      expect(store.eraseAll([id], at(9))).toBe(1);
      stated.set(seq, {});
    },
  };
  for (let i = 0; i < 40; i++) changes.intake?.();
  for (const [name, change] of Object.entries(changes))
    for (let round = 0; round < 4; round++) {
      change();
      for (const sort of ['parties', 'date', 'money'] as const) {
        const naive = naiveOrder(sort, stated);
        expect([name, sort, order(sort)]).toEqual([name, sort, naive]);
        expect([name, sort, order(sort, true)]).toEqual([name, sort, naive.toReversed()]);
      }
    }
});

it.each(['parties', 'date', 'money', 'title'] as const)(
  'by %s reads the facts and hashes the leaves of its page only, also after a write',
  (sort) => {
    const records = store.add(Array.from({ length: 60 }, (_, i) => newRecord(randomFacts(randomNumbers(i + 1)))));
    store.seal(batchOf(store, records.slice(0, 30)));
    const page = () => store.query({ ...EVERYTHING, sort, offset: 20, limit: 5 }).rows;
    page();
    store.confirm([records[40]?.id ?? ''], true);
    const [parse, sha256] = [vi.spyOn(JSON, 'parse'), vi.spyOn(nodeCrypto, 'sha256')];
    onTestFinished(() => void vi.restoreAllMocks());
    const rows = page();
    const texts = new Set(parse.mock.calls.map(([text]) => text).filter((text) => text.startsWith('[[')));
    expect(rows).toHaveLength(5);
    expect(texts.size).toBe(5);
    expect(sha256).toHaveBeenCalledTimes(rows.filter(({ state }) => state === 'sealed').length);
  },
);
