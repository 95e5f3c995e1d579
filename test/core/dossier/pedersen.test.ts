/** Commitments: the published vectors of the group first, then our own construction, then what must be refused. */
import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dossierAmount, readAmount, readSum } from '../../../core/dossier/amounts.ts';
import {
  blindText,
  CommitmentSum,
  commitment,
  GROUP_ORDER,
  MAX_AMOUNT,
  opens,
  randomBlind,
  readBlind,
  SECOND_GENERATOR,
  secondGeneratorBytes,
  sumOfBlinds,
} from '../../../core/dossier/pedersen.ts';
import { concat, toHex, utf8 } from '../../../core/formats/bytes.ts';
import { countedRandom } from '../support/dossiers.ts';
import { outcome, runs } from '../support/outcome.ts';

const { Point } = ristretto255;
const amounts = fc.bigInt({ min: 0n, max: MAX_AMOUNT - 1n });
const blinds = fc.bigInt({ min: 1n, max: GROUP_ORDER - 1n });

describe('RFC 9496', () => {
  it('multiples of the base point (appendix A.1)', () => {
    expect(Point.ZERO.toHex()).toBe('0'.repeat(64));
    expect(Point.BASE.toHex()).toBe('e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76');
    expect(Point.BASE.multiply(2n).toHex()).toBe('6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919');
  });

  it('an element from 64 bytes (appendix A.3)', () => {
    const bytes = sha512(utf8('Ristretto is traditionally a short shot of espresso coffee'));
    expect(ristretto255_hasher.deriveToCurve?.(bytes).toHex()).toBe(
      '3066f82a1a747d45120d1740f14358531a8f04bbffe6a819f86dfe50f44a0a46',
    );
  });
});

describe('the second generator', () => {
  it('is expand_message_xmd of RFC 9380 section 5.3.1, by hand, and the derivation of RFC 9496', () => {
    const tag = concat(utf8(SECOND_GENERATOR.tag), Uint8Array.of(SECOND_GENERATOR.tag.length));
    // one block of SHA-512 is all that 64 bytes need
    const b0 = sha512(concat(new Uint8Array(128), utf8(SECOND_GENERATOR.message), Uint8Array.of(0, 64, 0), tag));
    const uniform = sha512(concat(b0, Uint8Array.of(1), tag));
    expect(secondGeneratorBytes()).toEqual(ristretto255_hasher.deriveToCurve?.(uniform).toBytes());
  });

  it('is not the first, nor the neutral element', () => {
    expect(toHex(secondGeneratorBytes())).not.toBe(Point.BASE.toHex());
    expect(toHex(secondGeneratorBytes())).not.toBe('0'.repeat(64));
  });
});

describe('a commitment', () => {
  it('is a·G + r·H', () => {
    const h = Point.fromBytes(secondGeneratorBytes());
    fc.assert(
      fc.property(amounts, blinds, (amount, blind) => {
        const expected = Point.BASE.multiplyUnsafe(amount).add(h.multiplyUnsafe(blind)).toHex();
        expect(commitment({ amount, blind })).toBe(expected);
      }),
      runs(20),
    );
  });

  it('opens to its own amount and scalar and to no other', () => {
    fc.assert(
      fc.property(amounts, blinds, amounts, blinds, (amount, blind, otherAmount, otherBlind) => {
        const committed = commitment({ amount, blind });
        expect(opens({ amount, blind }, committed)).toBe(true);
        expect(opens({ amount: otherAmount, blind }, committed)).toBe(otherAmount === amount);
        expect(opens({ amount, blind: otherBlind }, committed)).toBe(otherBlind === blind);
      }),
      runs(10),
    );
  });

  it('has no amount below zero and none from 2^80 on', () => {
    expect(commitment({ amount: MAX_AMOUNT - 1n, blind: 1n })).toHaveLength(64);
    for (const amount of [-1n, MAX_AMOUNT, GROUP_ORDER - 1n]) {
      expect(outcome(() => commitment({ amount, blind: 1n }))).toBe('bad-input');
      expect(opens({ amount, blind: 1n }, '0'.repeat(64))).toBe(false);
    }
    expect(opens({ amount: 1n, blind: GROUP_ORDER }, commitment({ amount: 1n, blind: 1n }))).toBe(false);
    // nothing hides an amount of zero with a scalar of zero, but it is an element
    expect(commitment({ amount: 0n, blind: 0n })).toBe('0'.repeat(64));
  });
});

