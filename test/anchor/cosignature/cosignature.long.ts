/** Every bit of an ML-DSA-44 cosignature, flipped. */
import { expect, it } from 'vitest';
import { nobleCrypto } from '../../../core/crypto.ts';
import { cosignedAt } from '../../../core/formats/cosignature.ts';
import { SIGNED_AT } from '../../core/support/evidence.ts';
import { mlDsaCosign } from '../../core/support/keys.ts';
import { exchange, textOf } from './support/witnesses.ts';

it('no bit of a cosignature can be changed', () => {
  const text = textOf();
  const line = mlDsaCosign(text, SIGNED_AT, exchange);
  const held = Array.from({ length: 8 * line.signature.length }, (_, place) => place).filter((place) => {
    const signature = Uint8Array.from(line.signature);
    signature[place >> 3] = (signature[place >> 3] ?? 0) ^ (1 << (place & 7));
    return cosignedAt(text, { ...line, signature }, exchange.key, nobleCrypto) !== null;
  });
  expect(held).toEqual([]);
});
