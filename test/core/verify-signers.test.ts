/** Whose signature counts: foreign keys, lines that do not belong, policies, bundles, what is still awaited. */
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { fromUtf8, utf8 } from '../../core/formats/bytes.ts';
import { evidenceBytes, parseEvidence } from '../../core/formats/evidence.ts';
import { cosign } from '../../core/formats/note.ts';
import { ownBundle } from '../../core/formats/trust.ts';
import { onlyKey } from '../../core/formats/trusted.ts';
import { exitCode } from '../../core/verification/report.ts';
import {
  accept,
  bank,
  CHAIN,
  court,
  desk,
  makeEvidence,
  ownWitness,
  SIGNED_AT,
  sampleBundle,
} from './support/evidence.ts';
import { signer, witnessSigner } from './support/keys.ts';
import { asking, checkOf, cosigners, failures, needing, stranger, verdictOf } from './support/verifying.ts';

const alone = makeEvidence();
const witnessed = makeEvidence({ cosigners });
const CHAINS = [{ ...CHAIN, demo: false, epochs: [] }];

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
    expect(short.quorum).toMatchObject({ have: 2, need: 3 });
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

  it('takes controllers that look alike for one voice, whatever the organisations', () => {
    const [log] = sampleBundle().logs;
    const verdictWith = (controller: string, organisation: string) =>
      verdictOf(
        witnessed,
        asking({
          name: 'Court of X\u2800',
          logs: log ? [{ ...log, controller: 'Audit Ltd\u00a0(', organisation: 'Audit Ltd' }] : [],
          witnesses: [{ vkey: bank.key.text, controller, organisation }],
        }),
      );
    expect(verdictWith('Audit Ltd (', '\u0410udit Ltd').verdict).toBe('self-attested');
    expect(checkOf(verdictWith('Audit Ltd (', '\u0410udit Ltd'), 'policy')).toBe('failed: only-issuer');
    expect(verdictWith('Audit Ltd (', 'Court').verdict).toBe('self-attested');
    expect(verdictWith('A\u2800UDIT \uff2c\uff54\uff44', 'Court').verdict).toBe('self-attested');
    expect(verdictWith('court', 'Audit Ltd').verdict).toBe('proven');
    expect(verdictWith('court', 'Court').verdict).toBe('proven');
  });

  it('counts witnesses who look alike, or are each alike a third, once', () => {
    const held = (names: readonly (readonly [string, string])[]) =>
      [bank, court].map(({ key }, i) => ({
        vkey: key.text,
        controller: names[i]?.[0] ?? '',
        organisation: names[i]?.[1] ?? '',
      }));
    const both = (...names: (readonly [string, string])[]) => {
      const third = { vkey: ownWitness.key.text, controller: 'y', organisation: 'P\u043ertal' };
      const witnesses = [...held(names), third];
      return verdictOf(witnessed, asking({ witnesses, policy: { witnesses: 3, chains: 0 } }));
    };
    expect(both(['a', 'Bank'], ['b', 'Court']).verdict).toBe('proven');
    expect(both(['sh-court', '人民法院'], ['bj-court', '人民法院']).verdict).toBe('proven');
    expect(both(['SIA', 'A'], ['SLA', 'B']).verdict).toBe('proven');
    expect(both(['bank', 'A'], ['\u0412ank', 'B']).verdict).toBe('self-attested');
    expect(both(['Y', 'Portal'], ['\u0443', 'Court']).quorum).toMatchObject({ have: 1, need: 3, all: 1 });
  });

  it("of a desk's own bundle is never met", () => {
    const log = { origin: desk.key.name, logKeys: onlyKey(desk.key) };
    const own = ownBundle({ name: 'desk', organisation: '长风', ...log, witnessKeys: [ownWitness.key] });
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

  it('is believed when one bundle names the log, and another the chain', () => {
    const chain = sampleBundle({ name: 'chain', logs: [], chains: CHAINS });
    const trust = [accept(sampleBundle()), accept(chain)];
    expect(verdictOf(waiting, { trust }).verdict).toBe('pending');
    expect(verdictOf(waiting, { trust: trust.slice(1) }).verdict).toBe('untrusted');
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
  it('of a kind that certificates with this page do not carry were added', () => {
    const report = verdictOf(makeEvidence({ anchors: [{ kind: 'later', later: { proof: 'x' } }] }), needing(0, 1));
    expect(checkOf(report, 'anchors')).toBe('failed: foreign-kind');
    expect(report.verdict).toBe('tampered');
  });
});
