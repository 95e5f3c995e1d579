/**
 * Real invoices and real seals, of the tests of ofdrw: what is read of them, and what ofdrw and we say of their seals. Facts of
 * people and firms are compared by a digest, those of the tax administration's test system stand here.
 */
import { describe, expect, it, type TestContext } from 'vitest';
import { sm3 } from '../../core/crypto/sm3.ts';
import { universalInflater } from '../../core/documents/inflate.ts';
import { readDocument } from '../../core/documents/reading/index.ts';
import { documentsOf, openOfd } from '../../core/documents/reading/ofd-package.ts';
import { type OfdSeal, sealsOf } from '../../core/documents/reading/ofd-seals.ts';
import { toHex, utf8 } from '../../core/formats/bytes.ts';
import { canonicalText } from '../../core/formats/canonical.ts';
import {
  INVOICES,
  invoiceParts,
  ofdOf,
  type Parts,
  type SealingDraft,
  sealedParts,
} from '../core/reading/support/ofd-maker.ts';
import { holder } from '../core/reading/support/seal-maker.ts';
import { sm2KeyOf } from '../core/support/sm2-signer.ts';
import { judgeWithOfdrw, ofdrwBytes, ofdrwFile } from './ofdrw.ts';
import { inFolder, put } from './pdf-programs.ts';

const converter = (name: string) => `ofdrw-converter/src/test/resources/${name}`;

