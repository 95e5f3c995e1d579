/** Lists of items: their order, their tree, what is in them and what is not; then totals, comparisons, and the two files. */
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../../core/crypto.ts';
import { absenceOf, isAbsent } from '../../../core/dossier/absence.ts';
import { compareLists } from '../../../core/dossier/compare.ts';
import { readItemsFile, readOpeningsFile } from '../../../core/dossier/files.ts';
import { type Item, ItemTree, inOrder, isItemOf, itemBytes, readItem } from '../../../core/dossier/items.ts';
import { makeDossier } from '../../../core/dossier/make.ts';
import { commitmentSums, readTotals, wrongTotals } from '../../../core/dossier/totals.ts';
import { fromUtf8, toHex, utf8 } from '../../../core/formats/bytes.ts';
import { canonicalBytes, canonicalText, type Json } from '../../../core/formats/canonical.ts';
import { emptyRoot } from '../../../core/log/merkle.ts';
import { countedRandom, dossierOf, itemsOf, leafNumber, members, openingAt, openingsOf } from '../support/dossiers.ts';
import { outcome } from '../support/outcome.ts';
import { PlainTree } from '../support/plain-tree.ts';

const SIZES = [...Array.from({ length: 71 }, (_, i) => i), 3214];
const bare = (count: number) => inOrder(Array.from({ length: count }, (_, i): Item => [leafNumber(i), null, null]));
const listOf = (tree: ItemTree) => ({ count: tree.items.length, root: tree.root() });
const made = dossierOf(40, 3);
const { items, credits } = made.lists;

describe('items', () => {
  it('are canonical JSON', () => {
    for (const item of [...items.tree.items, ...credits.tree.items])
      expect(fromUtf8(itemBytes(item))).toBe(canonicalText(item as unknown as Json));
  });

  it('stand in order, and each record once', () => {
    const leaves = items.tree.items.map(([leaf]) => leaf);
    expect(leaves).toEqual([...leaves].sort());
    const twice = [...members(3), ...members(1, 'credits')];
    expect(outcome(() => makeDossier(twice, countedRandom('x'), nobleCrypto))).toBe('bad-input');
    expect(outcome(() => inOrder([...items.tree.items, items.tree.items[5] as Item]))).toBe('bad-input');
  });

  it('have an amount with its currency, or neither', () => {
    const [leaf, hex] = [leafNumber(1), 'ab'.repeat(32)];
    for (const good of [
      [leaf, hex, 'CNY'],
      [leaf, null, null],
    ])
      expect(readItem(good, '')).toEqual(good);
    for (const bad of [
      [leaf, hex, null],
      [leaf, null, 'CNY'],
      [leaf, hex, 'cny'],
      [leaf, hex],
      [hex.slice(1), hex, 'CNY'],
      {},
      null,
    ])
      expect(outcome(() => readItem(bad, ''))).toBe('malformed');
  });

  it('refuse an amount below zero where nothing is taken back', () => {
    const money = { amount: '-5.00', currency: 'CNY' };
    const of = (list: 'items' | 'credits') => () =>
      makeDossier([{ leaf: leafNumber(1), list, money }], countedRandom('x'), nobleCrypto);
    expect(outcome(of('items'))).toBe('bad-input');
    expect(of('credits')().totals.credits).toMatchObject([{ currency: 'CNY', count: 1, amount: '5' }]);
  });
});

describe.each(SIZES)('a list of %i', (count) => {
  const tree = new ItemTree(bare(count), nobleCrypto);
  const list = listOf(tree);
  // every place of the small ones, some of the large one
  const places = Array.from({ length: count }, (_, i) => i).filter(
    (i) => count < 100 || i % 97 === 0 || i === count - 1,
  );

  it('has the root of the definition', () => {
    const plain = new PlainTree(tree.items.map(itemBytes));
    expect(tree.root()).toEqual(plain.root(count));
  });

  it('proves each item at its place only', () => {
    for (const i of places) {
      const proof = tree.proof(i);
      expect(isItemOf(list, proof, nobleCrypto)).toBe(true);
      expect(tree.indexOf(proof.item[0])).toBe(i);
      expect(isItemOf(list, { ...proof, index: (i + 1) % count }, nobleCrypto)).toBe(count === 1);
    }
    expect(outcome(() => tree.proof(count))).toBe('not-found');
  });

  it('shows what is not in it, and cannot for what is', () => {
    for (const leaf of ['0'.repeat(64), 'f'.repeat(64), leafNumber(10_000), leafNumber(10_001)]) {
      const absence = absenceOf(leaf, tree);
      expect(absence && isAbsent(leaf, absence, list, nobleCrypto)).toBe(true);
    }
    for (const i of places) {
      const [leaf] = tree.items[i] as Item;
      expect(absenceOf(leaf, tree)).toBeNull();
      const around = { before: i > 0 ? tree.proof(i - 1) : null, after: i + 1 < count ? tree.proof(i + 1) : null };
      expect(isAbsent(leaf, around, list, nobleCrypto)).toBe(false);
    }
  });
});

