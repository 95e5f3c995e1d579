/** What every record store must know of which records refer to which; run by `test/node/store-contract.test.ts`. */
import { beforeEach, describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { fromHex, toHex } from '../../core/formats/bytes.ts';
import { leafHash } from '../../core/log/merkle.ts';
import type { RecordStore, StoredRecord } from '../../core/ports.ts';
import { type DraftLink, linksFact } from '../../core/records/links.ts';
import type { Disclosure } from '../../core/records/record.ts';
import { at, batchOf, desk, headLeaf, leafOf, newRecord } from './sealing.ts';

const ABROAD = { origin: `desk/${'9'.repeat(64)}`, leaf: 'ef'.repeat(32) };

const linked = (record: Pick<StoredRecord, 'disclosures'>, links: readonly DraftLink[]): readonly Disclosure[] =>
  record.disclosures.map(([salt, name, value]) => [salt, name, name === 'links' ? linksFact(links) : value]);

/** `open` gives an empty store, which `close` throws away. */
export function linkingContract(open: () => { store: RecordStore; close: () => void }): void {
  let store: RecordStore;
  beforeEach(() => {
    const opened = open();
    store = opened.store;
    return opened.close;
  });

  const some = (count: number) => store.add(Array.from({ length: count }, () => newRecord()));
  const leafOfRecord = (record: StoredRecord) => toHex(leafHash(leafOf(record), nobleCrypto));
  const link = (from: StoredRecord, ...links: readonly DraftLink[]) =>
    store.edit(from.id, linked(store.get(from.id) ?? from, links), at(1));
  const referring = ({ id }: StoredRecord, leaf: string | null = null) => store.referringTo({ record: id, leaf });
  const to = ({ id }: StoredRecord): DraftLink => ({ rel: 'order', record: id, basis: 'typed' });
  const seal = (...records: readonly StoredRecord[]) => store.seal(batchOf(store, records));

  describe('which records refer to which', () => {
    it('follows every edit, and what is known from the start', () => {
      const [order, invoice, contract] = some(3) as [StoredRecord, StoredRecord, StoredRecord];
      const [made] = store.add([{ ...newRecord(), disclosures: linked(newRecord(), [to(order)]) }]) as [StoredRecord];
      expect(referring(order)).toEqual([made.id]);
      link(invoice, to(order), to(contract), { rel: 'about', record: order.id, basis: 'typed' });
      expect(referring(order)).toEqual([invoice.id, made.id]);
      expect(referring(contract)).toEqual([invoice.id]);
      link(invoice, to(contract));
      expect(referring(order)).toEqual([made.id]);
      link(invoice);
      expect(referring(contract)).toEqual([]);
    });

    it('by leaf as well: of a sealed record, and of another desk’s', () => {
      const [order, invoice] = some(2) as [StoredRecord, StoredRecord];
      seal(order);
      const leaf = leafOfRecord(order);
      link(
        invoice,
        { rel: 'order', origin: desk.key.name, leaf, basis: 'xml:BT-13' },
        { rel: 'about', ...ABROAD, basis: 'typed' },
      );
      expect(referring(order, leaf)).toEqual([invoice.id]);
      expect(referring(order)).toEqual([]);
      expect(store.referringTo({ record: order.id, leaf: ABROAD.leaf })).toEqual([invoice.id]);
    });

    it('a link gets its leaf in the transaction that seals both', () => {
      const [order, invoice] = some(2) as [StoredRecord, StoredRecord];
      link(invoice, to(order));
      const batch = batchOf(store, [order, store.get(invoice.id) ?? invoice]);
      const leaf = leafOfRecord(order);
      const disclosures = linked(invoice, [{ rel: 'order', origin: desk.key.name, leaf, basis: 'typed' }]);
      const [first, second] = batch.records as [(typeof batch.records)[0], (typeof batch.records)[0]];
      const moved = { ...second, editedAt: at(77), disclosures };
      expect(() => store.seal({ ...batch, records: [first, moved] })).toThrow();
      expect(referring(order, leaf)).toEqual([invoice.id]);
      expect(store.get(invoice.id)?.disclosures).not.toEqual(disclosures);
      store.seal({ ...batch, records: [first, { ...second, disclosures }] });
      expect(store.get(invoice.id)?.disclosures).toEqual(disclosures);
      expect(store.referringTo({ record: newRecord().id, leaf })).toEqual([invoice.id]);
      expect(referring(order)).toEqual([]);
    });

    it('counts nobody who was withdrawn or erased', () => {
      const [order, withdrawn, erased] = some(3) as [StoredRecord, StoredRecord, StoredRecord];
      for (const from of [withdrawn, erased]) link(from, to(order));
      store.withdraw(withdrawn.id, 'reason', at(2));
      expect(referring(order)).toEqual([erased.id]);
      seal(store.get(erased.id) ?? erased);
      expect(referring(order)).toEqual([erased.id]);
      store.erase(erased.id, at(3));
      expect(referring(order)).toEqual([]);
    });
  });

  describe('a record by the hash of its leaf', () => {
    it('is found, also once it is erased; no leaf of the desk itself is one', () => {
      const records = some(20);
      store.seal(batchOf(store, records, at(1000), [headLeaf(1)]));
      for (const record of records) expect(store.recordOfLeaf(leafHash(leafOf(record), nobleCrypto))).toBe(record.id);
      const [first] = records as [StoredRecord];
      store.erase(first.id, at(2));
      expect(store.recordOfLeaf(leafHash(leafOf(first), nobleCrypto))).toBe(first.id);
      expect(store.recordOfLeaf(store.readNode(0, records.length) as Uint8Array)).toBeNull();
      expect(store.recordOfLeaf(fromHex(ABROAD.leaf, 32))).toBeNull();
    });
  });
}
