/**
 * SM3 and SM2 compared with OpenSSL: thousands of digests and signatures through node:crypto, which knows SM2 with an empty
 * identity only, and some by the command line with the identity that seals use.
 */

import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, getHashes, verify } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { signRawSm2, sm2PublicKey, verifyRawSm2, verifySm2 } from '../../core/crypto/sm2.ts';
import { sm3 } from '../../core/crypto/sm3.ts';
import { concat, fromHex, toHex, utf8 } from '../../core/formats/bytes.ts';
import { bytes32, ORDER, PRIME, Sm2Point, signSm2, sm2Der, sm2KeyOf } from '../core/support/sm2-signer.ts';
import { inFolder, needs, put } from './pdf-programs.ts';

const EMPTY = new Uint8Array(0);
/** SubjectPublicKeyInfo of an SM2 key, before its point (GM/T 0015). */
const INFO = {
  long: fromHex('3059301306072a8648ce3d020106082a811ccf5501822d034200'),
  short: fromHex('3039301306072a8648ce3d020106082a811ccf5501822d032200'),
};

function needsSm3({ skip }: TestContext): void {
  if (!getHashes().includes('sm3')) skip('this Node has no SM3');
}

/** What OpenSSL says, with an empty identity. */
function openssl(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    const info = Buffer.from(concat(publicKey.length === 33 ? INFO.short : INFO.long, publicKey));
    const key = createPublicKey({ key: info, format: 'der', type: 'spki' });
    return verify('sm3', message, key, signature);
  } catch {
    return false; // no such point
  }
}

/** A sequence of numbers that look random and are the same in every run. */
function bytesOf(seed: string, length: number): Uint8Array {
  const parts = Array.from({ length: Math.ceil(length / 32) }, (_, i) => sm3(utf8(`${seed} ${i}`)));
  return concat(...parts).subarray(0, length);
}

/** r and s of a signature of these tests. */
function numbersIn(signature: Uint8Array): [bigint, bigint] {
  const first = 4 + (signature[3] ?? 0);
  const number = (bytes: Uint8Array) => BigInt(`0x${toHex(bytes)}`);
  return [number(signature.subarray(4, first)), number(signature.subarray(first + 2))];
}

