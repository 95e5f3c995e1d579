/** The checks of a dossier, each with what makes it fail; and that nothing bad is hidden behind a sound proof. */
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../../core/crypto.ts';
import { absenceOf } from '../../../core/dossier/absence.ts';
import { itemsFile, type Openings } from '../../../core/dossier/files.ts';
import { type Item, ItemTree } from '../../../core/dossier/items.ts';
import { makeDossier } from '../../../core/dossier/make.ts';
import { toHex, utf8 } from '../../../core/formats/bytes.ts';
import type { CertificateFiles } from '../../../core/formats/evidence.ts';
import { leafHash } from '../../../core/log/merkle.ts';
import { INVOICE } from '../../../core/records/profiles/index.ts';
import { DOSSIER_CHECKS } from '../../../core/verification/report.ts';
import { dossierSentences, LANGUAGES, wordsFor } from '../../../core/words/words.ts';
import {
  countedRandom,
  dossierCertificate,
  dossierOf,
  ended,
  itemsOf,
  judged,
  leafNumber,
  members,
  openingAt,
  openingsOf,
  paidRecord,
} from '../support/dossiers.ts';
import { bank, makeEvidence } from '../support/evidence.ts';
import { outcome } from '../support/outcome.ts';

const made = dossierOf(30, 3);
const { tree } = made.lists.items;
const all = itemsOf(made);

const absence = (leaf: string) => ({
  leaf,
  lists: { items: absenceOf(leaf, tree), credits: absenceOf(leaf, made.lists.credits.tree) },
});
const opened = (some: Partial<Openings>, files: CertificateFiles['dossier'] = {}) =>
  judged(dossierCertificate(made, { ...files, openings: openingsOf(some) }));

describe('a dossier', () => {
  it('is proven like any record, and lists its own checks', () => {
    const report = judged(dossierCertificate(made, { items: all }));
    expect(report.verdict).toBe('proven');
    expect(report.record?.kind).toBe('dossier');
    const names = report.checks.map(({ name }) => name);
    expect(names.slice(names.indexOf('facts') + 1, names.indexOf('log-key'))).toEqual(DOSSIER_CHECKS);
    expect(report.dossier).toMatchObject({ counts: { items: 30, credits: 3 }, listed: true, withoutAmount: 4 });
  });

  it('is judged without its lists too, and says what is then not known', () => {
    const report = judged(dossierCertificate(made));
    expect(ended(report, 'items')).toBe('proven: not-run items-not-shown');
    expect(ended(report, 'totals')).toBe('proven: not-run items-not-shown');
    for (const name of ['openings', 'sample', 'membership', 'pools'])
      expect(ended(report, name)).toBe('proven: absent none');
    expect(report.dossier).toMatchObject({ listed: false, withoutAmount: null });
  });

  it('of another kind of record does not exist: such files mean nothing there', () => {
    const report = judged({ ...makeEvidence(), dossier: { items: utf8('x'), openings: utf8('y') } });
    expect(report.dossier).toBeNull();
    expect(report.checks.some(({ name }) => DOSSIER_CHECKS.includes(name))).toBe(false);
  });
});