describe('an absence', () => {
  const { tree } = items;
  const list = listOf(tree);
  const [low, high] = [tree.proof(7), tree.proof(8)];
  const between = `${low.item[0].slice(0, 63)}g`.replace('g', 'f');
  const shows = (leaf: string, before: typeof low | null, after: typeof low | null, of = list) =>
    isAbsent(leaf, { before, after }, of, nobleCrypto);

  it('needs neighbours, on the right sides, that are in the list', () => {
    expect(shows(between, low, high)).toBe(between > low.item[0]);
    expect(shows(high.item[0], low, high)).toBe(false);
    expect(shows('0'.repeat(64), low, high)).toBe(false);
    expect(shows('f'.repeat(64), low, high)).toBe(false);
    expect(shows(between, tree.proof(6), high)).toBe(false);
    expect(shows(between, high, low)).toBe(false);
    expect(shows(between, low, { ...high, item: [high.item[0], 'ab'.repeat(32), 'CNY'] })).toBe(false);
  });

  it('needs the first item where nothing is before, the last where nothing is behind, and an empty list where neither', () => {
    expect(shows('0'.repeat(64), null, tree.proof(0))).toBe(true);
    expect(shows('f'.repeat(64), tree.proof(39), null)).toBe(true);
    expect(shows('0'.repeat(64), null, tree.proof(1))).toBe(false);
    expect(shows('f'.repeat(64), tree.proof(38), null)).toBe(false);
    expect(shows(between, null, null)).toBe(false);
    expect(shows(between, null, null, { count: 0, root: emptyRoot(nobleCrypto) })).toBe(true);
    expect(shows(between, null, null, { count: 0, root: list.root })).toBe(false);
  });
});

describe('totals', () => {
  const { totals } = made;
  const inItems = items.tree.items;

  it('are those of the items, by currency', () => {
    expect(readTotals(totals, '')).toEqual(totals);
    expect(totals.items.map(({ currency }) => currency)).toEqual(['CNY', 'EUR']);
    const counted = totals.items.reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(inItems.filter(([, committed]) => committed !== null).length);
    expect(wrongTotals(totals.items, commitmentSums(inItems))).toBeNull();
    expect(wrongTotals(totals.credits, commitmentSums(credits.tree.items))).toBeNull();
    expect(wrongTotals([], commitmentSums([]))).toBeNull();
  });

  it('are refused when anything in them is changed', () => {
    const [first, second] = totals.items as [(typeof totals.items)[0], (typeof totals.items)[0]];
    const flippedBlind = `${first.blind[0] === '0' ? '1' : '0'}${first.blind.slice(1)}`;
    for (const changed of [
      [{ ...first, amount: '1' }, second],
      [{ ...first, count: first.count - 1 }, second],
      [{ ...first, blind: flippedBlind }, second],
      [{ ...first, currency: 'CHF' }, second],
      [
        { ...first, blind: second.blind },
        { ...second, blind: first.blind },
      ],
      [first],
      [],
    ])
      expect(wrongTotals(changed, commitmentSums(inItems))).not.toBeNull();
    for (const without of [inItems.slice(1), inItems.filter(([, , currency]) => currency !== 'EUR')])
      expect(wrongTotals(totals.items, commitmentSums(without))).not.toBeNull();
    const swapped = inItems.map(([leaf, committed, currency]): Item => [leaf, committed, currency && 'CNY']);
    expect(wrongTotals(totals.items, commitmentSums(swapped))).not.toBeNull();
  });

  it('have a form', () => {
    const [first] = totals.items;
    for (const bad of [
      { ...totals, v: 2 },
      { ...totals, more: 1 },
      { ...totals, items: [first, first] },
      { ...totals, items: [...totals.items].reverse() },
      { ...totals, items: [{ ...first, amount: '-1' }] },
      { ...totals, items: [{ ...first, count: 0 }] },
      { ...totals, items: [{ ...first, blind: 'ff'.repeat(32) }] },
      { v: 1, items: [] },
    ])
      expect(outcome(() => readTotals(bad, ''))).toBe('malformed');
  });
});

