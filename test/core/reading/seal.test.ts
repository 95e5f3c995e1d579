/**
 * Seals on OFD files, made here by keys of the test: each check has files that only it refuses. Compared with OpenSSL in
 * test/foreign/seal-openssl.test.ts, with ofdrw and real seals in test/foreign/ofdrw.long.ts.
 */
import { describe, expect, it } from 'vitest';
import { universalInflater } from '../../../core/documents/inflate.ts';
import { readOfdInvoices } from '../../../core/documents/reading/ofd.ts';
import { documentsOf, openOfd } from '../../../core/documents/reading/ofd-package.ts';
import { sealsOf } from '../../../core/documents/reading/ofd-seals.ts';
import { SEAL_CHECKS, type SealCheckName } from '../../../core/documents/seal/checks.ts';
import { concat, fromHex, utf8 } from '../../../core/formats/bytes.ts';
import { outcome } from '../support/outcome.ts';
import { sm2KeyOf } from '../support/sm2-signer.ts';
import {
  attachment,
  INVOICES,
  invoiceParts,
  ofdOf,
  type Parts,
  type SealingDraft,
  sealedParts,
} from './support/ofd-maker.ts';
import { holder, makeSeal, type SealDraft } from './support/seal-maker.ts';

const PLAIN = invoiceParts(INVOICES.legacy);
const VALUE = 'Doc_0/Signs/Sign_0/SignedValue.dat';
const LIST = 'Doc_0/Signs/Sign_0/Signature.xml';

/** The seals of a file: verdict, checks that failed, and those that were not run. */
function judged(parts: Parts) {
  const file = openOfd(ofdOf(parts), universalInflater);
  const seals = file ? documentsOf(file).flatMap((document) => sealsOf(file, document)) : [];
  return seals.map((seal) => {
    const names = (outcome: string) => seal.checks.filter((check) => check.outcome === outcome).map(({ name }) => name);
    return { verdict: seal.verdict, failed: names('failed'), missing: names('not-run') };
  });
}

const sealed = (draft: SealingDraft = {}) => sealedParts(PLAIN, draft);
const broken = (failed: SealCheckName[], missing: SealCheckName[] = ['issuer']) => [
  { verdict: 'broken', failed, missing },
];
/** Checks that need the structure of the seal. */
const UNREAD: SealCheckName[] = ['binding', 'signature', 'seal', 'listed', 'times', 'issuer'];
const GOOD = [{ verdict: 'good', failed: [], missing: ['issuer'] }];

describe('a seal that holds', () => {
  it.each<[string, SealingDraft]>([
    ['of version 4', {}],
    ['of version 5', { seal: { version: 5 } }],
    ['of version 1', { seal: { version: 1 } }],
    ['whose signers are listed by digest', { seal: { listedAs: 'digest' } }],
    ['with its seal in a file of its own', { sealFile: 'the same' }],
    ['of type Seal', { type: 'Seal' }],
    ['whatever its type says', { type: 'Sign' }],
    ['that names SM3 by name', { method: 'SM3' }],
  ])('%s is good, and its issuer unknown', (_, draft) => {
    expect(judged(sealed(draft))).toEqual(GOOD);
  });

  it('is said in a note of the reading, with what it states', () => {
    const [reading] = readOfdInvoices(ofdOf(sealed()), universalInflater);
    expect(reading?.notes).toEqual([
      {
        code: 'seal-good',
        detail: '国家税务总局示例市税务局 · 示例市税务局电子印章 · 测试CA(SM2) · 2026-03-04T05:06:07.000Z',
      },
    ]);
  });
});

