/** Cosignatures of type ML-DSA-44 as anchors: what holds, what does not, and whose count. */
import { describe, expect, it } from 'vitest';
import { cometbftAnchor } from '../../../core/anchors/cometbft/evidence.ts';
import { COSIGNATURE, cosignatureAnchor, cosignatureVerifier } from '../../../core/anchors/cosignature/index.ts';
import { anchorKinds } from '../../../core/anchors/kind.ts';
import { readStatement } from '../../../core/certificate/statement.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { fromBase64, toBase64, utf8 } from '../../../core/formats/bytes.ts';
import { parseCheckpointText } from '../../../core/formats/checkpoint.ts';
import { cosignedAt, mlDsaMessage } from '../../../core/formats/cosignature.ts';
import { type Anchor, evidenceBytes, parseEvidence, parseEvidenceSet } from '../../../core/formats/evidence.ts';
import { KEY_TYPE, verifierKey } from '../../../core/formats/note.ts';
import { pageOf, TEMPLATE_1 } from '../../../core/formats/template.ts';
import { parseTrustBundle, type TrustPolicy, trustBundleBytes } from '../../../core/formats/trust.ts';
import { block, chainBundle } from '../../core/support/anchored.ts';
import { accept, bank, court, makeEvidence, SIGNED_AT } from '../../core/support/evidence.ts';
import { mlDsaCosign, mlDsaWitness } from '../../core/support/keys.ts';
import { outcome } from '../../core/support/outcome.ts';
import { checkOf, verdictOf } from '../../core/support/verifying.ts';
import { SETTING } from '../cometbft/support/chain.ts';
import { anchoredBy, archive, changed, cosigned, exchange, textOf, witnessBundle } from './support/witnesses.ts';

const text = textOf();
const { root } = parseCheckpointText(text);
const good = cosigned(exchange);
const reportOf = (anchors: readonly Anchor[], bundle = witnessBundle()) =>
  verdictOf(anchoredBy(...anchors), { trust: [accept(bundle)] });
const anchorsOf = (...anchors: readonly Anchor[]) => checkOf(reportOf(anchors), 'anchors');
const signatureOf = (anchor: Anchor) => fromBase64((anchor[COSIGNATURE] as { signature: string }).signature);

describe('the signed message', () => {
  it('has the label, names, time, range and root of C2SP tlog-cosignature', () => {
    const message = mlDsaMessage('w', 0x0102, { origin: 'log', size: 7, root: new Uint8Array(32).fill(9) });
    const expected = [
      ...utf8('subtree/v1\n'),
      0,
      ...[1, 0x77],
      ...[0, 0, 0, 0, 0, 0, 1, 2],
      ...[3, 0x6c, 0x6f, 0x67],
      ...[0, 0, 0, 0, 0, 0, 0, 0],
      ...[0, 0, 0, 0, 0, 0, 0, 7],
      ...new Uint8Array(32).fill(9),
    ];
    expect([...(message ?? [])]).toEqual(expected);
  });

  it('cannot be made for names of more than 255 bytes', () => {
    const checkpoint = { origin: 'o'.repeat(255), size: 1, root };
    expect(mlDsaMessage('n'.repeat(255), 1, checkpoint)).not.toBeNull();
    expect(mlDsaMessage(`${'n'.repeat(254)}é`, 1, checkpoint)).toBeNull();
    expect(mlDsaMessage('n', 1, { ...checkpoint, origin: 'o'.repeat(256) })).toBeNull();
    const long = mlDsaWitness('long', 'n'.repeat(256));
    expect(cosignedAt(text, mlDsaCosign(text, SIGNED_AT, long), long.key, nobleCrypto)).toBeNull();
  });
});