describe('items', () => {
  const given = (items: Uint8Array, of = made) => ended(judged(dossierCertificate(of, { items })), 'items');
  const { items, credits } = { items: tree.items, credits: made.lists.credits.tree.items };

  it('are exactly those that were sealed', () => {
    expect(given(all)).toBe('proven: passed ok');
    const other = [leafNumber(77), items[0]?.[1] ?? null, items[0]?.[2] ?? null] as Item;
    for (const changed of [
      items.slice(1),
      [...items, other],
      [other, ...items.slice(1)],
      [...items].reverse(),
      credits,
    ])
      expect(given(itemsFile({ items: changed, credits }))).toBe('tampered: failed items-differ');
    expect(given(itemsFile({ items, credits: [] }))).toBe('tampered: failed items-differ');
    expect(given(itemsFile({ items: credits, credits: items }))).toBe('tampered: failed items-differ');
  });

  it('can be read', () => {
    expect(given(utf8('{}'))).toBe('tampered: failed damaged');
    expect(given(utf8('{"credits":[],"items":[],"v":2}'))).toBe('proven: not-run newer-version');
    expect(given(new Uint8Array(20 * 1024 * 1024 + 1))).toBe('tampered: failed too-large');
  });

  it('are in order, and each once, also where an issuer sealed them otherwise', () => {
    const sealedAs = (those: readonly Item[], taken: readonly Item[] = []) => {
      const field = (some: readonly Item[]) => ({
        count: some.length,
        root: toHex(new ItemTree(some, nobleCrypto).root()),
      });
      const dishonest = { ...made, fields: { items: field(those), credits: field(taken) } };
      return given(itemsFile({ items: those, credits: taken }), dishonest);
    };
    expect(sealedAs([...items].reverse())).toBe('misstated: failed items-disorder');
    expect(sealedAs([...items, items[29] as Item])).toBe('misstated: failed items-disorder');
    expect(sealedAs(items, items.slice(2, 3))).toBe('misstated: failed items-disorder');
  });

  it('are so many as they are, from none to 3,214', () => {
    for (const count of [...Array.from({ length: 71 }, (_, i) => i), 3214]) {
      const bare = makeDossier(
        members(count).map((one) => ({ ...one, money: null })),
        countedRandom('x'),
        nobleCrypto,
      );
      const report = judged(dossierCertificate(bare, { items: itemsOf(bare) }));
      expect(ended(report, 'items')).toBe('proven: passed ok');
      expect(report.dossier?.counts.items).toBe(count);
    }
  });
});

describe('totals', () => {
  const [cny, eur] = made.totals.items;
  const stated = (totals: unknown) =>
    judged(dossierCertificate(made, { items: all }, { facts: { totals: totals as never } }));

  it('are those of the items', () => {
    expect(ended(stated(made.totals), 'totals')).toBe('proven: passed ok');
    expect(ended(stated(null), 'totals')).toBe('proven: absent none');
    const withheld = judged(dossierCertificate(made, { items: all }, { withhold: ['totals', 'holderId'] }));
    expect(ended(withheld, 'totals')).toBe('proven: not-run totals-withheld');
  });

  it('that are others are never hidden behind a sound proof', () => {
    for (const items of [
      [{ ...cny, amount: '1' }, eur],
      [{ ...cny, count: 1 }, eur],
      [{ ...cny, blind: eur?.blind }, eur],
      [cny],
      [cny, eur, { ...eur, currency: 'USD' }],
    ])
      expect(ended(stated({ ...made.totals, items }), 'totals')).toBe('misstated: failed totals-differ');
    expect(ended(stated({ ...made.totals, credits: [] }), 'totals')).toBe('misstated: failed totals-differ');
    const swapped = { v: 1, items: made.totals.credits, credits: made.totals.items };
    expect(ended(stated(swapped), 'totals')).toBe('misstated: failed totals-differ');
  });

  it('need commitments that are elements of the group', () => {
    const leaf = leafNumber(1);
    const bad = new ItemTree([[leaf, 'ff'.repeat(32), 'CNY']], nobleCrypto);
    const field = { count: 1, root: toHex(bad.root()) };
    const dishonest = { ...made, fields: { ...made.fields, items: field } };
    const items = itemsFile({ items: bad.items, credits: made.lists.credits.tree.items });
    expect(ended(judged(dossierCertificate(dishonest, { items })), 'totals')).toBe('misstated: failed totals-differ');
  });

  it('are not looked at where the items, or the facts, are others', () => {
    const other = judged(dossierCertificate(made, { items: itemsFile({ items: [], credits: [] }) }));
    expect(ended(other, 'totals')).toBe('tampered: not-run not-reached');
  });
});

