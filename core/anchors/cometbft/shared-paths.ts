/**
 * Inclusion proofs of several leaves of one tree (RFC 6962) at once: no hash is given that a proven leaf leads to, and none
 * twice. The hashes are those of the largest subtrees without a proven leaf, left to right.
 */

import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { nodeHash } from '../../log/merkle.ts';
import { splitPoint } from './tree.ts';

type Sha256 = Pick<Crypto, 'sha256'>;

/** A leaf's index and its leaf hash, 32 bytes. */
export interface ProvenLeaf {
  readonly index: number;
  readonly hash: Uint8Array;
}

/** A leaf's index and its inclusion path, the sibling first. */
export interface LeafPath {
  readonly index: number;
  readonly path: readonly Uint8Array[];
}

/** What the leaves and the shared hashes lead to: the root, and each leaf's own path, in the order of the leaves. */
export interface SharedPaths {
  readonly root: Uint8Array;
  readonly paths: readonly LeafPath[];
}

function noProof(): never {
  throw new NotaryError('malformed', 'the hashes do not prove these leaves of a tree of this size');
}

/**
 * The root over `size` leaves, and the path of each leaf. Throws `malformed` when the indexes are not ascending and below
 * `size`, or the hashes too few or too many.
 */
export function expandPaths(
  leaves: readonly ProvenLeaf[],
  size: number,
  hashes: readonly Uint8Array[],
  crypto: Sha256,
): SharedPaths {
  const inOrder = leaves.every(({ index }, i) => index < size && index > (leaves[i - 1]?.index ?? -1));
  if (leaves.length === 0 || !inOrder) noProof();
  const rest = [...hashes];
  const shared = rangePaths(leaves, { start: 0, size }, rest, crypto);
  return rest.length === 0 ? shared : noProof();
}

/** A run of leaves of a tree. */
interface Range {
  readonly start: number;
  readonly size: number;
}

function halves({ start, size }: Range): readonly [Range, Range] {
  const split = splitPoint(size);
  return [
    { start, size: split },
    { start: start + split, size: size - split },
  ];
}

const within = <T extends { readonly index: number }>(leaves: readonly T[], { start, size }: Range) =>
  leaves.filter(({ index }) => index >= start && index < start + size);

const withSibling = (paths: readonly LeafPath[], sibling: Uint8Array) =>
  paths.map(({ index, path }) => ({ index, path: [...path, sibling] }));

function rangePaths(leaves: readonly ProvenLeaf[], range: Range, rest: Uint8Array[], crypto: Sha256): SharedPaths {
  const [first] = leaves;
  if (!first) return { root: rest.shift() ?? noProof(), paths: [] };
  if (range.size === 1) return { root: first.hash, paths: [{ index: first.index, path: [] }] };
  const [left, right] = halves(range);
  const below = rangePaths(within(leaves, left), left, rest, crypto);
  const beside = rangePaths(within(leaves, right), right, rest, crypto);
  return {
    root: nodeHash(below.root, beside.root, crypto),
    paths: [...withSibling(below.paths, beside.root), ...withSibling(beside.paths, below.root)],
  };
}

/** The shared hashes of paths in one tree, ascending by index. Throws `malformed` when a path is too short. */
export function sharePaths(leaves: readonly LeafPath[], size: number): readonly Uint8Array[] {
  return shareRange(leaves, { start: 0, size }, 1);
}

/** `level` counts from the root, at 1 for its two children. */
function shareRange(leaves: readonly LeafPath[], range: Range, level: number): readonly Uint8Array[] {
  if (range.size === 1) return [];
  const [left, right] = halves(range);
  const [inLeft, inRight] = [within(leaves, left), within(leaves, right)];
  const sibling = () => [leaves[0]?.path.at(-level) ?? noProof()];
  return [
    ...(inLeft.length > 0 ? shareRange(inLeft, left, level + 1) : sibling()),
    ...(inRight.length > 0 ? shareRange(inRight, right, level + 1) : sibling()),
  ];
}