describe('an anchor of a cosignature', () => {
  it('holds, and its witness counts with its own time', () => {
    const report = reportOf([cosigned(exchange, SIGNED_AT + 7)]);
    expect(report).toMatchObject({ verdict: 'proven', provenTime: '2026-11-24T00:00:07.000Z' });
    expect(checkOf(report, 'anchors')).toBe('passed: ok');
    expect(report.signers.at(-1)).toMatchObject({ name: '江南票据交易所', role: 'witness', named: true, counts: true });
  });

  it.each<readonly [string, Anchor]>([
    ['another origin', cosigned(exchange, SIGNED_AT, { checkpoint: { origin: 'other.example' } })],
    ['another size', cosigned(exchange, SIGNED_AT, { checkpoint: { size: 6 } })],
    ['another root', cosigned(exchange, SIGNED_AT, { checkpoint: { root: root.map((byte) => byte ^ 1) } })],
    ['another name', cosigned(exchange, SIGNED_AT, { name: 'exchange.example/' })],
    ['another time', cosigned(exchange, SIGNED_AT, { seconds: SIGNED_AT + 1 })],
    ['no time', cosigned(exchange, 0)],
    ['a time beyond the year 9999', cosigned(exchange, 253402300800)],
    ['the key of another', changed(good, { key: archive.key.text })],
  ])('does not hold with %s', (_, anchor) => {
    const report = reportOf([anchor]);
    expect([report.verdict, checkOf(report, 'anchors')]).toEqual(['tampered', 'failed: bad-signature']);
    expect(report.signers.map(({ name }) => name)).not.toContain('江南票据交易所');
  });

  it.each<readonly [string, Anchor]>([
    ['a key of type 0x04', changed(good, { key: bank.key.text })],
    ['a key with another id', changed(good, { key: exchange.key.text.replace(/\+[0-9a-f]{8}\+/, '+00000000+') })],
    ['no base64', changed(good, { signature: '*' })],
    ['a member more', changed(good, { time: 1 })],
    ['a key that is no text', changed(good, { key: 1 })],
    ['nothing in it', { kind: COSIGNATURE, [COSIGNATURE]: null }],
  ])('is damaged with %s', (_, anchor) => {
    expect(anchorsOf(anchor)).toBe('failed: damaged');
  });

  it('has exactly as many bytes as it must, key and signature', () => {
    const signature = signatureOf(good);
    expect(anchorsOf(changed(good, { signature: toBase64(signature.slice(0, -1)) }))).toBe('failed: bad-signature');
    expect(anchorsOf(changed(good, { signature: toBase64(Uint8Array.of(...signature, 0)) }))).toBe(
      'failed: bad-signature',
    );
    expect(anchorsOf(changed(good, { signature: toBase64(signature.slice(0, 8)) }))).toBe('failed: bad-signature');
    const short = verifierKey(exchange.key.name, KEY_TYPE.cosignatureMlDsa44, new Uint8Array(1311), nobleCrypto);
    expect(anchorsOf(changed(good, { key: short.text }))).toBe('failed: bad-signature');
  });

  it('stands once for each witness', () => {
    expect(anchorsOf(good, cosigned(archive))).toBe('passed: ok');
    expect(anchorsOf(good, good)).toBe('failed: unknown-line');
    expect(anchorsOf(good, cosigned(exchange, SIGNED_AT + 1))).toBe('failed: unknown-line');
  });

  it('does not hold when a bit of it is changed', () => {
    const signature = signatureOf(good);
    const subject = { checkpoint: parseCheckpointText(text), noteText: text, logSignature: new Uint8Array(64) };
    // every bit of the time, and one of every seventh byte behind it; all of them: cosignature.long.ts
    const places = [...Array(64).keys(), ...Array.from({ length: 340 }, (_, i) => 8 * (8 + 7 * i) + (i % 8))];
    const held = places.filter((place) => {
      const flipped = Uint8Array.from(signature);
      flipped[place >> 3] = (flipped[place >> 3] ?? 0) ^ (1 << (place & 7));
      const anchor = changed(good, { signature: toBase64(flipped) });
      return cosignatureVerifier.check(anchor, subject, nobleCrypto).state !== 'failed';
    });
    expect(held).toEqual([]);
  });

  it('is shown with the witnesses, under the name in its key and with its algorithm', () => {
    const statement = readStatement(parseEvidenceSet(anchoredBy(good), nobleCrypto), nobleCrypto);
    expect(statement.anchors).toEqual([]);
    expect(statement.witnesses).toMatchObject([
      { own: true, algorithm: null },
      { own: false, name: 'exchange.example', algorithm: 'ML-DSA-44', time: '2026-11-24T00:00:00.000Z' },
    ]);
  });

  it('is not known to a program without the kind, and belongs to no certificate of template 1', () => {
    const older = verdictOf(anchoredBy(good), { trust: [accept(witnessBundle())], anchorKinds: anchorKinds([]) });
    expect([older.verdict, checkOf(older, 'anchors')]).toEqual(['self-attested', 'not-run: unknown-kind']);
    const files = anchoredBy(good);
    const evidence = parseEvidence(files.evidence, nobleCrypto);
    const first = evidenceBytes({ ...evidence, page: pageOf(TEMPLATE_1, nobleCrypto) });
    const report = verdictOf({ ...files, evidence: first }, { trust: [accept(witnessBundle())] });
    expect([report.verdict, checkOf(report, 'anchors')]).toEqual(['tampered', 'failed: foreign-kind']);
  });
});