describe('items laid open', () => {
  const shown = [paidRecord(101, '128000.00'), paidRecord(102, '0.5'), paidRecord(103, '-77.10', 'credits')];
  const pool = makeDossier([...members(5), ...shown.map(({ member }) => member)], countedRandom('pool'), nobleCrypto);
  const at = (i: number, list: 'items' | 'credits' = 'items') => {
    const one = shown[i] as (typeof shown)[0];
    return openingAt(pool, pool.lists[list].tree.indexOf(one.member.leaf) ?? -1, one.certificate, list);
  };
  const files = (some: Partial<Openings>) => ({ items: itemsOf(pool), openings: openingsOf(some) });
  const laid = (...openings: Openings['openings']) => judged(dossierCertificate(pool, files({ openings })));

  it('belong to it, with the amounts of their records, each with its own verdict', () => {
    const report = laid(at(0), at(1), at(2, 'credits'));
    expect(ended(report, 'openings')).toBe('proven: passed ok');
    expect(
      report.dossier?.opened
        .map(({ list, amount, amountState, record }) => [list, amount, amountState, record?.verdict])
        .sort(),
    ).toEqual([
      ['credits', '77.10', 'same', 'proven'],
      ['items', '0.50', 'same', 'proven'],
      ['items', '128000', 'same', 'proven'],
    ]);
    const stranger = judged(dossierCertificate(pool, files({ openings: [at(0)] })), { trust: [] });
    expect(stranger.dossier?.opened[0]?.record?.verdict).toBe('untrusted');
  });

  it('need neither certificate nor amount', () => {
    const report = laid({ ...at(0), certificate: null }, { ...at(1), opening: null });
    expect(ended(report, 'openings')).toBe('proven: passed ok');
    expect(report.dossier?.opened.map(({ amountState }) => amountState).sort()).toEqual(['hidden', 'not-compared']);
  });

  it('are counted in words, one like many', () => {
    const said = (...openings: Openings['openings']) =>
      dossierSentences(laid(...openings), wordsFor('en')).says.join(' ');
    expect(said(at(0))).toContain('1 item is laid open.');
    expect(said(at(0), at(1))).toContain('2 items are laid open.');
    expect(said(at(0))).toContain('7 items and 1 credit note:');
    const one = dossierSentences(judged(dossierCertificate(dossierOf(1), {})), wordsFor('en'));
    expect(one.says.join(' ')).toContain('exactly 1 item;');
  });

  it('are not written where nobody could read so many', () => {
    const long = new Uint8Array(1024 * 1024).fill(0x20);
    const certificate = { record: long, evidence: long, proof: long };
    const large = { openings: Array.from({ length: 6 }, (_, index) => openingAt(dossierOf(6), index, certificate)) };
    expect(outcome(() => openingsOf({ openings: large.openings.slice(1) }))).toBe('accepted');
    expect(outcome(() => openingsOf(large))).toBe('too-large');
    expect(wordsFor('en').error('too-large', { reason: 'dossier' }).next).toContain('fewer items');
  });

  it('are refused where they do not belong to it', () => {
    const [one, other] = [at(0), at(1)];
    const amount = one.opening?.amount ?? 0n;
    const blind = one.opening?.blind ?? 0n;
    for (const wrong of [
      { ...one, list: 'credits' as const },
      { ...one, proof: { ...one.proof, index: other.proof.index } },
      { ...one, proof: { ...one.proof, item: other.proof.item } },
      { ...one, proof: { ...one.proof, path: one.proof.path.slice(1) } },
      { ...one, opening: { amount: amount + 1n, blind } },
      { ...one, opening: { amount, blind: blind + 1n } },
      { ...one, opening: other.opening },
      { ...one, certificate: other.certificate },
      { ...one, certificate: { ...makeEvidence(), record: one.certificate?.record ?? utf8('') } },
    ]) {
      const report = laid(wrong);
      expect(ended(report, 'openings')).toBe('tampered: failed opening-differs');
      expect(report.dossier?.opened[0]?.holds).toBe(false);
    }
  });

  it('show that the dossier counts another amount than the record states', () => {
    const { certificate, member } = paidRecord(104, '100.00');
    for (const money of [
      { amount: '1000.00', currency: 'CNY' },
      { amount: '100.00', currency: 'EUR' },
    ]) {
      const wrong = makeDossier([...members(5), { ...member, money }], countedRandom('wrong'), nobleCrypto);
      const opening = openingAt(wrong, wrong.lists.items.tree.indexOf(member.leaf) ?? -1, certificate);
      const report = judged(dossierCertificate(wrong, { openings: openingsOf({ openings: [opening] }) }));
      expect(ended(report, 'openings')).toBe('misstated: failed amount-differs');
      for (const language of LANGUAGES) {
        const words = wordsFor(language);
        const said = words.verdict(report, { offsetMinutes: 0, now: 0 });
        expect(said.sentence).toContain(words.checks.openings);
        expect(said.title).not.toBe(words.verdictTitle('misstated'));
      }
    }
  });

  it('contradict their records also where the amount is hidden, left out, or taken back', () => {
    const { certificate, member } = paidRecord(105, '100.00');
    const noteWith = (facts: object) => {
      const files = makeEvidence({
        cosigners: [{ signer: bank }],
        facts: { money: member.money, ...facts } as never,
        kind: INVOICE,
        record: { seq: 106 },
      });
      return { files, leaf: toHex(leafHash(files.record, nobleCrypto)) };
    };
    const credit = noteWith({ credits: 'R-1' });
    const typed = noteWith({ scheme: 'en16931', code: '396' });
    const italian = noteWith({ scheme: 'it-sdi', code: 'TD04' });
    const euro = { amount: '100.00', currency: 'EUR' };
    for (const [one, files, isHidden] of [
      [{ ...member, money: null }, certificate, false],
      [{ ...member, money: euro }, certificate, true],
      ...[credit, typed, italian].flatMap(({ files, leaf }) => [
        [{ ...member, leaf }, files, false] as const,
        [{ ...member, leaf }, files, true] as const,
      ]),
    ] as const) {
      const wrong = makeDossier([...members(5), one], countedRandom('wrong'), nobleCrypto);
      const opening = openingAt(wrong, wrong.lists.items.tree.indexOf(one.leaf) ?? -1, files);
      const openings = openingsOf({ openings: [isHidden ? { ...opening, opening: null } : opening] });
      expect(ended(judged(dossierCertificate(wrong, { openings })), 'openings')).toBe(
        'misstated: failed amount-differs',
      );
    }
  });

  it('are no credit notes by a type that means something else in another scheme', () => {
    const money = { amount: '100.00', currency: 'CNY' };
    for (const facts of [
      { scheme: 'en16931', code: '384' },
      { scheme: 'it-sdi', code: '381' },
      { scheme: 'pl-ksef', code: 'KOR' },
    ]) {
      const files = makeEvidence({
        cosigners: [{ signer: bank }],
        facts: { money, ...facts } as never,
        kind: INVOICE,
        record: { seq: 107 },
      });
      const leaf = toHex(leafHash(files.record, nobleCrypto));
      const right = makeDossier([{ leaf, list: 'items', money }], countedRandom('right'), nobleCrypto);
      const openings = openingsOf({ openings: [openingAt(right, 0, files)] });
      expect(ended(judged(dossierCertificate(right, { openings })), 'openings')).toBe('proven: passed ok');
    }
  });

  it('are refused as a file', () => {
    const given = (openings: Uint8Array) => judged(dossierCertificate(pool, { openings }));
    expect(ended(given(utf8('{"v":1}')), 'openings')).toBe('tampered: failed damaged');
    expect(ended(given(utf8('{"v":1}')), 'sample')).toBe('tampered: not-run not-reached');
    expect(ended(given(utf8('{"v":2}')), 'openings')).toBe('proven: not-run newer-version');
  });
});