describe('sums', () => {
  it('of commitments open to the sums of amounts and scalars', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(amounts, blinds), { maxLength: 8 }), (pairs) => {
        const sum = new CommitmentSum();
        for (const [amount, blind] of pairs) sum.add(commitment({ amount, blind }));
        const amount = pairs.reduce((total, [one]) => total + one, 0n);
        const blind = sumOfBlinds(pairs.map(([, one]) => one));
        expect(sum.count).toBe(pairs.length);
        expect(sum.opensTo({ amount, blind })).toBe(true);
        expect(sum.opensTo({ amount: amount + 1n, blind })).toBe(false);
        expect(sum.opensTo({ amount, blind: (blind + 1n) % GROUP_ORDER })).toBe(false);
      }),
      runs(10),
    );
  });

  it('refuse what is no element: not canonical, negative, not on the curve, too short', () => {
    const notElements = ['ff'.repeat(32), `01${'00'.repeat(31)}`, `02${'00'.repeat(31)}`, 'ab', `${'0'.repeat(63)}x`];
    for (const text of notElements)
      expect(
        outcome(() => new CommitmentSum().add(text)),
        text,
      ).toBe('malformed');
  });
});

describe('as files have them', () => {
  it('scalars are 32 bytes, little endian, below the order', () => {
    expect(blindText(1n)).toBe(`01${'00'.repeat(31)}`);
    expect(readBlind(`01${'00'.repeat(31)}`, '')).toBe(1n);
    fc.assert(
      fc.property(blinds, (blind) => {
        expect(readBlind(blindText(blind), '')).toBe(blind);
      }),
      runs(50),
    );
    for (const text of [blindText(GROUP_ORDER), 'ff'.repeat(32), '01', 5])
      expect(outcome(() => readBlind(text, ''))).toBe('malformed');
  });

  it('random scalars come from 64 bytes each, and are never zero', () => {
    const random = countedRandom('blinds');
    const some = Array.from({ length: 50 }, () => randomBlind(random));
    expect(new Set(some).size).toBe(50);
    expect(some.every((blind) => blind > 0n && blind < GROUP_ORDER)).toBe(true);
    let calls = 0;
    expect(randomBlind((length) => new Uint8Array(length).fill(calls++))).not.toBe(0n);
    expect(calls).toBe(2);
  });

  it('amounts are written in one way', () => {
    const written = { '0': 0n, '12': 12_000_000n, '12.50': 12_500_000n, '12.505': 12_505_000n, '0.000001': 1n };
    for (const [text, value] of Object.entries(written)) {
      expect(dossierAmount(value)).toBe(text);
      expect(readAmount(text, '')).toBe(value);
    }
    fc.assert(
      fc.property(amounts, (value) => {
        expect(readAmount(dossierAmount(value), '')).toBe(value);
      }),
      runs(100),
    );
    for (const text of ['012', '12.5', '12.00', '12.500', '-1', '+1', '1e3', '.50', '', ' 1', '1.0000001', 12])
      expect(
        outcome(() => readAmount(text, '')),
        String(text),
      ).toBe('malformed');
  });

  it('an item has less than 2^80 millionths, a sum may have more', () => {
    const text = dossierAmount(MAX_AMOUNT);
    expect(outcome(() => readAmount(text, ''))).toBe('malformed');
    expect(readSum(text, '')).toBe(MAX_AMOUNT);
    expect(readAmount(dossierAmount(MAX_AMOUNT - 1n), '')).toBe(MAX_AMOUNT - 1n);
  });
});
