/**
 * Who is believed, and when not. Each test is one sentence of the rules in docs/certificate-format.md, "Verdict", or one
 * trick that somebody might try.
 */
import { describe, expect, it } from 'vitest';
import { fromUtf8, toHex, utf8 } from '../../core/bytes.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { type EvidenceFiles, evidenceBytes, parseEvidence } from '../../core/evidence.ts';
import { cosign, keyFingerprint } from '../../core/note.ts';
import { CHECK_NAMES, exitCode, VERDICTS } from '../../core/report.ts';
import { ownBundle, type TrustBundle } from '../../core/trust.ts';
import {
  accept,
  bank,
  CHAIN,
  court,
  DOCUMENT_SHA256,
  desk,
  makeEvidence,
  ownWitness,
  SIGNED_AT,
  sampleBundle,
} from './support/evidence.ts';
import { logSigner, signer, witnessSigner } from './support/keys.ts';
import { checkOf, failures, verdictOf } from './support/verifying.ts';

const cosigners = [
  { signer: ownWitness },
  { signer: bank, seconds: SIGNED_AT + 30 },
  { signer: court, seconds: SIGNED_AT + 90 },
];
const alone = makeEvidence();
const witnessed = makeEvidence({ cosigners });
const stranger = logSigner('stranger');
const OTHER_DOCUMENT = { name: 'another.pdf', sha256: 'ff'.repeat(32) };
const CHAINS = [{ ...CHAIN, demo: false, epochs: [] }];
const asking = (changes: Partial<TrustBundle>) => ({ trust: [accept(sampleBundle(changes))] });
const needing = (witnesses: number, chains = 0) => asking({ policy: { witnesses, chains } });

