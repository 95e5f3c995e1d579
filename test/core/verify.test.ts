/**
 * What a certificate itself must hold. Each test is one sentence of the rules in docs/certificate-format.md, "Verdict",
 * or one trick that somebody might try.
 */
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { fromUtf8, toHex, utf8 } from '../../core/formats/bytes.ts';
import { type EvidenceFiles, evidenceBytes, parseEvidence } from '../../core/formats/evidence.ts';
import { keyFingerprint } from '../../core/formats/note.ts';
import type { ShownFact } from '../../core/records/list-facts.ts';
import { COMMON_CHECKS, exitCode, VERDICTS } from '../../core/verification/report.ts';
import { CHAIN, DOCUMENT_SHA256, desk, makeEvidence } from './support/evidence.ts';
import { asking, checkOf, cosigners, failures, stranger, verdictOf } from './support/verifying.ts';

const alone = makeEvidence();
const witnessed = makeEvidence({ cosigners });
const OTHER_DOCUMENT = { name: 'another.pdf', sha256: 'ff'.repeat(32) };
const CHAINS = [{ ...CHAIN, demo: false, epochs: [] }];

describe('a sound certificate', () => {
  it('is proven when witnesses signed that the issuer does not control', () => {
    const report = verdictOf(witnessed);
    expect(report.verdict).toBe('proven');
    expect(report.checks.map(({ name }) => name)).toEqual([...COMMON_CHECKS]);
    expect(failures(report)).toEqual([]);
    expect(report).toMatchObject({
      fileChecked: true,
      digest: DOCUMENT_SHA256,
      trustName: '长三角存证联盟',
      trustCompared: true,
    });
  });

  it('is self-attested when only the issuer signed, the time included', () => {
    const report = verdictOf(alone);
    expect(report.verdict).toBe('self-attested');
    expect(checkOf(report, 'policy')).toBe('failed: only-issuer');
    expect(report.provenTime).toBe('2026-11-24T00:00:00.000Z');
  });

  it('is untrusted without a bundle, and says whose key to compare', () => {
    const report = verdictOf(witnessed, { trust: [] });
    expect(report.verdict).toBe('untrusted');
    expect(checkOf(report, 'log-key')).toBe('not-run: no-bundle');
    expect(report.fingerprint).toBe(keyFingerprint(desk.key, nobleCrypto));
    expect(report.provenTime).toBeNull();
    expect(report.signers.every(({ named, counts }) => !named && !counts)).toBe(true);
  });

  it('without a document says so, and is judged all the same', () => {
    const report = verdictOf(witnessed, { document: null });
    expect(report).toMatchObject({ verdict: 'proven', fileChecked: false });
    expect(checkOf(report, 'document')).toBe('absent: no-document');
    expect(exitCode(report)).toBe(12);
  });

  it('tells the device clock and the time of signatures apart', () => {
    const report = verdictOf(witnessed);
    expect(report.deviceTime).toBe('2026-11-23T23:55:00.123Z');
    expect(report.provenTime).toBe('2026-11-24T00:00:30.000Z');
  });

  it('names who is withheld and who signed', () => {
    const report = verdictOf(witnessed);
    expect(report.withheld).toEqual(['holderId']);
    expect(report.facts.title).toBe('货物买卖合同');
    expect(report.signers.map(({ name, role, counts }) => `${role} ${name} ${counts}`)).toEqual([
      'log 上海长风供应链管理有限公司 false',
      'witness 上海长风供应链管理有限公司 false',
      'witness 浦江银行 true',
      'witness 互联网法院 true',
    ]);
  });
});

describe('the four binding checks', () => {
  it('document digest = leaf digest', () => {
    const report = verdictOf(witnessed, { document: OTHER_DOCUMENT });
    expect(report.verdict).toBe('different-file');
    expect(checkOf(report, 'document')).toBe('failed: digest-differs');
  });

  it('the leaf proves into the root of the note at its index', () => {
    for (const other of [makeEvidence({ cosigners, before: 3 }), makeEvidence({ cosigners, after: 3 })]) {
      const report = verdictOf({ ...other, record: makeEvidence({ cosigners, record: { seq: 18 } }).record });
      expect(report.verdict).toBe('tampered');
      expect(failures(report)).toEqual(['inclusion']);
    }
  });

  it('the record names the log whose checkpoint this is', () => {
    const report = verdictOf(makeEvidence({ cosigners, record: { origin: stranger.key.name } }));
    expect(report.verdict).toBe('tampered');
    expect(checkOf(report, 'origin')).toBe('failed: other-origin');
  });

  it('the proof of another certificate of the same desk does not fit', () => {
    const other = makeEvidence({ cosigners, facts: { title: 'another contract' } });
    expect(failures(verdictOf({ ...witnessed, proof: other.proof }))).toContain('inclusion');
  });
});