describe('two lists', () => {
  it('share what is in both', () => {
    const some = (...numbers: number[]) => inOrder(numbers.map((i): Item => [leafNumber(i), null, null]));
    const named = (...numbers: number[]) => numbers.map(leafNumber).sort();
    expect(compareLists(some(1, 2, 3), some(2, 3, 4, 5))).toEqual({
      shared: named(2, 3),
      onlyFirst: named(1),
      onlySecond: named(4, 5),
    });
    expect(compareLists(some(), some(1))).toEqual({ shared: [], onlyFirst: [], onlySecond: named(1) });
    expect(compareLists(some(1, 2), some(1, 2)).shared).toEqual(named(1, 2));
    expect(compareLists(some(1), some())).toEqual({ shared: [], onlyFirst: named(1), onlySecond: [] });
  });

  it('share nothing by chance: the same record has another commitment in each', () => {
    const again = makeDossier(members(40), countedRandom('another'), nobleCrypto);
    expect(toHex(again.lists.items.tree.root())).not.toBe(made.fields.items.root);
    expect(compareLists(items.tree.items, again.lists.items.tree.items).shared).toHaveLength(40);
  });
});

describe('the files', () => {
  it('read back what was written', () => {
    expect(readItemsFile(itemsOf(made))).toEqual({ items: items.tree.items, credits: credits.tree.items });
    const certificate = { record: utf8('{"a":"存证"}'), evidence: utf8('b'), proof: utf8('c\n') };
    const absence = (leaf: string) => ({
      leaf,
      lists: { items: absenceOf(leaf, items.tree), credits: absenceOf(leaf, credits.tree) },
    });
    const openings = {
      openings: [openingAt(made, 1, null, 'credits'), openingAt(made, 0, certificate), openingAt(made, 20)],
      absences: [absence('0'.repeat(64)), absence('f'.repeat(64))],
      sample: { seed: '审计 17', size: 2 },
    } as Parameters<typeof openingsOf>[0];
    expect(readOpeningsFile(openingsOf(openings))).toEqual(openings);
    const shuffled = { ...openings, openings: [...(openings.openings ?? [])].reverse() };
    expect(openingsOf(shuffled)).toEqual(openingsOf(openings));
  });

  it('are refused in any other form', () => {
    const again = (bytes: Uint8Array, change: object) =>
      canonicalBytes({ ...JSON.parse(fromUtf8(bytes)), ...change } as Json);
    const openings = openingsOf({ openings: [openingAt(made, 3), openingAt(made, 4)] });
    const ofItems = (change: object) => outcome(() => readItemsFile(again(itemsOf(made), change)));
    const ofOpenings = (change: object) => outcome(() => readOpeningsFile(again(openings, change)));
    const two = JSON.parse(fromUtf8(openings)).openings;
    expect(ofItems({})).toBe('accepted');
    expect(ofItems({ v: 2 })).toBe('newer-version');
    expect(ofItems({ more: 1 })).toBe('malformed');
    expect(ofItems({ credits: null })).toBe('malformed');
    expect(ofOpenings({})).toBe('accepted');
    expect(ofOpenings({ v: 2 })).toBe('newer-version');
    expect(ofOpenings({ openings: [two[1], two[0]] })).toBe('malformed');
    expect(ofOpenings({ openings: [two[0], two[0]] })).toBe('malformed');
    expect(ofOpenings({ openings: [{ ...two[0], list: 'debts' }] })).toBe('malformed');
    expect(ofOpenings({ openings: [{ ...two[0], opening: { ...two[0].opening, amount: '-1' } }] })).toBe('malformed');
    expect(ofOpenings({ sample: { seed: 'x', size: 0 } })).toBe('malformed');
    expect(outcome(() => readItemsFile(new Uint8Array(20 * 1024 * 1024 + 1)))).toBe('too-large');
    expect(outcome(() => readOpeningsFile(new Uint8Array(16 * 1024 * 1024 + 1)))).toBe('too-large');
  });
});
