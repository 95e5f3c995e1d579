/** What every record store must do with facts that come after their record; run by `test/node/store-contract.test.ts`. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { RecordStore, StoredRecord } from '../../core/ports.ts';
import { FACT_NAMES } from '../../core/records/facts.ts';
import type { Disclosure } from '../../core/records/record.ts';
import { at, disclosuresOf, newRecord, sealNew } from './sealing.ts';

const parts = (v: number): Disclosure => [String(v).repeat(32), 'fingerprints', { v }];

/** `open` gives an empty store, which `close` throws away. */
export function completingContract(open: () => { store: RecordStore; close: () => void }): void {
  let store: RecordStore;
  beforeEach(() => {
    const opened = open();
    store = opened.store;
    return opened.close;
  });
  const one = () => store.add([newRecord()])[0] as StoredRecord;
  const saltOf = (id: string, name = 'fingerprints') =>
    store.get(id)?.disclosures.find((disclosure) => disclosure[1] === name)?.[0] ?? '';

  describe('facts that come after their record', () => {
    it('are put where nothing is stated yet, and are no edit', () => {
      const [{ id, editedAt }, other] = [one(), one()];
      const of = (name: string) => store.get(id)?.disclosures.find((disclosure) => disclosure[1] === name);
      const note: Disclosure = ['6'.repeat(32), 'note', 'a note'];
      store.complete([
        { id, instead: saltOf(id), disclosure: parts(1) },
        { id: other.id, instead: saltOf(other.id, 'note'), disclosure: note },
      ]);
      expect(of('fingerprints')).toEqual(parts(1));
      expect(store.get(id)?.editedAt).toBe(editedAt);
      expect(store.get(other.id)?.disclosures).toContainEqual(note);
      store.complete([{ id, instead: saltOf(id), disclosure: parts(2) }]);
      expect(of('fingerprints')).toEqual(parts(1));
      expect(store.get(id)?.disclosures.map((disclosure) => disclosure[1])).toEqual([...FACT_NAMES]);
    });

    it('do not come back where somebody has edited them meanwhile', () => {
      const { id } = one();
      const before = saltOf(id);
      store.edit(id, disclosuresOf({}), at(5));
      expect(saltOf(id)).not.toBe(before);
      store.complete([{ id, instead: before, disclosure: parts(1) }]);
      expect(store.get(id)?.disclosures).not.toContainEqual(parts(1));
    });

    it('change nothing that is sealed, withdrawn or unknown', () => {
      const [sealed] = sealNew(store, 1);
      const withdrawn = one();
      store.withdraw(withdrawn.id, 'reason', at(1));
      for (const { id } of [sealed as StoredRecord, withdrawn]) {
        const before = store.get(id);
        store.complete([{ id, instead: saltOf(id), disclosure: parts(1) }]);
        expect(store.get(id)).toEqual(before);
      }
      store.complete([{ id: newRecord().id, instead: '0'.repeat(32), disclosure: parts(1) }]);
    });
  });
}
