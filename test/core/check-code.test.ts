import { describe, expect, it } from 'vitest';
import { bundleCheckCode, checkCode, compareTyped } from '../../core/formats/check-code.ts';
import { keyFingerprint } from '../../core/formats/note.ts';
import { ownBundle } from '../../core/formats/trust.ts';
import { onlyKey } from '../../core/formats/trusted.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { desk } from '../contracts/sealing.ts';

const FINGERPRINT = '513f3ee949cfdf6eddcba17205c1942056f6d56383c250205356dde7a388a5c3';

describe('check codes', () => {
  it('are the fingerprint modulo 10^25, in five groups', () => {
    const digits = (BigInt(`0x${FINGERPRINT}`) % 10n ** 25n).toString().padStart(25, '0');
    expect(checkCode(FINGERPRINT).replaceAll(' ', '')).toBe(digits);
    expect(checkCode(FINGERPRINT)).toMatch(/^\d{5}(?: \d{5}){4}$/);
    expect(checkCode(`${'0'.repeat(63)}7`)).toBe('00000 00000 00000 00000 00007');
  });

  const bundle = ownBundle({
    name: 'A',
    organisation: 'A',
    origin: desk.key.name,
    logKeys: onlyKey(desk.key),
    witnessKeys: [],
  });

  it('of the bundle that a desk exports are those of its log key', () => {
    expect(bundleCheckCode(bundle, FINGERPRINT, nodeCrypto)).toBe(checkCode(keyFingerprint(desk.key, nodeCrypto)));
  });

  it('of a bundle that names anybody else are those of the whole file', () => {
    const [log] = bundle.logs;
    if (!log) throw new Error('no log');
    const own = { vkey: desk.key.text, controller: log.controller, organisation: bundle.name };
    const alone = { ...bundle, witnesses: [own] };
    expect(bundleCheckCode(alone, FINGERPRINT, nodeCrypto)).toBe(checkCode(keyFingerprint(desk.key, nodeCrypto)));
    const others = [
      { ...bundle, logs: [log, { ...log, origin: 'other' }] },
      { ...bundle, witnesses: [{ vkey: desk.key.text, controller: 'another', organisation: 'B' }] },
      { ...bundle, logs: [{ ...log, keys: [...log.keys, ...log.keys] }] },
      { ...bundle, logs: [{ ...log, controller: 'another' }] },
      { ...bundle, logs: [{ ...log, organisation: 'A court' }] },
      { ...bundle, witnesses: [{ ...own, organisation: 'A court' }] },
      { ...bundle, witnesses: [own, own] },
      { ...bundle, chains: [{ kind: 'cometbft', id: 'x', demo: false, epochs: [] }] },
    ];
    for (const other of others) expect(bundleCheckCode(other, FINGERPRINT, nodeCrypto)).toBe(checkCode(FINGERPRINT));
  });

  it('are compared while they are typed, and so is a fingerprint', () => {
    const code = checkCode(FINGERPRINT);
    const state = (typed: string) => compareTyped(typed, code, FINGERPRINT).state;
    expect([state(' '), state(code), state(code.replaceAll(' ', '-')), state(code.slice(0, 9))]).toEqual([
      'empty',
      'same',
      'same',
      'partial',
    ]);
    expect([state(FINGERPRINT.toUpperCase()), state('513f3ee9 49cf')]).toEqual(['same', 'partial']);
    const wrong = `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`;
    expect(compareTyped(wrong, code, FINGERPRINT)).toEqual({ state: 'differs', at: 25, of: 25 });
    expect(state(`${code}1`)).toBe('differs');
  });
});