describe('each check refuses alone', () => {
  const stranger = sm2KeyOf('stranger');
  const by = (seal: Partial<SealDraft>) => sealed({ seal });
  const late = holder('过期印章', { until: '2026-01-01' });

  it.each<[string, Parts, SealCheckName, SealCheckName[]?]>([
    [
      'parts: one byte of a part is another',
      { ...sealed(), 'Doc_0/Tags/CustomTag.xml': `${PLAIN['Doc_0/Tags/CustomTag.xml']} ` },
      'parts',
    ],
    ['parts: a part is gone', without(sealed(), 'Doc_0/Tpls/Tpl_0/Content.xml'), 'parts'],
    ['parts: none is named', sealed({ without: Object.keys(PLAIN) }), 'parts'],
    ['binding: the list was changed', { ...sealed(), [LIST]: `${sealed()[LIST]} ` }, 'binding'],
    ['binding: the digest is of another list', by({ digest: new Uint8Array(32) }), 'binding'],
    ['signature: another key signed', by({ signedBy: stranger }), 'signature'],
    ['signature: another key signed, version 1', by({ version: 1, signedBy: stranger }), 'signature'],
    ['seal: another key made it', by({ madeBy: stranger }), 'seal'],
    ['seal: another key made it, version 1', by({ version: 1, madeBy: stranger }), 'seal'],
    ['seal: its own file holds another', sealed({ sealFile: 'another' }), 'seal'],
    ['listed: somebody else is', by({ listed: holder('别人') }), 'listed'],
    ['listed: the digest of somebody else is', by({ listed: holder('别人'), listedAs: 'digest' }), 'listed'],
    ['listed: nobody is', by({ listedAs: 'something else' }), 'listed'],
    ['times: signed before the seal was valid', by({ time: '2024-12-31T23:59:59.000Z' }), 'times'],
    ['times: signed after it', by({ time: '2027-01-01T00:00:01.000Z' }), 'times'],
    ['times: signed after the certificate had run out', by({ signer: late }), 'times'],
  ])('%s', (_, parts, name) => {
    expect(judged(parts)).toEqual(broken([name]));
  });

  it.each<[string, Parts]>([
    ['is empty', { ...sealed(), [VALUE]: new Uint8Array(0) }],
    ['is gone', without(sealed(), VALUE)],
  ])('form: the seal %s', (_, parts) => {
    expect(judged(parts)).toEqual(broken(['form'], UNREAD));
  });
});

describe('what is not looked into says so', () => {
  it.each<[string, SealingDraft, SealCheckName[]]>([
    ['a later version', { seal: { version: 6 } }, ['form', ...UNREAD]],
    ['another hash', { method: '1.2.156.10197.1.401.2' }, ['parts', 'issuer']],
    ['another algorithm', { seal: { algorithm: 'sha256WithRsa' } }, ['signature', 'seal', 'issuer']],
  ])('%s', (_, draft, missing) => {
    expect(judged(sealed(draft))).toEqual([{ verdict: 'not-checked', failed: [], missing }]);
  });

  it.each<[string, Uint8Array]>([
    ['is something else', utf8('a seal')],
    ['is a signature without a seal', fromHex('300c060a2a811ccf550601040202')],
    ['is larger than is read', concat(sealed()[VALUE] as Uint8Array, new Uint8Array(1024 * 1024))],
    ['is cut short', (sealed()[VALUE] as Uint8Array).subarray(0, -1)],
    ['has bytes behind it', concat(sealed()[VALUE] as Uint8Array, Uint8Array.of(0))],
  ])('a seal that %s; but a part that was changed breaks it all the same', (_, value) => {
    const parts: Parts = { ...sealed(), [VALUE]: value };
    expect(judged(parts)).toEqual([{ verdict: 'not-checked', failed: [], missing: ['form', ...UNREAD] }]);
    expect(judged({ ...parts, 'OFD.xml': `${parts['OFD.xml']} ` })).toEqual(broken(['parts'], ['form', ...UNREAD]));
  });

  it('times without a zone', () => {
    expect(judged(sealed({ seal: { localTimes: true } }))).toEqual([
      { verdict: 'good', failed: [], missing: ['times', 'issuer'] },
    ]);
  });

  it('a list of seals that is not there is a broken seal, and a file without a seal has none', () => {
    expect(judged(PLAIN).map(({ verdict }) => verdict)).toEqual(['broken']);
    const silent = {
      ...PLAIN,
      'OFD.xml': String(PLAIN['OFD.xml']).replace(/<ofd:Signatures>.*<\/ofd:Signatures>/, ''),
    };
    expect(judged(silent)).toEqual([]);
    expect(readOfdInvoices(ofdOf(silent), universalInflater)[0]?.notes).toEqual([]);
  });
});

