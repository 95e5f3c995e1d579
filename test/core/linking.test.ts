/** Records that refer to one another: what is refused, in which order a batch is sealed, and what is left when records go. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorCode, NotaryError } from '../../core/errors.ts';
import { toHex } from '../../core/formats/bytes.ts';
import { Notary } from '../../core/notary.ts';
import type { SealedBatch, StoredRecord } from '../../core/ports.ts';
import { draftLinksIn, isDraftLinks, type LinkRel, linksIn } from '../../core/records/links.ts';
import { factsIn } from '../../core/records/record.ts';
import { verify } from '../../core/verification/verify.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { accept, sampleBundle } from './support/evidence.ts';
import { file, makeNotary } from './support/notary.ts';
import { outcome, runs } from './support/outcome.ts';

const ABROAD = { origin: `desk/${'9'.repeat(64)}`, leaf: 'ef'.repeat(32) };

/** A desk with that many records that wait. */
function deskWith(count: number) {
  const made = makeNotary();
  const ids = made.notary
    .add(Array.from({ length: count }, (_, i) => file(`file ${i}`)))
    .map(({ record }) => record.id);
  const { notary, store } = made;
  const link = (from: number, to: number, rel: LinkRel = 'order') =>
    notary.links.link(ids[from] ?? '', { rel, to: { record: ids[to] ?? '' } });
  const record = (at: number) => notary.record(ids[at] ?? '') as StoredRecord;
  const leaf = (at: number) => toHex(store.readNode(0, record(at).leaf?.index ?? -1) ?? new Uint8Array());
  const links = (at: number) => draftLinksIn(factsIn(record(at).disclosures).links) ?? [];
  return { ...made, ids, link, record, leaf, links };
}

const reason = (action: () => unknown) => {
  try {
    action();
    return 'accepted';
  } catch (error) {
    return error instanceof NotaryError ? (error.details.reason ?? errorCode(error)) : 'internal';
  }
};

describe('a link', () => {
  it('to a record that waits is one to its leaf once both are sealed, whichever came first', () => {
    const { notary, link, record, leaf, links } = deskWith(3);
    link(0, 2);
    link(1, 2, 'contract');
    expect(isDraftLinks(factsIn(record(0).disclosures).links)).toBe(true);
    notary.seal();
    expect([2, 0, 1].map((at) => record(at).leaf?.index)).toEqual([0, 1, 2]);
    expect(links(0)).toEqual([{ rel: 'order', origin: notary.origin, leaf: leaf(2), basis: 'typed' }]);
    expect(links(1)).toMatchObject([{ rel: 'contract', leaf: leaf(2) }]);
    expect(links(2)).toEqual([]);
  });

  it('to a sealed record, and to one of another desk, is one to its leaf at once', () => {
    const { notary, ids, record, leaf, links } = deskWith(1);
    notary.seal();
    const [added] = notary.add([file('later')]);
    const id = added?.record.id ?? '';
    notary.links.link(id, { rel: 'order', to: { record: ids[0] ?? '' }, basis: 'xml:BT-13' });
    notary.links.link(id, { rel: 'about', to: ABROAD });
    const stated = [
      { rel: 'order', origin: notary.origin, leaf: leaf(0), basis: 'xml:BT-13' },
      { rel: 'about', ...ABROAD, basis: 'typed' },
    ];
    expect(linksIn(factsIn(notary.record(id).disclosures).links)).toEqual(stated);
    expect(links(0)).toEqual([]);
    expect(record(0).state).toBe('sealed');
    // the same record by its leaf is the same link
    notary.links.link(id, { rel: 'order', to: { origin: notary.origin, leaf: leaf(0) } });
    expect(linksIn(factsIn(notary.record(id).disclosures).links)).toEqual(stated);
  });

  it('is in the certificate, and verifies with it', () => {
    const { notary, ids, link, leaf } = deskWith(2);
    link(0, 1);
    notary.seal();
    const report = (withhold: readonly string[]) =>
      verify(notary.evidence(ids[0] ?? '', withhold), {
        document: null,
        trust: [accept(sampleBundle())],
        page: { state: 'identical' },
      });
    expect(linksIn(report([]).facts.links)).toMatchObject([{ rel: 'order', leaf: leaf(1) }]);
    expect(report(['links']).facts.links).toBeUndefined();
    expect(report(['links']).withheld).toContain('links');
  });

  it('is taken back by what it names, before and after the other record was sealed', () => {
    const { notary, ids, link, links } = deskWith(3);
    link(0, 1);
    link(0, 2, 'contract');
    const target = { record: ids[1] ?? '' };
    expect(outcome(() => notary.links.unlink(ids[0] ?? '', 'invoice', target))).toBe('not-found');
    notary.links.unlink(ids[0] ?? '', 'order', target);
    expect(links(0)).toMatchObject([{ rel: 'contract' }]);
    notary.links.unlink(ids[0] ?? '', 'contract', { record: ids[2] ?? '' });
    expect(factsIn(notary.record(ids[0] ?? '').disclosures).links).toBeNull();
  });
});

