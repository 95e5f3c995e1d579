// The verifier in Python, written from docs/certificate-format/dossiers.md alone, on dossiers: both say the same.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, type TestContext, test } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { absenceOf } from '../../core/dossier/absence.ts';
import type { Openings, ShownAbsence } from '../../core/dossier/files.ts';
import { makeDossier } from '../../core/dossier/make.ts';
import { drawSample } from '../../core/dossier/sample.ts';
import { toHex, utf8 } from '../../core/formats/bytes.ts';
import type { CertificateFiles, EvidenceFiles } from '../../core/formats/evidence.ts';
import { leafHash } from '../../core/log/merkle.ts';
import { INVOICE } from '../../core/records/profiles/index.ts';
import {
  countedRandom,
  dossierCertificate,
  itemsOf,
  leafNumber,
  members,
  openingAt,
  openingsOf,
  paidRecord,
} from '../core/support/dossiers.ts';
import { makeEvidence, sampleBundle } from '../core/support/evidence.ts';
import { needs } from './pdf-programs.ts';
import { agree, type Question } from './python-verifier.ts';

const work = mkdtempSync(join(tmpdir(), 'python-dossiers-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const paid = [paidRecord(1, '128000.00'), paidRecord(2, '0.5'), paidRecord(3, '-7.10', 'credits')];
const made = makeDossier([...members(20), ...paid.map(({ member }) => member)], countedRandom('python'), nobleCrypto);
const lists = { items: made.lists.items.tree, credits: made.lists.credits.tree };
const items = itemsOf(made);

const ask = (name: string, files: CertificateFiles, more: Partial<Question> = {}): Question => ({
  name,
  files,
  document: null,
  trust: [sampleBundle()],
  ...more,
});
const certified = (
  name: string,
  dossier: CertificateFiles['dossier'],
  facts: object = {},
  more: Partial<Question> = {},
) => ask(name, dossierCertificate(made, dossier, { facts: facts as never }), more);
const opened = (name: string, some: Partial<Openings>) => certified(name, { openings: openingsOf(some) });
const at = (i: number) => {
  const { certificate, member } = paid[i] as (typeof paid)[0];
  return openingAt(made, lists[member.list].indexOf(member.leaf) ?? -1, certificate, member.list);
};
const absence = (leaf: string): ShownAbsence => ({
  leaf,
  lists: { items: absenceOf(leaf, lists.items), credits: absenceOf(leaf, lists.credits) } as ShownAbsence['lists'],
});

test('dossiers, and everything that they can carry', async (context: TestContext) => {
  needs(context, 'python3');
  const leaf = leafHash(dossierCertificate(made).record, nobleCrypto);
  const sample = { seed: '审计 17', size: 5 };
  const drawn = drawSample(5, lists.items.items.length, { leaf, seed: sample.seed }, nobleCrypto);
  const openings = drawn.map((index) => openingAt(made, index));
  const [cny, eur] = made.totals.items;
  const totals = (change: object) => ({ totals: { ...made.totals, ...change } });
  const wrong = makeDossier(
    [...members(3), { ...paid[0]?.member, money: { amount: '9', currency: 'CNY' } } as never],
    countedRandom('wrong'),
    nobleCrypto,
  );
  const wrongPlace = wrong.lists.items.tree.indexOf(paid[0]?.member.leaf ?? '') ?? -1;
  const overstated = openingsOf({ openings: [openingAt(wrong, wrongPlace, paid[0]?.certificate)] });
  const rule = {
    v: 1,
    words: ['应收账款', '≤ 90 天'],
    cutOff: '2026-11-30',
    filter: [{ fact: 'due', op: 'to', value: '2027-02-28' }],
  };
  const one = makeDossier([paid[0]?.member as never], countedRandom('one'), nobleCrypto);
  const drawnOf = (of: typeof one) => [openingAt(of, 0, paid[0]?.certificate)];
  const audited = (those: Openings['openings']) =>
    dossierCertificate(one, { openings: openingsOf({ openings: those, sample: { seed: 'x', size: 1 } }) });
  const euro = { amount: '128000.00', currency: 'EUR' };
  const credit = makeEvidence({ kind: INVOICE, facts: { money: euro, credits: 'R-1' } as never, record: { seq: 9 } });
  const ofType = (scheme: string, code: string) =>
    makeEvidence({
      kind: INVOICE,
      facts: { money: paid[0]?.member.money, scheme, code } as never,
      record: { seq: 10 },
    });
  const types = [ofType('other', '381'), ofType('it-sdi', 'TD04'), ofType('en16931', '384'), ofType('pl-ksef', 'KOR')];
  const leafOf = (files: EvidenceFiles) => toHex(leafHash(files.record, nobleCrypto));
  const contradicting = (files: EvidenceFiles | undefined, change: object, isHidden = false) => {
    const pool = makeDossier([{ ...paid[0]?.member, ...change } as never], countedRandom('contra'), nobleCrypto);
    const opening = openingAt(pool, 0, files);
    const openings = [isHidden ? { ...opening, opening: null } : opening];
    return dossierCertificate(pool, { openings: openingsOf({ openings }) });
  };
  const found = await agree(work, [
    certified('bare', {}),
    certified('with a document beside it', {}, {}, { document: utf8('x') }),
    certified('all items', { items }),
    certified('a rule', { items }, { rule }),
    certified('a rule of another form', { items }, { rule: { ...rule, words: [] } }),
    certified('no totals', { items }, { totals: null }),
    certified('totals of half', { items }, totals({ items: [cny] })),
    certified('totals of one more', { items }, totals({ items: [{ ...cny, amount: '1' }, eur] })),
    certified('totals in disorder', { items }, totals({ items: [eur, cny] })),
    certified('an amount with a zero more', { items }, totals({ items: [{ ...cny, amount: '1.500' }, eur] })),
    certified('no lists of totals', { items }, totals({ credits: null })),
    certified('other items', { items: itemsOf(wrong) }),
    certified('items of no form', { items: utf8('[]') }),
    certified('items of a later version', { items: utf8('{"v":2}') }),
    opened('openings', { openings: [at(0), at(1), at(2)] }),
    opened('an opening of no amount', { openings: [{ ...at(0), opening: null }] }),
    opened('an opening of no record', { openings: [{ ...at(0), certificate: null }] }),
    opened('an opening of another', { openings: [{ ...at(0), opening: at(1).opening }] }),
    opened('a record of another', { openings: [{ ...at(0), certificate: at(1).certificate }] }),
    opened('a record that is none', { openings: [{ ...at(0), certificate: { ...makeEvidence(), proof: utf8('') } }] }),
    opened('an item at another place', {
      openings: [{ ...at(0), proof: { ...at(0).proof, index: at(1).proof.index } }],
    }),
    ask('an amount that the record does not state', dossierCertificate(wrong, { openings: overstated })),
    opened('a sample', { openings, sample }),
    ask('a sample that is laid open', audited(drawnOf(one))),
    ask('a sample of records that withhold', audited(drawnOf(one).map((it) => ({ ...it, opening: null })))),
    ask('a sample with another amount', audited([{ ...at(0), list: 'items' }])),
    ask('an amount that is left out', contradicting(paid[0]?.certificate, { money: null })),
    ask('an amount in another currency, hidden', contradicting(paid[0]?.certificate, { money: euro }, true)),
    ask('a credit note among the items', contradicting(credit, { leaf: leafOf(credit) })),
    ...types.map((files, i) =>
      ask(`an invoice of a type among the items, ${i}`, contradicting(files, { leaf: leafOf(files) })),
    ),
    certified('an absence beside other items', {
      items: itemsOf(wrong),
      openings: openingsOf({ absences: [absence(leafNumber(500))] }),
    }),
    opened('a sample and a credit note', { openings: [...openings, at(2)], sample }),
    opened('a sample with one missing', { openings: openings.slice(1), sample }),
    opened('a sample by another seed', { openings, sample: { ...sample, seed: '审计 18' } }),
    opened('more than there are', { openings, sample: { ...sample, size: 1000 } }),
    opened('an absence', { absences: [absence(leafNumber(500)), absence('0'.repeat(64)), absence('f'.repeat(64))] }),
    opened('an absence of what is there', {
      absences: [{ ...absence(leafNumber(500)), leaf: lists.items.items[3]?.[0] ?? '' }],
    }),
    ask('files of a dossier beside a document', { ...makeEvidence(), dossier: { items: utf8('x') } }),
    ask('a dossier with a digest', dossierCertificate(made, {}, { record: { digest: { sha256: 'ab'.repeat(32) } } })),
    ask(
      'a dossier of more than may be',
      dossierCertificate({ ...made, fields: { ...made.fields, items: { count: 131_073, root: 'ab'.repeat(32) } } }),
    ),
  ]);
  expect(found).toMatchObject({
    proven: expect.any(Number),
    misstated: expect.any(Number),
    tampered: expect.any(Number),
    unreadable: expect.any(Number),
  });
});

test('a changed bit in the two files', async (context: TestContext) => {
  needs(context, 'python3');
  const whole = {
    items,
    openings: openingsOf({ openings: [openingAt(made, 2)], absences: [absence(leafNumber(500))] }),
  };
  const questions = (['items', 'openings'] as const).flatMap((part) =>
    Array.from({ length: 25 }, (_, i) => {
      const place = Math.floor((i * whole[part].length) / 25);
      const bytes = whole[part].map((byte, k) => (k === place ? byte ^ (1 << ((i * 5) % 7)) : byte));
      return certified(`${part} byte ${place}`, { ...whole, [part]: bytes });
    }),
  );
  const found = await agree(work, questions);
  expect(found.tampered).toBeGreaterThan(40);
});