interface Signed {
  readonly signature: Uint8Array;
  readonly message: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** What can be done to a signature; `n` chooses. */
const DAMAGE: Readonly<Record<string, (signed: Signed, n: number) => Signed>> = {
  nothing: (signed) => signed,
  'a bit of the signature': ({ signature, ...rest }, n) => ({ ...rest, signature: flipped(signature, n) }),
  'a bit of the message': ({ message, ...rest }, n) => ({ ...rest, message: flipped(message, n) }),
  // behind its first byte: the hybrid form, which OpenSSL takes, is refused here
  'a bit of the key': ({ publicKey, ...rest }, n) => ({
    ...rest,
    publicKey: concat(publicKey.subarray(0, 1), flipped(publicKey.subarray(1), n)),
  }),
  'the key in its short form': ({ publicKey, ...rest }) => ({
    ...rest,
    publicKey: Sm2Point.fromBytes(publicKey).toBytes(true),
  }),
  'a short key with a bit flipped': ({ publicKey, ...rest }, n) => ({
    ...rest,
    publicKey: flipped(Sm2Point.fromBytes(publicKey).toBytes(true), n),
  }),
  'x of the key plus p': ({ publicKey, ...rest }) => ({
    ...rest,
    publicKey: concat(Uint8Array.of(4), bytes32(PRIME + 1n), publicKey.subarray(33)),
  }),
  'r plus n': (signed) => renumbered(signed, (r, s) => [r + ORDER, s]),
  's plus n': (signed) => renumbered(signed, (r, s) => [r, s + ORDER]),
  's negated': (signed) => renumbered(signed, (r, s) => [r, ORDER - s]),
  'r and s exchanged': (signed) => renumbered(signed, (r, s) => [s, r]),
  'r of zero': (signed) => renumbered(signed, (_, s) => [0n, s]),
  's of zero': (signed) => renumbered(signed, (r) => [r, 0n]),
  'r plus s equal to n': (signed) => renumbered(signed, (r) => [r, ORDER - r]),
  'a byte behind': ({ signature, ...rest }) => ({ ...rest, signature: concat(signature, Uint8Array.of(0)) }),
  'a byte less': ({ signature, ...rest }) => ({ ...rest, signature: signature.subarray(0, -1) }),
  'a long length': ({ signature, ...rest }) => ({
    ...rest,
    signature: concat(Uint8Array.of(0x30, 0x81), signature.subarray(1)),
  }),
  'a needless zero': ({ signature, ...rest }) => ({
    ...rest,
    signature: concat(
      Uint8Array.of(0x30, (signature[1] ?? 0) + 1, 2, (signature[3] ?? 0) + 1, 0),
      signature.subarray(4),
    ),
  }),
};

function flipped(bytes: Uint8Array, n: number): Uint8Array {
  const changed = bytes.slice();
  const at = n % bytes.length;
  if (bytes.length > 0) changed[at] = (changed[at] ?? 0) ^ (1 << (n % 8));
  return changed;
}

function renumbered({ signature, ...rest }: Signed, change: (r: bigint, s: bigint) => [bigint, bigint]): Signed {
  return { ...rest, signature: sm2Der(...change(...numbersIn(signature))) };
}

describe('OpenSSL in this process', () => {
  it('gives the same SM3 for every length up to 300, and for a long message', (context) => {
    needsSm3(context);
    for (const length of [...Array(300).keys(), 100_000]) {
      const bytes = bytesOf('sm3', length);
      expect(toHex(sm3(bytes)), `${length} bytes`).toBe(createHash('sm3').update(bytes).digest('hex'));
    }
  });

  it.each(Object.keys(DAMAGE))('judges signatures alike after changing: %s', (name) => {
    const verdicts = Array.from({ length: 25 }, (_, n) => {
      const key = sm2KeyOf(`${name} ${n}`);
      const message = bytesOf(`${name} ${n}`, 1 + n * 7);
      const signed = { signature: signSm2(key, message, EMPTY), message, publicKey: key.publicKey };
      const { signature, publicKey, ...rest } = (DAMAGE[name] as (signed: Signed, n: number) => Signed)(signed, n * 13);
      const ours = verifySm2(signature, rest.message, publicKey, EMPTY);
      expect(ours, `${toHex(signature)} by ${toHex(publicKey)}`).toBe(openssl(signature, rest.message, publicKey));
      return ours;
    });
    const isGood = name === 'nothing' || name === 'the key in its short form';
    expect(new Set(verdicts)).toEqual(new Set([isGood]));
  });
});

it('OpenSSL on the command line judges alike with the usual identity', async (context) => {
  needs(context, 'openssl');
  await inFolder((folder) => {
    for (let n = 0; n < 12; n++) {
      const key = sm2KeyOf(`command ${n}`);
      const message = bytesOf(`command ${n}`, 100);
      const signature = n % 3 === 0 ? flipped(signSm2(key, message), 20 + n) : signSm2(key, message);
      put(folder, 'key.der', concat(INFO.long, key.publicKey));
      put(folder, 'message', message);
      put(folder, 'signature', signature);
      const { status } = spawnSync('openssl', [
        ...[
          'pkeyutl',
          '-verify',
          '-pubin',
          '-keyform',
          'DER',
          '-inkey',
          join(folder, 'key.der'),
          '-rawin',
          '-digest',
          'sm3',
        ],
        ...[
          '-in',
          join(folder, 'message'),
          '-sigfile',
          join(folder, 'signature'),
          '-pkeyopt',
          'distid:1234567812345678',
        ],
      ]);
      expect(verifySm2(signature, message, key.publicKey), `case ${n}`).toBe(status === 0);
      expect(status === 0).toBe(n % 3 !== 0);
    }
  });
});

/** PKCS #8 of an SM2 key, before its private number, and between that and its point. */
const PRIVATE = {
  head: fromHex('308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420'),
  middle: fromHex('a144034200'),
};
const IDENTITY = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'];

it('takes what is signed here without DER, and what it signs is taken', async (context) => {
  needs(context, 'openssl');
  await inFolder((folder) => {
    for (let n = 0; n < 8; n++) {
      const secret = bytesOf(`secret ${n}`, 32);
      const publicKey = sm2PublicKey(secret);
      const message = bytesOf(`raw ${n}`, 34 + n);
      const signature = signRawSm2(message, secret);
      const paths = [
        put(folder, 'private.der', concat(PRIVATE.head, secret, PRIVATE.middle, publicKey)),
        put(folder, 'message', message),
        put(folder, 'signature', sm2Der(numberOf(signature.subarray(0, 32)), numberOf(signature.subarray(32)))),
      ] as const;
      const key = ['-keyform', 'DER', '-inkey', paths[0]];
      const verified = spawnSync('openssl', [
        'pkeyutl',
        '-verify',
        ...key,
        ...IDENTITY,
        '-in',
        paths[1],
        '-sigfile',
        paths[2],
      ]);
      expect(verified.status, `${n}: ${verified.stderr}`).toBe(0);
      const signed = spawnSync('openssl', ['pkeyutl', '-sign', ...key, ...IDENTITY, '-in', paths[1]]);
      const raw = concat(...numbersIn(new Uint8Array(signed.stdout)).map(bytes32));
      expect(verifyRawSm2(raw, message, publicKey), `${n}`).toBe(true);
      expect(verifyRawSm2(flipped(raw, 7 * n), message, publicKey), `${n}, damaged`).toBe(false);
    }
  });
});

const numberOf = (bytes: Uint8Array) => BigInt(`0x${toHex(bytes)}`);