describe('whose cosignature counts', () => {
  const all = {
    bank: { cosigners: [{ signer: bank, seconds: SIGNED_AT + 10 }] },
    exchange: { anchors: [cosigned(exchange, SIGNED_AT + 20)] },
    archive: { anchors: [cosigned(archive, SIGNED_AT + 30)] },
  };
  const without = (absent: string, need: number) => {
    const parts = Object.entries(all).flatMap(([name, part]) => (name === absent ? [] : [part]));
    const cosigners = parts.flatMap((part) => ('cosigners' in part ? part.cosigners : []));
    const anchors = parts.flatMap((part) => ('anchors' in part ? part.anchors : []));
    const { verdict, provenTime, quorum } = verdictOf(makeEvidence({ cosigners, anchors }), {
      trust: [accept(witnessBundle(need))],
    });
    return [verdict, verdict === 'proven' ? provenTime?.slice(17, 19) : null, quorum?.have];
  };

  it('K of the witnesses, of both types together: each of them taken away in turn', () => {
    expect(without('nobody', 3)).toEqual(['proven', '30', 3]);
    for (const name of Object.keys(all)) expect(without(name, 3)).toEqual(['self-attested', null, 2]);
    expect(without('nobody', 2)).toEqual(['proven', '20', 3]);
    expect(without('bank', 2)).toEqual(['proven', '30', 2]);
    expect(without('exchange', 2)).toEqual(['proven', '30', 2]);
    expect(without('archive', 2)).toEqual(['proven', '20', 2]);
  });

  it('K witnesses and M chains, when a bundle asks for both: each of them taken away in turn', () => {
    const second = { chain: 'test-2' };
    const parts = {
      bank: { cosigners: [{ signer: bank, seconds: SIGNED_AT + 10 }], anchors: [] },
      exchange: { cosigners: [], anchors: [cosigned(exchange, SIGNED_AT + 20)] },
      first: { cosigners: [], anchors: [cometbftAnchor(block())] },
      second: { cosigners: [], anchors: [cometbftAnchor(block(second))] },
    };
    const [epochs] = chainBundle().chains.map((chain) => chain.epochs);
    const chains = [SETTING.chain, second.chain].map((id) => ({
      kind: 'cometbft',
      id,
      demo: false,
      epochs: epochs ?? [],
    }));
    const verdictWithout = (absent: string, policy: TrustPolicy) => {
      const held = Object.entries(parts).flatMap(([name, part]) => (name === absent ? [] : [part]));
      const cosigners = held.flatMap((part) => part.cosigners);
      const anchors = held.flatMap((part) => part.anchors);
      return verdictOf(makeEvidence({ cosigners, anchors }), { trust: [accept(witnessBundle(0, { chains, policy }))] })
        .verdict;
    };
    const all = { witnesses: 2, chains: 2 };
    expect(verdictWithout('nobody', all)).toBe('proven');
    for (const name of Object.keys(parts)) expect(verdictWithout(name, all), name).toBe('self-attested');
    // more of one sort never stands in for the other
    for (const name of ['bank', 'exchange']) {
      expect(verdictWithout(name, { witnesses: 1, chains: 2 }), name).toBe('proven');
      expect(verdictWithout(name, { witnesses: 2, chains: 1 }), name).toBe('self-attested');
    }
    for (const name of ['first', 'second']) {
      expect(verdictWithout(name, { witnesses: 2, chains: 1 }), name).toBe('proven');
      expect(verdictWithout(name, { witnesses: 1, chains: 2 }), name).toBe('self-attested');
    }
  });

  it('none that the bundle does not name, whatever its name', () => {
    const impostor = mlDsaWitness('impostor', exchange.key.name);
    const report = reportOf([cosigned(impostor)]);
    expect(report.verdict).toBe('self-attested');
    expect(report.signers.at(-1)).toMatchObject({ named: false, counts: false });
  });

  it('none of the issuer, and each voice once', () => {
    const [first, ...more] = witnessBundle().witnesses;
    if (!first) throw new Error('the bundle has witnesses');
    const held = (by: string) =>
      more.map((one) => (one.organisation === '江南票据交易所' ? { ...one, controller: by } : one));
    const own = witnessBundle(1, { witnesses: [first, ...held('Changfeng')] });
    expect(reportOf([good], own).verdict).toBe('self-attested');
    const twice = witnessBundle(2, { witnesses: [first, ...held('bank')] });
    const files = makeEvidence({ cosigners: [{ signer: bank }], anchors: [good] });
    expect(verdictOf(files, { trust: [accept(twice)] })).toMatchObject({
      verdict: 'self-attested',
      quorum: { have: 1 },
    });
    const apart = makeEvidence({ cosigners: [{ signer: court }], anchors: [good] });
    expect(verdictOf(apart, { trust: [accept(twice)] }).verdict).toBe('proven');
  });

  it('a bundle has no chain of this kind', () => {
    const chains = [{ kind: COSIGNATURE, id: 'exchange.example', demo: false, epochs: [] }];
    const read = () => parseTrustBundle(trustBundleBytes(witnessBundle(1, { chains })), nobleCrypto);
    expect(outcome(read)).toBe('malformed');
  });
});

it('an anchor is made of a line and its key', () => {
  const line = mlDsaCosign(text, SIGNED_AT, exchange);
  expect(cosignatureAnchor(line, exchange.key)).toEqual(good);
});
