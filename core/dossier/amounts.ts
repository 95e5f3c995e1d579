/** Amounts as dossiers have them: not negative, in millionths, and written in one way only. */
import { millionths } from '../documents/reading/values.ts';
import { NotaryError } from '../errors.ts';
import { type Decoder, mapped, text } from '../formats/decoder.ts';
import { MAX_AMOUNT } from './pedersen.ts';

const DECIMALS = 6;
const amountText = text(31, /^\d{1,24}(?:\.\d{2,6})?$/, 'an amount of a dossier');

/**
 * The one way to write it: no zeros before its digits; a whole amount without a point, any other with two decimals, or as many
 * more as it needs.
 */
export function dossierAmount(value: bigint): string {
  const digits = value.toString().padStart(DECIMALS + 1, '0');
  const [whole, decimals] = [digits.slice(0, -DECIMALS), digits.slice(-DECIMALS)];
  return /^0+$/.test(decimals) ? whole : `${whole}.${decimals.slice(0, 2)}${decimals.slice(2).replace(/0+$/, '')}`;
}

/** Reads an amount of a dossier, also the sum of many, in millionths. Throws `malformed`. */
export const readSum: Decoder<bigint> = (written, at) => {
  const value = millionths(amountText(written, at));
  if (dossierAmount(value) !== written)
    throw new NotaryError('malformed', `${at}: an amount that is written otherwise`);
  return value;
};

/** Reads the amount of one item in millionths, below 2^80. Throws `malformed`. */
export const readAmount: Decoder<bigint> = mapped(readSum, (value, at) => {
  if (value >= MAX_AMOUNT) throw new NotaryError('malformed', `${at}: 2^80 millionths or more`);
  return value;
});
