/**
 * Commitments that hide an amount and still add up: Pedersen over ristretto255 (RFC 9496), C = a·G + r·H. G is the base
 * point of RFC 9496 section 4; H is derived from a name, so that nobody knows its logarithm to the base G and nobody can
 * open a commitment in two ways. docs/certificate-format/dossiers.md, "Commitments".
 */
import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';
import { NotaryError } from '../errors.ts';
import { fromHex, toHex, utf8 } from '../formats/bytes.ts';
import { type Decoder, mapped } from '../formats/decoder.ts';
import { hex32 } from '../formats/digests.ts';

const { Point } = ristretto255;
type Point = InstanceType<typeof Point>;

/** The order of the group: 2^252 + 27742317777372353535851937790883648493. */
export const GROUP_ORDER = Point.Fn.ORDER;

/** The message and the tag of RFC 9380 appendix B (`hash_to_ristretto255`) from which H is derived. */
export const SECOND_GENERATOR = {
  message: 'notary-desk/pedersen/v1',
  tag: 'notary-desk-v1-with-ristretto255_XMD:SHA-512_R255MAP_RO_',
} as const;

/** Amounts are below this many millionths, so that no sum of a pool comes near the order of the group. */
export const MAX_AMOUNT = 1n << 80n;

let derived: Point | undefined;

function secondGenerator(): Point {
  if (!derived) {
    const point = ristretto255_hasher.hashToCurve(utf8(SECOND_GENERATOR.message), { DST: SECOND_GENERATOR.tag });
    // multiples of it are needed by the thousand
    derived = point.precompute(8);
  }
  return derived;
}

/** H, 32 bytes as RFC 9496 encodes it. */
export function secondGeneratorBytes(): Uint8Array {
  return secondGenerator().toBytes();
}

/** An amount in millionths and its scalar, which together open a commitment. */
export interface Opening {
  readonly amount: bigint;
  readonly blind: bigint;
}

const times = (point: Point, factor: bigint) => (factor === 0n ? Point.ZERO : point.multiply(factor));

/** `amount` not negative and below the order of the group, as sums are; `blind` below the order. */
function pointOf({ amount, blind }: Opening): Point {
  return times(Point.BASE, amount).add(times(secondGenerator(), blind));
}

/** The commitment to an amount, 32 bytes in hex. Throws `bad-input` for an amount that is negative or 2^80 millionths or more. */
export function commitment({ amount, blind }: Opening): string {
  if (amount < 0n || amount >= MAX_AMOUNT)
    throw new NotaryError('bad-input', 'an amount of a dossier is from 0 to below 2^80 millionths');
  return toHex(pointOf({ amount, blind }).toBytes());
}

/** Whether an amount and a scalar open a commitment. Never throws for what is not a commitment. */
export function opens(opening: Opening, committed: string): boolean {
  const { amount, blind } = opening;
  return amount >= 0n && amount < MAX_AMOUNT && blind >= 0n && blind < GROUP_ORDER && commitment(opening) === committed;
}

/** A scalar of 64 random bytes, reduced modulo the order as RFC 9496 section 4.4 has it, and never zero. */
export function randomBlind(random: (length: number) => Uint8Array): bigint {
  for (;;) {
    const scalar = fromLittleEndian(random(64)) % GROUP_ORDER;
    if (scalar !== 0n) return scalar;
  }
}

/** Adds up commitments as they come, each of which is decoded once. */
export class CommitmentSum {
  #sum: Point = Point.ZERO;
  #count = 0;

  /** Throws `malformed` for what is not the encoding of an element. */
  add(committed: string): void {
    this.#sum = this.#sum.add(decoded(committed));
    this.#count += 1;
  }

  get count(): number {
    return this.#count;
  }

  /** Whether the sum of the amounts and that of the scalars open the sum of the commitments. */
  opensTo({ amount, blind }: Opening): boolean {
    return amount >= 0n && amount < GROUP_ORDER && this.#sum.equals(pointOf({ amount, blind }));
  }
}

function decoded(committed: string): Point {
  try {
    return Point.fromBytes(fromHex(committed, 32));
  } catch (cause) {
    throw new NotaryError('malformed', `${committed}: not an element of ristretto255`, {}, cause);
  }
}

/** The sum of scalars modulo the order. */
export function sumOfBlinds(blinds: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const blind of blinds) sum += blind;
  return sum % GROUP_ORDER;
}

function fromLittleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(Uint8Array.from(bytes).reverse())}`);
}

/** A scalar as files have it: 32 bytes, little endian (RFC 9496 section 4.4), in hex. */
export function blindText(blind: bigint): string {
  return toHex(fromHex(blind.toString(16).padStart(64, '0')).reverse());
}

/** Reads a scalar, which has to be below the order of the group. Throws `malformed`. */
export const readBlind: Decoder<bigint> = mapped(hex32, (text, at) => {
  const blind = fromLittleEndian(fromHex(text));
  if (blind >= GROUP_ORDER) throw new NotaryError('malformed', `${at}: not a scalar below the order of the group`);
  return blind;
});
