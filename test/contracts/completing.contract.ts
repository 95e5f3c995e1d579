/** What every record store must do with what is found in a document after its record was made; run by `test/node/store-contract.test.ts`. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { RecordStore, StoredRecord } from '../../core/ports.ts';
import type { Completion } from '../../core/records/completion.ts';
import { FACT_NAMES } from '../../core/records/facts.ts';
import { INVOICE } from '../../core/records/profiles/index.ts';
import { type Disclosure, disclose } from '../../core/records/record.ts';
import { at, batchOf, disclosuresOf, newRecord, sealNew } from './sealing.ts';

const parts = (v: number): Disclosure => [String(v).repeat(32), 'fingerprints', { v }];
const zeros = (length: number) => new Uint8Array(length);

const READING = {
  reader: 'ubl-2.1',
  v: 1,
  profile: 'invoice',
  facts: { number: 'R-1' },
  places: { number: 'xml:BT-1' },
  suggestions: [],
  conflicts: [],
  references: [],
  notes: [],
} as const;

/** The facts of an invoice. */
const invoice = (facts: object): readonly Disclosure[] =>
  disclose({ ...Object.fromEntries(INVOICE.names.map((name) => [name, null])), ...facts }, zeros);

const become = (disclosures: readonly Disclosure[], change: Partial<Completion> = {}): Completion => ({
  kind: 'document',
  disclosures,
  held: false,
  reading: null,
  suggested: { seen: [], looseKey: null },
  warnings: [],
  ...change,
});

