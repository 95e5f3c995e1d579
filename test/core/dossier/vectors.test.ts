/** The test vectors of docs/certificate-format/dossiers.md. */
import { expect, it } from 'vitest';
import { nobleCrypto } from '../../../core/crypto.ts';
import { readAmount } from '../../../core/dossier/amounts.ts';
import { ItemTree, readItem } from '../../../core/dossier/items.ts';
import { commitment, readBlind, secondGeneratorBytes } from '../../../core/dossier/pedersen.ts';
import { drawSample } from '../../../core/dossier/sample.ts';
import { commitmentSums, wrongTotals } from '../../../core/dossier/totals.ts';
import { fromHex, toHex } from '../../../core/formats/bytes.ts';
import vectors from '../../vectors/dossier.json' with { type: 'json' };

const items = vectors.items.map((item) => readItem(item, 'item'));

it('the second generator', () => {
  expect(toHex(secondGeneratorBytes())).toBe(vectors.h);
});

it.each(vectors.commitments)('the commitment to $amount', ({ amount, blind, commitment: expected }) => {
  expect(commitment({ amount: readAmount(amount, ''), blind: readBlind(blind, '') })).toBe(expected);
});

it('the root of the items, and their totals', () => {
  expect(toHex(new ItemTree(items, nobleCrypto).root())).toBe(vectors.root);
  expect(wrongTotals(vectors.totals, commitmentSums(items))).toBeNull();
});

it('the sample', () => {
  const { leaf, seed, population, places } = vectors.sample;
  expect(drawSample(places.length, population, { leaf: fromHex(leaf), seed }, nobleCrypto)).toEqual(places);
});
