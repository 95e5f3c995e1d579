/** Trust bundles: whom a verifier has chosen to believe, read strictly. */
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { fromUtf8, toHex, utf8 } from '../../core/formats/bytes.ts';
import {
  ownBundle,
  parseTrustBundle,
  type TrustBundle,
  trustBundleBytes,
  trustedLog,
  trustedWitness,
  trustFingerprint,
} from '../../core/formats/trust.ts';
import { acceptsKey, onlyKey, type TrustedLog } from '../../core/formats/trusted.ts';
import { bank, court, desk, ownWitness, sampleBundle } from './support/evidence.ts';
import { logSigner, witnessSigner } from './support/keys.ts';
import { outcome } from './support/outcome.ts';

const bundle = sampleBundle();
const text = fromUtf8(trustBundleBytes(bundle));
const [log] = bundle.logs as [TrustedLog];
const writing = (changes: Partial<TrustBundle>) =>
  outcome(() => parseTrustBundle(trustBundleBytes({ ...bundle, ...changes }), nobleCrypto));

describe('a trust bundle', () => {
  it('reads back what was written', () => {
    expect(parseTrustBundle(trustBundleBytes(bundle), nobleCrypto)).toEqual(bundle);
  });

  it('has the digest of its bytes as its fingerprint', () => {
    expect(trustFingerprint(utf8('abc'), nobleCrypto)).toBe(toHex(nobleCrypto.sha256(utf8('abc'))));
  });

  it('may be empty: then it names nobody', () => {
    expect(writing({ logs: [], witnesses: [] })).toBe('accepted');
  });

  const witness = bundle.witnesses[0] as TrustBundle['witnesses'][0];
  const renamed = witnessSigner('bank', 'another-name.example').key.text;
  it.each<[string, Partial<TrustBundle>]>([
    ['a log that stands twice', { logs: [log, log] }],
    ['a witness that stands twice', { witnesses: [witness, witness] }],
    [
      'one witness key under two names, as if it were two',
      { witnesses: [witness, { ...witness, vkey: renamed, controller: 'other' }] },
    ],
    ['a chain that stands twice', { chains: Array(2).fill({ kind: 'a', id: 'b', demo: false, epochs: [] }) }],
    ['a log without keys', { logs: [{ ...log, keys: [] }] }],
    ['a name that cannot be seen', { name: 'Court\u200b' }],
    ['no name', { name: '' }],
    ['an organisation that reads backwards', { witnesses: [{ ...witness, organisation: '\u202etruoC' }] }],
    ['an empty controller', { witnesses: [{ ...witness, controller: '' }] }],
    ['a key that is none', { witnesses: [{ ...witness, vkey: 'bank.example+00000000+AAAA' }] }],
    ['a policy below nothing', { policy: { witnesses: -1, chains: 0 } }],
    ['an origin that is no desk', { logs: [{ ...log, origin: 'example.com/log' }] }],
  ])('is refused with %s', (_, changes) => {
    expect(writing(changes)).toBe('malformed');
  });

  it.each([
    ['an unknown member', text.replace('"name"', '"mame":1,"name"'), 'malformed'],
    ['white space', ` ${text}`, 'malformed'],
    ['a newer version', text.replace('"v":1', '"v":2'), 'newer-version'],
  ])('is refused with %s', (_, changed, code) => {
    expect(outcome(() => parseTrustBundle(utf8(changed), nobleCrypto))).toBe(code);
  });
});

describe('whom a bundle names', () => {
  it('logs by origin', () => {
    expect(trustedLog(bundle, desk.key.name)).toEqual(log);
    expect(trustedLog(bundle, logSigner('stranger').key.name)).toBeNull();
  });

  it('witnesses by public key, whatever name they sign by', () => {
    expect(trustedWitness(bundle, court.key, nobleCrypto)?.organisation).toBe('互联网法院');
    expect(trustedWitness(bundle, witnessSigner('court', 'court.test').key, nobleCrypto)?.controller).toBe('court');
    expect(trustedWitness(bundle, witnessSigner('stranger', 'court.example').key, nobleCrypto)).toBeNull();
  });

  it('log keys for the sizes at which they signed', () => {
    const key = { vkey: desk.key.text, from: 10, to: 20 };
    const rotated: TrustedLog = { ...log, keys: [key, { vkey: bank.key.text, from: 21, to: null }] };
    const accepted = [9, 10, 20, 21].map((size) => acceptsKey(rotated, desk.key, size));
    expect(accepted).toEqual([false, true, true, false]);
    expect(acceptsKey(rotated, bank.key, 2 ** 50)).toBe(true);
    expect(acceptsKey(rotated, court.key, 15)).toBe(false);
  });
});

describe("a desk's own bundle", () => {
  it('has one controller, so nothing it names is ever proven by it', () => {
    const log = { origin: desk.key.name, logKeys: onlyKey(desk.key) };
    const own = ownBundle({ name: 'desk', organisation: '长风', ...log, witnessKeys: [ownWitness.key] });
    expect(parseTrustBundle(trustBundleBytes(own), nobleCrypto)).toEqual(own);
    expect(new Set([...own.logs, ...own.witnesses].map(({ controller }) => controller)).size).toBe(1);
  });
});