describe('membership', () => {
  const inside = tree.items[4]?.[0] ?? '';
  const credit = made.lists.credits.tree.items[1]?.[0] ?? '';
  const outside = leafNumber(500);
  const asked = (leaves: readonly string[], files: CertificateFiles['dossier'] = {}) =>
    judged(dossierCertificate(made, files), { dossier: { asked: leaves } });

  it('is read from the list', () => {
    const report = asked([inside, credit, outside], { items: all });
    expect(ended(report, 'membership')).toBe('proven: passed ok');
    expect(report.dossier?.asked).toEqual([
      { leaf: inside, found: 'items' },
      { leaf: credit, found: 'credits' },
      { leaf: outside, found: 'none' },
    ]);
    expect(ended(asked([inside], { items: all }), 'membership')).toBe('proven: passed in-pool');
    expect(ended(asked([outside], { items: all }), 'membership')).toBe('proven: passed not-in-pool');
  });

  it('is shown by an opening or an absence where there is no list', () => {
    const openings = openingsOf({ openings: [openingAt(made, 4)], absences: [absence(outside) as never] });
    expect(ended(asked([inside, outside], { openings }), 'membership')).toBe('proven: passed ok');
    const report = asked([credit], { openings });
    expect(ended(report, 'membership')).toBe('proven: not-run items-not-shown');
    expect(report.dossier?.asked).toContainEqual({ leaf: credit, found: null });
    // it rests on the order, which is then the word of the issuer
    const said = dossierSentences(report, wordsFor('en'));
    expect(said.limits).toContain(wordsFor('en').dossier.order);
  });

  it('is not read from a list that is not right', () => {
    const items = itemsFile({ items: [], credits: [] });
    const openings = openingsOf({ absences: [absence(outside) as never] });
    expect(ended(asked([outside], { items, openings }), 'membership')).toBe('tampered: not-run not-reached');
  });

  it('is not shown by an absence that does not hold', () => {
    const good = absence(outside);
    const bad = (change: object) => opened({ absences: [{ ...good, ...change } as never] });
    expect(ended(bad({}), 'membership')).toBe('proven: passed not-in-pool');
    for (const change of [
      { leaf: inside },
      { leaf: '0'.repeat(64) },
      { lists: { ...good.lists, items: good.lists.credits } },
      { lists: { ...good.lists, credits: { before: null, after: null } } },
    ])
      expect(ended(bad(change), 'membership')).toBe('tampered: failed absence-differs');
  });
});

