/**
 * Base58 with Bitcoin's alphabet, in which JD Chain shows hashes, addresses, keys and signatures. One text for each byte
 * string and one byte string for each text; long ones are refused, because the cost grows with the square of the length.
 */
import { NotaryError } from '../../errors.ts';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const VALUES = new Map([...ALPHABET].map((char, value) => [char, value]));

/** Characters of the longest text that is read: settings of a ledger's consensus have about 2000. */
export const BASE58_CHARACTERS = 16 * 1024;

/** The digits of a number in another base, least significant first. */
function converted(digits: Iterable<number>, from: number, to: number): number[] {
  const out: number[] = [];
  for (const digit of digits) {
    let carry = digit;
    for (let i = 0; i < out.length; i++) {
      carry += (out[i] as number) * from;
      out[i] = carry % to;
      carry = Math.floor(carry / to);
    }
    for (; carry > 0; carry = Math.floor(carry / to)) out.push(carry % to);
  }
  return out;
}

/** The text of bytes; a leading zero byte is a `1`. */
export function toBase58(bytes: Uint8Array): string {
  let zeros = 0;
  while (bytes[zeros] === 0) zeros++;
  const digits = converted(bytes.subarray(zeros), 256, 58);
  return (
    '1'.repeat(zeros) +
    digits
      .reverse()
      .map((digit) => ALPHABET[digit])
      .join('')
  );
}

/** The bytes of a text. Throws `malformed` for another character, `too-large` above the bound. */
export function fromBase58(text: string): Uint8Array {
  if (text.length > BASE58_CHARACTERS)
    throw new NotaryError('too-large', `Base58 of more than ${BASE58_CHARACTERS} characters`);
  const digits = Array.from(text, (char) => {
    const value = VALUES.get(char);
    if (value === undefined) throw new NotaryError('malformed', 'not Base58');
    return value;
  });
  let zeros = 0;
  while (digits[zeros] === 0) zeros++;
  const bytes = converted(digits.slice(zeros), 58, 256).reverse();
  const out = new Uint8Array(zeros + bytes.length);
  out.set(bytes, zeros);
  return out;
}