describe('a sound certificate', () => {
  it('is proven when witnesses signed that the issuer does not control', () => {
    const report = verdictOf(witnessed);
    expect(report.verdict).toBe('proven');
    expect(report.checks.map(({ name }) => name)).toEqual([...CHECK_NAMES]);
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
    const disclosures = evidence.disclosures.map(([salt, name, value]) =>
      name === 'money'
        ? ([salt, name, { amount: '9280000.00', currency: 'CNY' }] as const)
        : ([salt, name, value] as const),
    );
    const report = verdictOf(with_({ disclosures }));
    expect(report.verdict).toBe('tampered');
    expect(checkOf(report, 'disclosures')).toBe('failed: disclosure-differs');
    expect(report.facts).toEqual({});
  });

  it('cannot be shown under another name', () => {
    const [first, ...others] = evidence.disclosures.filter(([, name]) => name !== 'operator');
    const moved = [first, ...others].map((one) =>
      one?.[1] === 'title' ? ([one[0], 'operator', one[2]] as const) : one,
    );
    const ordered = moved
      .filter((one) => one !== undefined)
      .sort((a, b) => CHECKED.indexOf(a[1]) - CHECKED.indexOf(b[1]));
    expect(checkOf(verdictOf(with_({ disclosures: ordered })), 'disclosures')).toBe('failed: disclosure-differs');
  });

  it('cannot be made empty: null is a value with its own hash', () => {
    const disclosures = evidence.disclosures.map(
      ([salt, name, value]) => [salt, name, name === 'date' ? null : value] as const,
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

describe('foreign keys', () => {
  it('inside the evidence are never a root of trust: a whole forged log is untrusted', () => {
    const report = verdictOf(makeEvidence({ log: stranger, cosigners: [{ signer: witnessSigner('x') }] }));
    expect(report.verdict).toBe('untrusted');
    expect(checkOf(report, 'log-key')).toBe('failed: unknown-log');
    expect(checkOf(report, 'log-signature')).toBe('passed: ok');
  });

  it('under the origin of a known desk get a warning of their own', () => {
    const thief = signer('thief', desk.key.name);
    const report = verdictOf(makeEvidence({ log: thief, cosigners }));
    expect(report.verdict).toBe('untrusted');
    expect(checkOf(report, 'log-key')).toBe('failed: unknown-key');
    expect(report.trustName).toBe('长三角存证联盟');
  });

  it('do not become witnesses by carrying the name of one', () => {
    const impostor = witnessSigner('impostor', bank.key.name);
    const report = verdictOf(makeEvidence({ cosigners: [{ signer: impostor }] }));
    expect(report.verdict).toBe('self-attested');
    expect(report.signers[1]).toMatchObject({ named: false, counts: false });
  });

  it('cannot sign for the log with a key that carries another name', () => {
    const report = verdictOf(makeEvidence({ log: stranger, origin: desk.key.name, cosigners }));
    expect(report.verdict).toBe('tampered');
    expect(checkOf(report, 'log-signature')).toBe('failed: unknown-line');
  });

  it('cannot sign for the log with a witness key', () => {
    const asWitness = witnessSigner('desk', desk.key.name);
    const report = verdictOf(makeEvidence({ log: { key: asWitness.key, sign: desk.sign }, cosigners: [] }));
    expect(report.verdict).toBe('tampered');
    expect(failures(report)).toContain('log-signature');
  });

  it('of strangers who cosigned are listed, and neither count nor tell the time', () => {
    const early = { signer: witnessSigner('stranger'), seconds: 0 };
    const report = verdictOf(makeEvidence({ cosigners: [{ signer: ownWitness }, early] }));
    expect(report.verdict).toBe('self-attested');
    expect(report.signers[2]).toMatchObject({ name: 'stranger.example', named: false, counts: false });
    expect(report.provenTime).toBe('2026-11-24T00:00:00.000Z');
    const proven = verdictOf(makeEvidence({ cosigners: [...cosigners, early] }));
    expect(proven).toMatchObject({ verdict: 'proven', provenTime: '2026-11-24T00:00:30.000Z' });
  });
});

describe('signature lines', () => {
  const text = fromUtf8(witnessed.proof).split('\n\n')[1] ?? '';
  const extra = cosign(`${text}\n`, SIGNED_AT, witnessSigner('x'));

  it('must each have a key, and each key a line', () => {
    for (const options of [{ lines: [extra] }, { keys: [court.key.text] }]) {
      const report = verdictOf(makeEvidence({ ...options, cosigners: [{ signer: bank }] }));
      expect(report.verdict).toBe('tampered');
      expect(checkOf(report, 'cosignatures')).toBe('failed: unknown-line');
    }
  });

  it('must each verify, also those that nobody needs', () => {
    const forged = { ...extra, signature: extra.signature.map((byte, i) => (i === 20 ? byte ^ 1 : byte)) };
    const report = verdictOf(makeEvidence({ cosigners, lines: [forged], keys: [witnessSigner('x').key.text] }));
    expect(report.verdict).toBe('tampered');
    expect(checkOf(report, 'cosignatures')).toBe('failed: bad-signature');
  });

  it('of one key cannot stand twice, not even under two names', () => {
    const twice = [{ signer: bank }, { signer: witnessSigner('bank', 'another-bank.example') }];
    for (const doubled of [twice, [{ signer: bank }, { signer: bank, seconds: SIGNED_AT + 1 }]]) {
      const report = verdictOf(makeEvidence({ cosigners: doubled }), needing(2));
      expect(report.verdict).toBe('tampered');
      expect(checkOf(report, 'cosignatures')).toBe('failed: unknown-line');
    }
  });

  it('by the log are one: it cannot cosign with the key it signs with', () => {
    const report = verdictOf(makeEvidence({ cosigners: [{ signer: witnessSigner('desk', 'desk.example') }] }));
    expect(checkOf(report, 'cosignatures')).toBe('failed: unknown-line');
  });

  it('of the log come first', () => {
    const evidence = parseEvidence(alone.evidence, nobleCrypto);
    const lines = fromUtf8(alone.proof).split('\n');
    const swapped = [...lines.slice(0, -3), lines.at(-2), lines.at(-3), ''].join('\n');
    const keys = [...evidence.keys].reverse();
    const report = verdictOf({ ...alone, proof: utf8(swapped), evidence: evidenceBytes({ ...evidence, keys }) });
    expect(checkOf(report, 'log-signature')).toBe('failed: unknown-line');
    expect(report.verdict).toBe('tampered');
  });

  it('may be absent beside the one of the log', () => {
    const report = verdictOf(makeEvidence({ cosigners: [] }));
    expect(report.verdict).toBe('self-attested');
    expect(checkOf(report, 'cosignatures')).toBe('absent: none');
    expect(report.provenTime).toBeNull();
  });
});

describe('a policy', () => {
  it('needs as many witnesses as it says', () => {
    const verdicts = [1, 2, 3].map((count) => verdictOf(witnessed, needing(count)).verdict);
    expect(verdicts).toEqual(['proven', 'proven', 'self-attested']);
    const short = verdictOf(witnessed, needing(3));
    expect(checkOf(short, 'policy')).toBe('failed: policy-not-met');
    expect(short.quorum).toEqual({ have: 2, need: 3 });
  });

  it('gives the time at which enough had signed: the k-th smallest', () => {
    expect(verdictOf(witnessed, needing(1)).provenTime).toBe('2026-11-24T00:00:30.000Z');
    expect(verdictOf(witnessed, needing(2)).provenTime).toBe('2026-11-24T00:01:30.000Z');
  });

  it('that asks for nothing is never met', () => {
    expect(verdictOf(witnessed, needing(0, 0)).verdict).toBe('self-attested');
  });

  it('that asks for a chain is not met by witnesses', () => {
    expect(verdictOf(witnessed, needing(0, 1)).verdict).toBe('self-attested');
    expect(verdictOf(witnessed, needing(1, 1)).verdict).toBe('self-attested');
  });

  it('counts a controller once, however many keys it has', () => {
    const witnesses = sampleBundle().witnesses.map((one) => ({
      ...one,
      controller: one.controller === 'court' ? 'bank' : one.controller,
    }));
    expect(verdictOf(witnessed, asking({ witnesses, policy: { witnesses: 2, chains: 0 } })).verdict).toBe(
      'self-attested',
    );
    expect(verdictOf(witnessed, asking({ witnesses })).verdict).toBe('proven');
  });

  it('does not count a witness that the issuer controls, whatever it calls itself', () => {
    const witnesses = [{ vkey: bank.key.text, controller: 'changfeng', organisation: '最高人民法院 Supreme Court' }];
    const report = verdictOf(witnessed, asking({ name: 'Supreme Court', witnesses }));
    expect(report.verdict).toBe('self-attested');
    expect(checkOf(report, 'policy')).toBe('failed: only-issuer');
    expect(report.signers.filter(({ counts }) => counts)).toEqual([]);
  });

  it("of a desk's own bundle is never met", () => {
    const own = ownBundle({ name: 'desk', organisation: '长风', logKey: desk.key, witnessKeys: [ownWitness.key] });
    expect(verdictOf(alone, { trust: [accept(own)] }).verdict).toBe('self-attested');
  });
});

describe('bundles', () => {
  const half = (witness: typeof bank) =>
    sampleBundle({
      name: witness.key.name,
      witnesses: [{ vkey: witness.key.text, controller: witness.key.name, organisation: witness.key.name }],
      policy: { witnesses: 2, chains: 0 },
    });

  it('are judged one by one: the signers of two never add up', () => {
    expect(verdictOf(witnessed, { trust: [accept(half(bank)), accept(half(court))] }).verdict).toBe('self-attested');
  });

  it('give their best outcome, in any order', () => {
    const [good, bad] = [accept(sampleBundle()), accept(half(bank))];
    const nobody = accept(sampleBundle({ name: 'nobody', logs: [] }));
    for (const trust of [
      [good, bad, nobody],
      [nobody, bad, good],
      [bad, good],
    ]) {
      const report = verdictOf(witnessed, { trust });
      expect(report).toMatchObject({ verdict: 'proven', trustName: '长三角存证联盟' });
    }
  });

  it('that were not compared are marked in every verdict that rests on them', () => {
    expect(verdictOf(witnessed, { trust: [accept(sampleBundle(), false)] }).trustCompared).toBe(false);
  });

  it('that name the log for other sizes only do not trust this checkpoint', () => {
    const logs = (from: number, to: number | null) =>
      sampleBundle().logs.map((log) => ({ ...log, keys: [{ vkey: desk.key.text, from, to }] }));
    const reports = [logs(0, 4), logs(5, 5), logs(6, null)].map((changed) =>
      verdictOf(witnessed, asking({ logs: changed })),
    );
    expect(reports.map(({ verdict }) => verdict)).toEqual(['untrusted', 'proven', 'untrusted']);
    expect(checkOf(reports[0] as (typeof reports)[0], 'log-key')).toBe('failed: unknown-key');
  });

  it('let a desk rotate its key and keep its origin', () => {
    const second = signer('second', desk.key.name);
    const rotated = makeEvidence({ log: second, cosigners });
    const keys = [
      { vkey: desk.key.text, from: 0, to: 4 },
      { vkey: second.key.text, from: 5, to: null },
    ];
    expect(verdictOf(rotated).verdict).toBe('untrusted');
    expect(verdictOf(rotated, asking({ logs: sampleBundle().logs.map((log) => ({ ...log, keys })) })).verdict).toBe(
      'proven',
    );
  });
});

describe('what is still awaited', () => {
  const waiting = makeEvidence({ pending: {} });

  it('makes a self-attested certificate pending, when the bundle names the chain', () => {
    const report = verdictOf(waiting, asking({ chains: CHAINS }));
    expect(report.verdict).toBe('pending');
    expect(report.pending).toEqual({ kind: 'example', chain: 'notary-1', deadline: '2026-11-25T00:00:00.000Z' });
    expect(exitCode(report)).toBe(11);
  });

  it('is not believed for a chain that the bundle does not name', () => {
    expect(verdictOf(waiting).verdict).toBe('self-attested');
    const other = [{ kind: 'example', id: 'notary-2', demo: false, epochs: [] }];
    expect(verdictOf(waiting, asking({ chains: other })).verdict).toBe('self-attested');
  });

  it('does not hold back what is already proven', () => {
    expect(verdictOf(makeEvidence({ cosigners, pending: {} }), asking({ chains: CHAINS })).verdict).toBe('proven');
  });

  it.each([
    ['is signed by somebody else', { by: stranger }, 'failed: bad-signature'],
    ['is signed by a key that only carries the name', { by: signer('thief', desk.key.name) }, 'failed: bad-signature'],
    [
      'is about another size',
      { changes: { checkpoint: { origin: desk.key.name, size: 6, root: new Uint8Array(32) } } },
      'failed: other-checkpoint',
    ],
    [
      'is about another log',
      { changes: { checkpoint: { origin: stranger.key.name, size: 5, root: new Uint8Array(32) } } },
      'failed: other-checkpoint',
    ],
  ])('makes the certificate tampered when it %s', (_, pending, wanted) => {
    const report = verdictOf(makeEvidence({ pending }), asking({ chains: CHAINS }));
    expect(report.verdict).toBe('tampered');
    expect(checkOf(report, 'pending')).toBe(wanted);
  });

  it('makes the certificate tampered when it is no statement at all, or has two signatures', () => {
    const evidence = parseEvidence(waiting.evidence, nobleCrypto);
    const line = (evidence.pending ?? '').split('\n').at(-2);
    for (const pending of ['', 'hello', `${evidence.pending}${line}\n`]) {
      const report = verdictOf({ ...waiting, evidence: evidenceBytes({ ...evidence, pending }) });
      expect(report.verdict).toBe('tampered');
      expect(failures(report)).toContain('pending');
    }
  });
});

describe('anchors', () => {
  it('of a kind that this program does not know are not run, and prove nothing', () => {
    const report = verdictOf(makeEvidence({ anchors: [{ kind: 'later', later: { proof: 'x' } }] }), needing(0, 1));
    expect(checkOf(report, 'anchors')).toBe('not-run: unknown-kind');
    expect(report.verdict).toBe('self-attested');
  });
});

describe('the page', () => {
  it.each([
    ['identical', { state: 'identical' }, 'proven', 'passed: ok'],
    ['followed by a stamp', { state: 'appended', bytes: 900 }, 'proven', 'passed: page-appended'],
    ['different', { state: 'different' }, 'tampered', 'failed: page-different'],
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