describe('two dossiers', () => {
  const other = makeDossier(members(10, 'items', 25), countedRandom('other'), nobleCrypto);
  const apart = makeDossier(members(10, 'items', 900), countedRandom('apart'), nobleCrypto);
  const compared = (files: CertificateFiles, own: CertificateFiles['dossier'] = { items: all }) =>
    judged(dossierCertificate(made, own), { dossier: { other: { name: 'the other', files } } });

  it('share the records that are in both', () => {
    const report = compared(dossierCertificate(other, { items: itemsOf(other) }));
    expect(ended(report, 'pools')).toBe('proven: passed pools-share');
    expect(report.dossier?.pools).toMatchObject({ verdict: 'proven', onlyThis: 28, onlyOther: 5 });
    const stranger = dossierCertificate(
      other,
      { items: itemsOf(other) },
      { facts: { totals: { v: 1, items: [], credits: [] } } },
    );
    const words = wordsFor('en');
    const said = dossierSentences(compared(stranger), words).says.join(' ');
    expect(said).toContain(words.dossier.otherVerdict({ name: 'the other', verdict: words.verdictTitle('misstated') }));
    expect(dossierSentences(report, words).says.join(' ')).not.toContain('itself was found');
    expect(report.dossier?.pools?.shared).toEqual([25, 26, 27, 28, 29].map(leafNumber).sort());
    expect(ended(compared(dossierCertificate(apart, { items: itemsOf(apart) })), 'pools')).toBe(
      'proven: passed pools-apart',
    );
  });

  it('are not compared without both lists', () => {
    expect(ended(compared(dossierCertificate(other)), 'pools')).toBe('proven: not-run other-pool');
    expect(ended(compared(dossierCertificate(other, { items: all })), 'pools')).toBe('proven: not-run other-pool');
    expect(ended(compared(makeEvidence()), 'pools')).toBe('proven: not-run other-pool');
    const whole = dossierCertificate(other, { items: itemsOf(other) });
    expect(ended(compared({ ...whole, record: utf8('x') }), 'pools')).toBe('proven: not-run other-pool');
    // its items are sound, what it says beside them is not
    const altered = { ...whole, dossier: { ...whole.dossier, openings: utf8('{}') } };
    expect(ended(compared(altered), 'pools')).toBe('proven: not-run other-pool');
    expect(ended(compared(whole, {}), 'pools')).toBe('proven: not-run items-not-shown');
  });
});