/** `open` gives an empty store, which `close` throws away. */
export function completingContract(open: () => { store: RecordStore; close: () => void }): void {
  let store: RecordStore;
  beforeEach(() => {
    const opened = open();
    store = opened.store;
    return opened.close;
  });
  const one = () => store.add([newRecord()])[0] as StoredRecord;
  const withParts = (v: number) => (record: StoredRecord) =>
    become(record.disclosures.map((old) => (old[1] === 'fingerprints' ? parts(v) : old)));

  describe('what is found in a document after its record was made', () => {
    it('is put into the record, and is no edit', () => {
      const { id, editedAt } = one();
      store.complete([id], withParts(1));
      expect(store.get(id)?.disclosures).toContainEqual(parts(1));
      expect(store.get(id)?.editedAt).toBe(editedAt);
      expect(store.get(id)?.disclosures.map((disclosure) => disclosure[1])).toEqual([...FACT_NAMES]);
    });

    it('makes a record of another kind, keeps the reading, and holds the record where somebody has to decide', () => {
      const [first, second] = [one(), one()];
      const change = { kind: 'invoice', reading: READING, held: true };
      store.complete([first.id], () => become(invoice({ number: 'R-1' }), change));
      store.complete([second.id], () => null);
      expect(store.get(first.id)).toMatchObject({
        kind: 'invoice',
        held: true,
        disclosures: invoice({ number: 'R-1' }),
      });
      expect(store.reading(first.id)).toEqual(READING);
      expect(store.waiting(false, 10).map(({ id }) => id)).toEqual([second.id]);
      expect(store.reading(second.id)).toBeNull();
    });

    it('holds the record by what an edit leaves to say of its reading, beside what its file holds it for', () => {
      const [plain, warned] = store.add([newRecord(), { ...newRecord(), held: true }]) as [StoredRecord, StoredRecord];
      const ids = [plain.id, warned.id];
      const isHeld = () => ids.map((id) => store.get(id)?.held === true);
      store.complete(ids, () => become(invoice({ number: 'R-1' }), { kind: 'invoice', reading: READING }));
      expect(isHeld()).toEqual([false, true]);
      const warnings = [{ code: 'stated-otherwise', detail: 'number' }] as const;
      for (const id of ids) store.edit(id, invoice({ number: 'R-2' }), at(1), { warnings, held: true });
      expect(isHeld()).toEqual([true, true]);
      for (const id of ids) store.edit(id, invoice({ number: 'R-2', note: 'x' }), at(2));
      expect(isHeld()).toEqual([true, true]);
      for (const id of ids) store.edit(id, invoice({ number: 'R-1' }), at(3), { warnings: [], held: false });
      expect(isHeld()).toEqual([false, true]);
    });

    it('is not asked about for what is sealed, withdrawn or unknown, whose readings are gone', () => {
      const [sealed] = sealNew(store, 1);
      const withdrawn = one();
      store.complete([withdrawn.id], ({ disclosures }) => become(disclosures, { reading: READING }));
      store.withdraw(withdrawn.id, 'reason', at(1));
      const before = [sealed, withdrawn].map((record) => store.get(record?.id ?? ''));
      store.complete([sealed?.id ?? '', withdrawn.id, newRecord().id], () => expect.unreachable());
      expect([sealed, withdrawn].map((record) => store.get(record?.id ?? ''))).toEqual(before);
      expect(store.reading(withdrawn.id)).toBeNull();
    });

    it('is all or nothing', () => {
      const [first, second] = [one(), one()];
      const change = (record: StoredRecord) => {
        if (record.id === second.id) throw new Error('a defect');
        return withParts(1)(record);
      };
      expect(() => store.complete([first.id, second.id], change)).toThrow('a defect');
      expect(store.get(first.id)).toEqual(first);
    });
  });

  describe('one invoice', () => {
    const FACTS = { scheme: 'en16931', code: '380', sellerId: 'DE 123.456.789', number: 'RE 2026/007' };
    const identity = (strict: string | null, loose: string | null) => ({ strict, loose });
    const add = (facts: object) => {
      const { id } = one();
      store.complete([id], () => become(invoice(facts), { kind: 'invoice' }));
      return id;
    };

    it('is found by its keys, also among those that are completed with it, and not once it is withdrawn', () => {
      const first = add(FACTS);
      const second = one();
      store.complete([second.id], () => {
        const strict = '{"id":"DE123456789","n":"RE2026/007","s":"en16931","t":"380"}';
        const loose = '{"id":"DE123456789","n":"RE2026007","s":"en16931"}';
        const { same, takenBackBy } = store.invoicesLike(identity(strict, loose), second.id);
        expect([same, takenBackBy]).toEqual([[{ id: first, seq: 1, strict: true }], []]);
        expect(store.invoicesLike(identity(null, loose), second.id).same).toMatchObject([{ id: first, strict: false }]);
        expect(store.invoicesLike(identity(strict, loose), first).same).toEqual([]);
        return null;
      });
      store.edit(first, invoice({ ...FACTS, number: 'RE 8' }), at(5));
      const now = '{"id":"DE123456789","n":"RE8","s":"en16931","t":"380"}';
      expect(store.invoicesLike(identity(now, null), second.id).same).toHaveLength(1);
      store.withdraw(first, 'twice', at(6));
      expect(store.invoicesLike(identity(now, null), second.id).same).toEqual([]);
    });

    it('is found where it was only seen, loosely, also once that is sealed, and not once it is withdrawn', () => {
      const loose = '{"n":"26112000000000000101","s":"cn-20"}';
      const seen = [{ name: 'number', place: 'qr', value: '26112000000000000101', doubtful: false }] as const;
      const [sealed, withdrawn] = [one(), one()];
      const suggested = { seen, looseKey: loose };
      store.complete([sealed.id, withdrawn.id], ({ disclosures }) => become(disclosures, { suggested }));
      expect([store.seen(sealed.id), store.seen(newRecord().id)]).toEqual([seen, []]);
      const found = () =>
        store.invoicesLike(identity(loose, loose), newRecord().id).same.map(({ seq, strict }) => [seq, strict]);
      expect(found()).toEqual([
        [sealed.seq, false],
        [withdrawn.seq, false],
      ]);
      store.withdraw(withdrawn.id, 'twice', at(6));
      store.seal(batchOf(store, store.waiting(false, 10)));
      expect(store.seen(sealed.id)).toEqual([]);
      expect(found()).toEqual([[sealed.seq, false]]);
    });

    it('is found by what takes it back', () => {
      const credit = add({ ...FACTS, code: '381', number: 'CN 1', credits: 'RE 2026/007' });
      const strict = '{"id":"DE123456789","n":"RE2026/007","s":"en16931","t":"380"}';
      expect(store.invoicesLike(identity(strict, null), one().id)).toEqual({
        same: [],
        takenBackBy: [{ id: credit, seq: 1, strict: true }],
      });
    });

    it('is no document that only has its number', () => {
      const { id } = one();
      store.edit(id, disclosuresOf({ number: 'RE 2026/007' }), at(5));
      expect(store.invoicesLike(identity('RE 2026/007', 'RE2026007'), one().id)).toEqual({ same: [], takenBackBy: [] });
    });
  });
}