describe('facts', () => {
  const evidence = parseEvidence(witnessed.evidence, nobleCrypto);
  const with_ = (changes: Partial<typeof evidence>): EvidenceFiles => ({
    ...witnessed,
    evidence: evidenceBytes({ ...evidence, ...changes }),
  });

  it('can be withheld, each and all of them', () => {
    for (const [, name] of evidence.disclosures) {
      const report = verdictOf(makeEvidence({ cosigners, withhold: [name] }));
      expect(report).toMatchObject({ verdict: 'proven', withheld: [name] });
      expect(report.facts[name]).toBeUndefined();
    }
    expect(verdictOf(with_({ disclosures: [] }))).toMatchObject({ verdict: 'proven', facts: {} });
  });

  it('cannot be changed', () => {
    const disclosures = evidence.disclosures.map(
      (one): ShownFact =>
        one[1] === 'money' && one[0] !== null ? [one[0], 'money', { amount: '9280000.00', currency: 'CNY' }] : one,
    );
    const report = verdictOf(with_({ disclosures }));
    expect(report.verdict).toBe('tampered');
    expect(checkOf(report, 'disclosures')).toBe('failed: disclosure-differs');
    expect(report.facts).toEqual({});
  });

  it('cannot be shown under another name', () => {
    const [first, ...others] = evidence.disclosures.filter(([, name]) => name !== 'operator');
    const moved = [first, ...others].map((one) =>
      one?.[1] === 'title' ? ([one[0], 'operator', one[2]] as ShownFact) : one,
    );
    const ordered = moved
      .filter((one) => one !== undefined)
      .sort((a, b) => CHECKED.indexOf(a[1]) - CHECKED.indexOf(b[1]));
    expect(checkOf(verdictOf(with_({ disclosures: ordered })), 'disclosures')).toBe('failed: disclosure-differs');
  });

  it('cannot be made empty: null is a value with its own hash', () => {
    const disclosures = evidence.disclosures.map(
      ([salt, name, value]) => [salt, name, name === 'date' ? null : value] as ShownFact,
    );
    expect(verdictOf(with_({ disclosures })).verdict).toBe('tampered');
  });

  const CHECKED = [
    'holder',
    'holderId',
    'holderIdMasked',
    'operator',
    'title',
    'fileName',
    'kind',
    'number',
    'parties',
    'date',
    'money',
    'obtained',
    'note',
    'pages',
    'software',
    'links',
    'fingerprints',
  ];
});

describe('the page', () => {
  it.each([
    ['identical', { state: 'identical' }, 'proven', 'passed: ok'],
    [
      'followed by a signature',
      { state: 'appended', bytes: 900, signatures: 1, visible: 0 },
      'proven',
      'passed: page-appended',
    ],
    ['different', { state: 'different' }, 'tampered', 'failed: page-different'],
    ['followed by another page', { state: 'different', update: 'a page changed' }, 'tampered', 'failed: page-updated'],
    ['without fonts', { state: 'not-run', reason: 'no-fonts' }, 'proven', 'not-run: page-no-fonts'],
    [
      'of a template nobody knows',
      { state: 'not-run', reason: 'unknown-template' },
      'proven',
      'not-run: page-unknown-template',
    ],
  ] as const)('%s', (_, page, verdict, check) => {
    const report = verdictOf(witnessed, { page });
    expect(report.verdict).toBe(verdict);
    expect(checkOf(report, 'page')).toBe(check);
  });

  it('that was edited leaves the proven facts to be shown', () => {
    expect(verdictOf(witnessed, { page: { state: 'different' } }).facts.title).toBe('货物买卖合同');
  });
});

describe('the first that applies', () => {
  const broken: EvidenceFiles = { ...witnessed, record: makeEvidence({ record: { seq: 99 } }).record };
  const forged = makeEvidence({ log: stranger });
  const wrong = { document: OTHER_DOCUMENT };
  const chains = asking({ chains: CHAINS });

  it.each([
    ['unreadable before all', { ...broken, evidence: utf8('{}') }, wrong, 'unreadable', 23],
    ['tampered before different-file', broken, wrong, 'tampered', 21],
    ['tampered before untrusted', broken, { trust: [] }, 'tampered', 21],
    ['different-file before untrusted', forged, wrong, 'different-file', 20],
    ['different-file before proven', witnessed, wrong, 'different-file', 20],
    ['untrusted before pending', makeEvidence({ log: stranger, pending: {} }), chains, 'untrusted', 22],
    ['proven before pending', makeEvidence({ cosigners, pending: {} }), chains, 'proven', 0],
    ['pending before self-attested', makeEvidence({ pending: {} }), chains, 'pending', 11],
    ['self-attested', alone, {}, 'self-attested', 10],
  ] as const)('%s', (_, files, options, verdict, code) => {
    const report = verdictOf(files, options);
    expect(report.verdict).toBe(verdict);
    expect(exitCode(report)).toBe(code);
  });

  it('is the order in which the verdicts are listed', () => {
    expect(VERDICTS).toEqual([
      'unreadable',
      'tampered',
      'different-file',
      'misstated',
      'untrusted',
      'proven',
      'pending',
      'self-attested',
    ]);
  });
});

describe('what cannot be read', () => {
  it.each([
    [
      'made by a newer version',
      { ...alone, record: utf8(fromUtf8(alone.record).replace('"v":1', '"v":2')) },
      'newer-version',
    ],
    ['too large', { ...alone, evidence: new Uint8Array(2 ** 20 + 1) }, 'too-large'],
    ['damaged', { ...alone, proof: utf8('hello') }, 'damaged'],
    ['empty', { record: utf8(''), evidence: utf8(''), proof: utf8('') }, 'damaged'],
    [
      'with a line that nobody signed',
      { ...alone, proof: utf8(fromUtf8(alone.proof).replace('index', 'extra AAAA\nindex')) },
      'damaged',
    ],
  ])('is unreadable and says why: %s', (_, files, reason) => {
    const report = verdictOf(files);
    expect(report.verdict).toBe('unreadable');
    expect(checkOf(report, 'attachments')).toBe(`failed: ${reason}`);
    expect(report.checks.slice(1).every(({ state }) => state === 'not-run')).toBe(true);
    expect(report).toMatchObject({ digest: null, fingerprint: null, fileChecked: false });
  });
});

describe('the verification', () => {
  it('does not depend on anything but its arguments', () => {
    const [one, two] = [verdictOf(witnessed), verdictOf(witnessed)];
    expect(one).toEqual(two);
    expect(toHex(witnessed.record)).toBe(toHex(makeEvidence({ cosigners }).record));
  });
});