interface Expected {
  readonly path: string;
  /** Facts without names, ids, code and number. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** First 16 digits of the SM3 of all facts, canonical JSON. */
  readonly digest: string;
  readonly places: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

const money = (amount: string) => ({ amount, currency: 'CNY' });
const ALL = 'ofd:attachment ofd:tag ofd:custom ofd:qr';

const INVOICE_FILES: readonly Expected[] = [
  {
    path: converter('1.ofd'),
    facts: { scheme: 'cn-legacy', date: '2020-07-23', net: '510.68', tax: '15.32', money: money('526.00') },
    digest: '0df3c93951e42e8f',
    places: { number: ALL, seller: 'ofd:attachment ofd:tag', tax: 'ofd:attachment ofd:tag ofd:custom' },
    notes: ['seal-good'],
  },
  {
    path: converter('999.ofd'),
    facts: {
      code: '050001700111',
      number: '12235358',
      date: '2020-08-05',
      net: '10000.00',
      tax: '600.00',
      money: money('10600.00'),
    },
    digest: 'b94b9a19be16455e',
    places: { number: ALL, buyer: 'ofd:attachment ofd:tag ofd:custom' },
    notes: ['seal-good', 'seal-partial'],
  },
  {
    path: converter('发票示例.ofd'),
    facts: {
      code: '050001700111',
      number: '99999951',
      date: '2020-10-10',
      net: '300.00',
      tax: '18.00',
      money: money('318.00'),
    },
    digest: 'f2e4c5bbd1c01756',
    places: { number: 'ofd:attachment ofd:custom ofd:qr', tax: 'ofd:attachment' },
    notes: ['seal-broken'],
  },
  {
    path: 'ofdrw-sign/src/test/resources/v4signed.ofd',
    facts: {
      code: '050001700111',
      number: '99999951',
      date: '2020-10-10',
      net: '300.00',
      tax: '18.00',
      money: money('318.00'),
    },
    digest: 'f2e4c5bbd1c01756',
    places: { number: 'ofd:attachment ofd:custom ofd:qr' },
    notes: ['seal-good'],
  },
  {
    path: 'ofdrw-sign/src/test/resources/signedFile.ofd',
    facts: { scheme: 'cn-legacy', date: '2020-10-04', net: '198.04', tax: '1.96', money: money('200.00') },
    digest: 'a30462b68e1fcde9',
    places: { number: ALL },
    notes: ['seal-good'],
  },
  {
    path: converter('20240531141733.ofd'),
    facts: { scheme: 'cn-20', date: '2024-05-28', net: '4197.17', tax: '251.83', money: money('4449.00') },
    digest: '6012cf4be3423195',
    places: { number: 'ofd:tag ofd:custom', money: 'ofd:tag' },
    notes: ['qr-not-read'],
  },
  {
    path: converter('draw_param_ref.ofd'),
    facts: {
      code: '011002680026',
      number: '71500013',
      date: '2020-02-20',
      net: '9709.00',
      tax: '291.00',
      money: money('10000.00'),
    },
    digest: '1634344ecfa85e22',
    places: { number: 'ofd:attachment ofd:tag ofd:custom' },
    notes: ['seal-good', 'seal-partial', 'qr-not-read'],
  },
  {
    path: 'ofdrw-layout/src/test/resources/fptpl.ofd',
    facts: { code: '050001700111', number: '12235358', date: '2020-08-05', net: '10000.00', money: money('10600.00') },
    digest: 'f6e4bd72aa4090c6',
    places: { number: 'ofd:custom' },
    // it names seals that are not there
    notes: ['seal-broken', 'qr-not-read'],
  },
];

describe('real invoices', () => {
  it.for(INVOICE_FILES)('$path', ({ path, facts, digest, places, notes }, context) => {
    const [reading, ...others] = readDocument(ofdrwBytes(context, path), universalInflater);
    expect(others).toEqual([]);
    expect(reading).toMatchObject({ reader: 'cn-einvoice-ofd', facts, places, conflicts: [], suggestions: [] });
    expect(reading?.notes.map(({ code }) => code)).toEqual(notes);
    expect(toHex(sm3(utf8(canonicalText(reading?.facts ?? null)))).slice(0, 16)).toBe(digest);
  });
});

function sealsIn(bytes: Uint8Array): readonly OfdSeal[] {
  const file = openOfd(bytes, universalInflater);
  return file ? documentsOf(file).flatMap((document) => sealsOf(file, document)) : [];
}

const failedIn = (seals: readonly OfdSeal[]) =>
  seals.flatMap(({ checks }) => checks.flatMap(({ name, outcome }) => (outcome === 'failed' ? [name] : [])));

/** Checks that ofdrw makes too; it does not look at the seal's maker, at who is listed, and at times. */
const BOTH: readonly string[] = ['form', 'parts', 'binding', 'signature'];

const REAL_SEALS = [
  ...['1.ofd', '999.ofd', 'SignScaleError.ofd', 'V4RideRight.ofd', '发票示例.ofd', 'h.ofd', 'draw_param_ref.ofd'].map(
    converter,
  ),
  'ofdrw-reader/src/test/resources/SESV4SignDoc.ofd',
  ...['signedFile.ofd', 'v4signed.ofd', 'allprotected.ofd'].map((name) => `ofdrw-sign/src/test/resources/${name}`),
];

describe('real seals', () => {
  it('are judged as ofdrw judges them', (context) => {
    const files = REAL_SEALS.map((path) => ({ version: 4, path: ofdrwFile(context, path) }));
    const theirs = judgeWithOfdrw(context, files);
    REAL_SEALS.forEach((path, i) => {
      const seals = sealsIn(ofdrwBytes(context, path));
      expect(seals.length, path).toBeGreaterThan(0);
      const ours = failedIn(seals).filter((name) => BOTH.includes(name));
      expect(theirs[i] === 'good', `${path}: ${theirs[i]}, ${ours}`).toBe(ours.length === 0);
    });
  });

  it('but for a seal that had run out when it was used', (context) => {
    expect(failedIn(sealsIn(ofdrwBytes(context, 'ofdrw-reader/src/test/resources/SESV4SignDoc.ofd')))).toEqual([
      'times',
    ]);
  });

  it('a signature without a seal is judged by neither', (context) => {
    const path = 'ofdrw-sign/src/test/resources/DigitalSign.ofd';
    expect(sealsIn(ofdrwBytes(context, path)).map(({ verdict }) => verdict)).toEqual(['not-checked']);
    const [theirs] = judgeWithOfdrw(context, [{ version: 4, path: ofdrwFile(context, path) }]);
    expect(theirs).toContain('IllegalArgumentException');
  });
});

const PLAIN = invoiceParts(INVOICES.legacy);
const stranger = sm2KeyOf('stranger');
const changedPart = (parts: Parts): Parts => ({
  ...parts,
  'Doc_0/Tags/CustomTag.xml': `${PLAIN['Doc_0/Tags/CustomTag.xml']} `,
});
const changedList = (parts: Parts): Parts => {
  const list = 'Doc_0/Signs/Sign_0/Signature.xml';
  return { ...parts, [list]: `${parts[list]}<!-- -->` };
};

/** Seals of our own making: how each is made, what is done to the file, and whether ofdrw looks at that. */
const OWN: readonly (readonly [string, SealingDraft, (parts: Parts) => Parts])[] = [
  ['good', {}, (parts) => parts],
  ['a part changed', {}, changedPart],
  ['the list changed', {}, changedList],
  ['a stranger signed', { seal: { signedBy: stranger } }, (parts) => parts],
  ['a stranger made it', { seal: { madeBy: stranger } }, (parts) => parts],
  ['somebody else listed', { seal: { listed: holder('别人') } }, (parts) => parts],
  ['run out', { seal: { time: '2030-01-01T00:00:00.000Z' } }, (parts) => parts],
];

describe.each([1, 4] as const)('our own seals of version %i are judged alike', (version) => {
  it('by all that both look at', async (context: TestContext) => {
    await inFolder((folder) => {
      const files = OWN.map(([name, draft, change], i) => {
        const bytes = ofdOf(change(sealedParts(PLAIN, { ...draft, seal: { version, ...draft.seal } })));
        return { name, version, path: put(folder, `${i}.ofd`, bytes), failed: failedIn(sealsIn(bytes)) };
      });
      const theirs = judgeWithOfdrw(context, files);
      files.forEach(({ name, failed }, i) => {
        expect(theirs[i] === 'good', `${name}: ${theirs[i]}`).toBe(!failed.some((check) => BOTH.includes(check)));
        expect(failed.length).toBe(name === 'good' ? 0 : 1);
      });
    });
  });
});