describe('what a good seal does not cover', () => {
  const partial = (parts: Parts) =>
    readOfdInvoices(ofdOf(parts), universalInflater)[0]?.notes.flatMap(({ code, detail }) =>
      code === 'seal-partial' ? [detail] : [],
    );

  it('is nothing when it names all parts', () => {
    expect(partial(sealed())).toEqual([]);
    expect(partial(sealed({ sealFile: 'the same' }))).toEqual([]);
  });

  it('is listed: parts that were added, and parts that it leaves out', () => {
    const added = { ...sealed(), 'Doc_0/Attachs/more.xml': attachment(INVOICES.digital) };
    expect(partial(added)).toEqual(['Doc_0/Attachs/more.xml']);
    expect(partial(sealed({ without: ['OFD.xml', 'Doc_0/Tags/CustomTag.xml'] }))).toEqual([
      'OFD.xml, Doc_0/Tags/CustomTag.xml',
    ]);
  });

  it('is listed up to ten, with the number of the others', () => {
    const many = Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`x/${String(i).padStart(2, '0')}`, 'x']));
    expect(partial({ ...sealed(), ...many })?.[0]).toMatch(/^x\/00, .*x\/09, \+3$/);
  });

  it('is all the same to a broken one', () => {
    expect(partial({ ...sealed({ seal: { signedBy: sm2KeyOf('stranger') } }), 'more.txt': 'x' })).toEqual([]);
  });
});

describe('tricks', () => {
  const relative = (parts: Parts): Parts => {
    const list = String(sealedParts(parts)[LIST]).replaceAll('FileRef="/', 'FileRef="');
    return { ...sealedParts(parts), [LIST]: list, [VALUE]: makeSeal(utf8(list)).value };
  };

  it('a part that is found before another is no cover for it', () => {
    const parts = relative(PLAIN);
    expect(judged(parts)).toEqual(GOOD);
    // what was sealed lies where a relative name leads first, and the part that is read was exchanged
    const tag = 'Doc_0/Tags/CustomTag.xml';
    const swapped = { ...parts, [`Doc_0/Signs/Sign_0/${tag}`]: parts[tag] ?? '', [tag]: '<eInvoice/>' };
    expect(judged(swapped)).toEqual(broken(['parts']));
  });

  it('a part that takes the place of the list of seals is not covered by that', () => {
    const signatures = '<Signature ID="2" BaseLoc="/Doc_0/Signs/Sign_0/Signature.xml"/>';
    const invoice = attachment(INVOICES.digital).replace('</eInvoice>', `${signatures}</eInvoice>`);
    const entrance = String(PLAIN['OFD.xml']).replace('/Doc_0/Signs/Signatures.xml', '/Doc_0/Attachs/more.xml');
    const parts = { ...sealed({ without: ['OFD.xml'] }), 'OFD.xml': entrance, 'Doc_0/Attachs/more.xml': invoice };
    const [reading] = readOfdInvoices(ofdOf(parts), universalInflater);
    expect(reading?.notes.find(({ code }) => code === 'seal-partial')?.detail).toContain('Doc_0/Attachs/more.xml');
  });

  it('a location that leads upwards is refused', () => {
    const list = String(sealed()[LIST]).replace('FileRef="/OFD.xml"', 'FileRef="/Doc_0/../OFD.xml"');
    expect(outcome(() => judged({ ...sealed(), [LIST]: list }))).toBe('malformed');
  });
});

it('has a name for every check, in the order in which they are made', () => {
  const file = openOfd(ofdOf(sealed()), universalInflater);
  const [seal] = file ? documentsOf(file).flatMap((document) => sealsOf(file, document)) : [];
  expect(seal?.checks.map(({ name }) => name)).toEqual(SEAL_CHECKS);
});

function without(parts: Parts, path: string): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([name]) => name !== path));
}