describe('refused is', () => {
  it('a link to the record itself, to what was withdrawn, to what is not there, and one that closes a circle', () => {
    const { notary, ids, link } = deskWith(5);
    link(0, 1);
    link(1, 2);
    link(2, 3);
    expect(reason(() => link(0, 0))).toBe('link-self');
    expect(reason(() => link(3, 0))).toBe('link-circle');
    expect(reason(() => link(1, 0, 'about'))).toBe('link-circle');
    expect(reason(() => link(3, 9))).toBe('not-found');
    expect(reason(() => link(0, 3))).toBe('accepted');
    notary.withdraw(ids[4] ?? '', 'no');
    expect(reason(() => link(0, 4))).toBe('wrong-state');
    expect(reason(() => link(4, 0))).toBe('wrong-state');
  });

  it('a change of what is sealed, and a leaf of this desk that it has not', () => {
    const { notary, ids, link } = deskWith(2);
    notary.seal();
    expect(reason(() => link(0, 1))).toBe('wrong-state');
    const [added] = notary.add([file('later')]);
    const leaf = { origin: notary.origin, leaf: 'ab'.repeat(32) };
    expect(reason(() => notary.links.link(added?.record.id ?? '', { rel: 'order', to: leaf }))).toBe('not-found');
    expect(ids).toHaveLength(2);
  });

  it('the fifty-first', () => {
    const { notary, ids, link } = deskWith(52);
    for (let to = 1; to <= 50; to++) link(0, to);
    expect(reason(() => link(0, 51))).toBe('too-many-links');
    expect(reason(() => link(0, 50))).toBe('accepted');
    notary.links.unlink(ids[0] ?? '', 'order', { record: ids[50] ?? '' });
    expect(reason(() => link(0, 51))).toBe('accepted');
  });

  it('any where the record has links of another version, which stay as they are', () => {
    const { notary, store, ids, link, record } = deskWith(2);
    const later = record(0).disclosures.map(
      ([salt, name, value]) => [salt, name, name === 'links' ? { v: 2 } : value] as const,
    );
    store.edit(ids[0] ?? '', later, record(0).editedAt);
    expect(reason(() => link(0, 1))).toBe('newer-version');
    notary.seal();
    expect(record(0).state).toBe('sealed');
    expect(factsIn(record(0).disclosures).links).toEqual({ v: 2 });
  });
});

describe('when a record goes', () => {
  it('that was never sealed, those that wait no longer refer to it, and the others stay', () => {
    const { notary, ids, link, links, record } = deskWith(3);
    link(0, 1);
    link(0, 2, 'contract');
    notary.withdraw(ids[1] ?? '', 'wrong file');
    expect(links(0)).toMatchObject([{ rel: 'contract' }]);
    notary.seal();
    expect([2, 0].map((at) => record(at).leaf?.index)).toEqual([0, 1]);
  });

  it('also where the desk died before it could say so: the batch says it', () => {
    const { notary, store, ids, link, links, record } = deskWith(2);
    link(0, 1);
    store.withdraw(ids[1] ?? '', 'wrong file', record(1).time);
    notary.seal();
    expect(record(0).state).toBe('sealed');
    expect(links(0)).toEqual([]);
  });

  it('that is erased after sealing, a link to it still gets its leaf', () => {
    const { notary, store, ids, link, links, record, leaf } = deskWith(2);
    link(0, 1);
    store.confirm([ids[1] ?? ''], true);
    notary.seal(true);
    expect([record(0).state, record(1).state]).toEqual(['recorded', 'sealed']);
    store.erase(ids[1] ?? '');
    notary.seal();
    expect(links(0)).toMatchObject([{ rel: 'order', leaf: leaf(1) }]);
  });
});

