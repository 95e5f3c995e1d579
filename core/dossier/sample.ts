/**
 * A sample that nobody can choose: places among the items, drawn from a seed that was settled after the dossier.
 * docs/certificate-format/dossiers.md, "Samples".
 */
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { concat, toHex, u64be, utf8 } from '../formats/bytes.ts';

const DOMAIN = 'notary-desk/sample/v1\0';

/** From what a sample is drawn. */
export interface SampleSeed {
  /** Leaf hash of the dossier, 32 bytes: the same seed draws other places of another dossier. */
  readonly leaf: Uint8Array;
  /** What the auditor typed, or the hash of a block as text. */
  readonly seed: string;
}

/**
 * Numbers from 0 to below `limit`, each equally likely: the first `bytes` bytes of
 * SHA-256(domain ‖ leaf ‖ seed ‖ counter), as a number; those are passed over that would make the lower ones likelier.
 */
function* numbersBelow(limit: bigint, bytes: number, { leaf, seed }: SampleSeed, crypto: Pick<Crypto, 'sha256'>) {
  const head = concat(utf8(DOMAIN), leaf, utf8(seed));
  const range = 1n << BigInt(8 * bytes);
  const fair = range - (range % limit);
  for (let counter = 0; ; counter++) {
    const hash = crypto.sha256(concat(head, u64be(counter)));
    const value = BigInt(`0x${toHex(hash.subarray(0, bytes))}`);
    if (value < fair) yield value % limit;
  }
}

function checkSize(size: number, population: number): void {
  if (!Number.isSafeInteger(size) || size < 1 || size > population)
    throw new NotaryError('bad-input', `a sample of ${population} has from 1 to ${population}`);
}

/**
 * `size` different places among `population` items, in the order in which they were drawn. Throws `bad-input` for more than
 * there are.
 */
export function drawSample(
  size: number,
  population: number,
  seed: SampleSeed,
  crypto: Pick<Crypto, 'sha256'>,
): readonly number[] {
  checkSize(size, population);
  const drawn = new Set<number>();
  for (const place of numbersBelow(BigInt(population), 8, seed, crypto)) {
    drawn.add(Number(place));
    if (drawn.size === size) break;
  }
  return [...drawn];
}

/** A place, and how often it was hit. */
export interface Hit {
  readonly index: number;
  readonly hits: number;
}

/**
 * Monetary unit sampling: every millionth is equally likely to be hit, so large amounts are likelier to be in the sample.
 * `size` hits at equal distances over the running total T of the amounts (millionths, by place), from a start s below T that
 * is drawn: the k-th is ⌊(s + k·T) / size⌋. An amount larger than the distance is hit for certain, perhaps more than once.
 * Throws `bad-input` when there is nothing to hit.
 */
export function drawByAmount(
  size: number,
  amounts: readonly bigint[],
  seed: SampleSeed,
  crypto: Pick<Crypto, 'sha256'>,
): readonly Hit[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0n);
  if (total <= 0n || amounts.some((amount) => amount < 0n))
    throw new NotaryError('bad-input', 'a sample by amount needs amounts above zero', { reason: 'no-amounts' });
  checkSize(size, amounts.length);
  const [start = 0n] = numbersBelow(total, 16, seed, crypto);
  const found: Hit[] = [];
  let [upTo, k] = [0n, 0];
  for (const [index, amount] of amounts.entries()) {
    upTo += amount;
    const first = k;
    while (k < size && (start + BigInt(k) * total) / BigInt(size) < upTo) k += 1;
    if (k > first) found.push({ index, hits: k - first });
  }
  return found;
}

/** What an auditor usually asks for. */
const CONFIDENCE = 0.95;

/** The chance that `size` of `population` show none of `differing`: hypergeometric, drawn without repetition. */
function chanceOfNone(size: number, population: number, differing: number): number {
  let chance = 1;
  for (let i = 0; i < size && chance > 0; i++) chance *= Math.max(0, population - differing - i) / (population - i);
  return chance;
}

/**
 * What a sample without an error means: with this confidence at most so many of the population differ. It is the largest
 * number that such a sample would still show none of with a chance above 1 − confidence. Throws `bad-input`.
 */
export function atMostDiffering(size: number, population: number, confidence = CONFIDENCE): number {
  checkSize(size, population);
  let [low, high] = [0, population - size];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (chanceOfNone(size, population, middle) > 1 - confidence) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * What a sample by amount without an error means: with this confidence at most this share of the total is wrong. Each hit misses a
 * share p with the chance 1 − p, so it is the largest p for which (1 − p)^size is above 1 − confidence.
 */
export function shareAtMostWrong(size: number, confidence = CONFIDENCE): number {
  return 1 - (1 - confidence) ** (1 / size);
}

/** A share that is not exceeded (0 to 1) in per cent, with two decimals; rounded up, because "at most" must stay true. */
export function percentAtMost(share: number): string {
  return (Math.ceil(share * 10_000) / 100).toFixed(2);
}

/** The smallest sample that, without an error, says that at most this share of the population differs (0 to below 1). */
export function sampleSizeFor(share: number, population: number, confidence = CONFIDENCE): number {
  let [low, high] = [1, population];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (atMostDiffering(middle, population, confidence) <= share * population) high = middle;
    else low = middle + 1;
  }
  return low;
}
