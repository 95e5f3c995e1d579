/** What a consistency proof shows when a log has forked: the root that the second tree has at the size of the first. */
import type { Crypto } from '../crypto.ts';
import type { Checkpoint } from '../formats/checkpoint.ts';
import { nodeHash, verifyConsistency } from './merkle.ts';

type Sha256 = Pick<Crypto, 'sha256'>;

/**
 * The root of the first `first` leaves to which a consistency proof leads (RFC 9162 section 2.1.4.2), or null. A power
 * of two is not in its own proof, so there is nothing to find.
 */
function firstRootOf(first: number, second: number, proof: readonly Uint8Array[], crypto: Sha256): Uint8Array | null {
  let [fn, sn] = [first - 1, second - 1];
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  const [start, ...path] = proof;
  if (fn === 0 || !start) return null;
  let root = start;
  for (const hash of path) {
    if (fn % 2 === 1 || fn === sn) {
      root = nodeHash(hash, root, crypto);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return root;
}

/**
 * The root that the second checkpoint's tree has at the size of the first, according to its proof; null when the proof
 * shows none.
 */
export function otherRoot(
  first: Checkpoint,
  second: Checkpoint,
  proof: readonly Uint8Array[],
  crypto: Sha256,
): Uint8Array | null {
  if (first.size === second.size) return proof.length === 0 ? second.root : null;
  const other = first.size > 0 && first.size < second.size ? firstRootOf(first.size, second.size, proof, crypto) : null;
  return other && verifyConsistency(first.size, second.size, other, second.root, proof, crypto) ? other : null;
}