describe('a batch', () => {
  it('leaves out who refers to a record that may not be sealed yet, and whoever refers to that', () => {
    const { notary, store, ids, link, record } = deskWith(4);
    link(0, 1);
    link(1, 2);
    store.confirm(
      [0, 1, 3].map((at) => ids[at] ?? ''),
      true,
    );
    notary.seal(true);
    expect([0, 1, 2, 3].map((at) => record(at).state)).toEqual(['recorded', 'recorded', 'recorded', 'sealed']);
    expect(notary.unsealable(false, 10)).toEqual([]);
    store.confirm([ids[2] ?? ''], true);
    notary.seal(true);
    expect([2, 1, 0].map((at) => record(at).leaf?.index)).toEqual([1, 2, 3]);
  });

  it('takes along what it refers to from behind its end, so that nothing waits for ever', () => {
    const made = deskWith(4);
    class Short extends MemoryStore {
      override waiting(onlyConfirmed: boolean) {
        return super.waiting(onlyConfirmed, 2);
      }
    }
    const notary = new Notary({ ...made.parts, store: new Short() });
    const ids = notary.add([0, 1, 2, 3].map((i) => file(`file ${i}`))).map(({ record }) => record.id);
    const link = (from: number, to: number) =>
      notary.links.link(ids[from] ?? '', { rel: 'order', to: { record: ids[to] ?? '' } });
    link(0, 3);
    link(1, 2);
    notary.seal();
    expect([0, 1, 2, 3].map((at) => notary.record(ids[at] ?? '').state)).toEqual(Array(4).fill('sealed'));
  });

  it('goes on where a record that is referred to is damaged: who refers to it waits, and keeps the link', () => {
    const { notary, store, ids, link, record, links } = deskWith(3);
    link(0, 1);
    const get = store.get.bind(store);
    store.waiting = () => [0, 2].map((at) => get(ids[at] ?? '') as StoredRecord);
    store.get = (id) => {
      if (id === ids[1]) throw new NotaryError('home-damaged', 'its facts are gone', { id });
      return get(id);
    };
    notary.seal();
    expect([0, 2].map((at) => record(at).state)).toEqual(['recorded', 'sealed']);
    expect(links(0)).toEqual([{ rel: 'order', record: ids[1], basis: 'typed' }]);
  });

  it('leaves out only a record whose link to a withdrawn one cannot be taken back, and names it', () => {
    const { notary, store, ids, link, record, links } = deskWith(3);
    link(0, 1);
    const edit = store.edit.bind(store);
    store.edit = (id, ...rest) => {
      if (id === ids[0]) throw new NotaryError('newer-version', 'a kind of later', { id });
      return edit(id, ...rest);
    };
    // the withdrawal happened, whatever becomes of the link
    expect(outcome(() => notary.withdraw(ids[1] ?? '', 'wrong file'))).toBe('accepted');
    expect(record(1).state).toBe('withdrawn');
    notary.seal();
    expect([0, 2].map((at) => record(at).state)).toEqual(['recorded', 'sealed']);
    expect(links(0)).toHaveLength(1);
    expect(notary.unsealable(false, 10)).toEqual([ids[0]]);
  });

  /** The places of the records of a batch of at most `most`, among those that wait and are confirmed. */
  const batchOf = ({ notary, store, ids }: ReturnType<typeof deskWith>, most: number) => {
    const page = (limit: number, after: number) => store.waiting(true, limit, after);
    const made = notary.links.batch(page, ({ confirmed }) => confirmed, most);
    return made.map(({ record }) => ids.indexOf(record.id));
  };

  it('goes on behind records that wait for another one, however many they are', () => {
    const made = deskWith(12);
    // the first nine wait for the last, which nobody confirmed
    for (let at = 0; at < 9; at++) made.link(at, 11);
    made.store.confirm(made.ids.slice(0, 11), true);
    expect(batchOf(made, 4)).toEqual([9, 10]);
    made.store.confirm(made.ids.slice(11), true);
    expect(batchOf(made, 4)).toEqual([11, 0, 1, 2]);
  });

  it('never has more than it may: what does not fit with all that it refers to waits', () => {
    const made = deskWith(12);
    for (let at = 0; at < 6; at++) made.link(at, 6 + at);
    made.store.confirm(made.ids, true);
    expect(batchOf(made, 5)).toEqual([6, 0, 7, 1, 8]);
    const chain = deskWith(12);
    for (let at = 0; at < 11; at++) chain.link(at, at + 1);
    chain.store.confirm(chain.ids, true);
    expect(batchOf(chain, 5)).toEqual([11, 10, 9, 8, 7]);
  });

  it('keeps the leaves of links that were found with an earlier page', () => {
    const made = deskWith(8);
    made.link(0, 7);
    for (const at of [1, 2, 3]) made.link(at, 6);
    made.store.confirm(
      [0, 1, 2, 3, 4, 7].map((at) => made.ids[at] ?? ''),
      true,
    );
    const page = (limit: number, after: number) => made.store.waiting(true, limit, after);
    const sealable = made.notary.links.batch(page, ({ confirmed }) => confirmed, 5);
    const [first] = sealable.filter(({ record }) => record.id === made.ids[0]);
    expect(first?.relinked).toBe(true);
    expect(sealable.map(({ record }) => made.ids.indexOf(record.id))).toEqual([7, 0, 4]);
  });

  it('never has a circle, also where the store was changed behind the desk’s back', () => {
    const { notary, store, ids, link, record } = deskWith(3);
    link(0, 1);
    const circle = record(1).disclosures.map(([salt, name, value]) => {
      const links = { draft: 1, refs: [{ rel: 'order', record: ids[0] ?? '', basis: 'typed' }] };
      return [salt, name, name === 'links' ? links : value] as const;
    });
    store.edit(ids[1] ?? '', circle, record(1).editedAt);
    notary.seal();
    expect([0, 1, 2].map((at) => record(at).state)).toEqual(['recorded', 'recorded', 'sealed']);
  });

  it('seals a chain as long as it gets, from its end', () => {
    const count = 500;
    const { notary, link, record } = deskWith(count);
    for (let at = 0; at + 1 < count; at++) link(at, at + 1);
    notary.seal();
    expect(record(count - 1).leaf?.index).toBe(0);
    expect(record(0).leaf?.index).toBe(count - 1);
  });

  it('of any graph: what is accepted is sealed, each link is to a leaf before it, and nothing else changes', () => {
    const pair = fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 11 }));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 40 }), fc.array(fc.nat({ max: 11 }), { maxLength: 3 }), (pairs, gone) => {
        const { notary, store, ids, link, record, leaf, links } = deskWith(12);
        const batches: SealedBatch[] = [];
        const seal = store.seal.bind(store);
        store.seal = (batch) => {
          batches.push(batch);
          seal(batch);
        };
        const accepted = pairs.filter(([from, to]) => outcome(() => link(from, to)) === 'accepted');
        const withdrawn = new Set(gone);
        for (const at of withdrawn) notary.withdraw(ids[at] ?? '', 'no');
        notary.seal();
        const live = [...ids.keys()].filter((at) => !withdrawn.has(at));
        expect(live.map((at) => record(at).state)).toEqual(live.map(() => 'sealed'));
        for (const at of live) {
          const wanted = accepted.filter(([from, to]) => from === at && !withdrawn.has(to)).map(([, to]) => leaf(to));
          expect(new Set(links(at).map((one) => ('leaf' in one ? one.leaf : '')))).toEqual(new Set(wanted));
        }
        for (const [from, to] of accepted)
          if (!withdrawn.has(from) && !withdrawn.has(to))
            expect(record(to).leaf?.index ?? 99).toBeLessThan(record(from).leaf?.index ?? 0);
        // only what got leaves is written anew
        const anew = batches.flatMap(({ records }) =>
          records.filter(({ disclosures }) => disclosures).map(({ id }) => id),
        );
        expect(new Set(anew)).toEqual(new Set(live.filter((at) => links(at).length > 0).map((at) => ids[at])));
        expect(notary.unsealable(false, 100)).toEqual([]);
      }),
      runs(40),
    );
  });
});
