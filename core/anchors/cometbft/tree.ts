/**
 * Merkle proofs for trees whose number of leaves is not signed. The engine's own transaction proof carries `index` and
 * `total`, and accepts more than one `total` for the same proof; so a path here is a bounded list of sides and hashes,
 * in which every bit affects the root. The tree is that of RFC 6962.
 */

import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { emptyRoot, HASH_BYTES, leafHash, nodeHash } from '../../log/merkle.ts';

type Sha256 = Pick<Crypto, 'sha256'>;

/** Maximum length of a path: more levels than a block's transactions can fill. */
export const MAX_LEVELS = 24;

/** The largest power of two below n, for n > 1. */
export function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** The root over leaf bytes. */
export function treeRoot(leaves: readonly Uint8Array[], crypto: Sha256): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return emptyRoot(crypto);
  if (leaves.length === 1) return leafHash(only, crypto);
  const split = splitPoint(leaves.length);
  return nodeHash(treeRoot(leaves.slice(0, split), crypto), treeRoot(leaves.slice(split), crypto), crypto);
}

/** From the leaf up: the sibling's side (`L` or `R`), and the sibling. */
export interface SidedPath {
  readonly sides: string;
  /** 32 bytes each, one for each side. */
  readonly hashes: readonly Uint8Array[];
}

/** The path of one leaf in the tree over `leaves`. */
export function sidedPath(index: number, leaves: readonly Uint8Array[], crypto: Sha256): SidedPath {
  if (!(index >= 0 && index < leaves.length)) throw new NotaryError('not-found', `no leaf ${index}`);
  if (leaves.length === 1) return { sides: '', hashes: [] };
  const split = splitPoint(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  const isLeft = index < split;
  const below = isLeft ? sidedPath(index, left, crypto) : sidedPath(index - split, right, crypto);
  return {
    sides: below.sides + (isLeft ? 'R' : 'L'),
    hashes: [...below.hashes, treeRoot(isLeft ? right : left, crypto)],
  };
}

/** The root that a path leads to from leaf bytes. Throws `malformed` when there are not as many hashes as sides. */
export function rootFromSides(leaf: Uint8Array, path: SidedPath, crypto: Sha256): Uint8Array {
  const { sides, hashes } = path;
  if (sides.length !== hashes.length || sides.length > MAX_LEVELS || !/^[LR]*$/.test(sides))
    throw new NotaryError('malformed', 'a path has one side for each hash');
  return hashes.reduce(
    (root, hash, i) => (sides[i] === 'L' ? nodeHash(hash, root, crypto) : nodeHash(root, hash, crypto)),
    leafHash(leaf, crypto),
  );
}

/**
 * The root of a tree of `size` leaves of which some are known by their bytes and the rest by the hashes of the largest
 * subtrees without a known leaf, left to right. Null when there are too few or too many hashes.
 */
export function rootFromKnown(
  known: ReadonlyMap<number, Uint8Array>,
  size: number,
  hashes: readonly Uint8Array[],
  crypto: Sha256,
): Uint8Array | null {
  const rest = [...hashes];
  const root = knownRange(known, 0, size, () => rest.shift(), crypto);
  return root && rest.length === 0 ? root : null;
}

function knownRange(
  known: ReadonlyMap<number, Uint8Array>,
  start: number,
  end: number,
  next: () => Uint8Array | undefined,
  crypto: Sha256,
): Uint8Array | null {
  if (isUnknown(known, start, end)) {
    const hash = next();
    return hash?.length === HASH_BYTES ? hash : null;
  }
  const leaf = known.get(start);
  if (end - start === 1) return leaf ? leafHash(leaf, crypto) : null;
  const middle = start + splitPoint(end - start);
  const left = knownRange(known, start, middle, next, crypto);
  const right = knownRange(known, middle, end, next, crypto);
  return left && right && nodeHash(left, right, crypto);
}

function isUnknown(known: ReadonlyMap<number, Uint8Array>, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (known.has(i)) return false;
  return true;
}

/** The hashes that `rootFromKnown` needs in addition to the known leaves. */
export function hashesBeside(
  known: readonly number[],
  leaves: readonly Uint8Array[],
  crypto: Sha256,
  start = 0,
  end: number = leaves.length,
): Uint8Array[] {
  if (!known.some((index) => index >= start && index < end)) return [treeRoot(leaves.slice(start, end), crypto)];
  if (end - start === 1) return [];
  const middle = start + splitPoint(end - start);
  return [...hashesBeside(known, leaves, crypto, start, middle), ...hashesBeside(known, leaves, crypto, middle, end)];
}
