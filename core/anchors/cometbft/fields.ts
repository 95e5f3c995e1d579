/** Readers and writers of the parts that the forms of an anchor have in common. docs/certificate-format/cometbft.md. */

import { NotaryError } from '../../errors.ts';
import { concat, toBase64 } from '../../formats/bytes.ts';
import { base64Bytes, type Decoder, integer, text } from '../../formats/decoder.ts';
import { HASH_BYTES } from '../../log/merkle.ts';
import type { PartSet } from './block.ts';
import type { Vote } from './commit.ts';
import { MAX_LEVELS } from './tree.ts';
import { SET_LIMITS } from './validators.ts';

/** Base64 of 32 bytes. */
export const hash = base64Bytes(HASH_BYTES, true);

/** Base64 of at most `max` hashes one after another. */
export const packed =
  (max: number): Decoder<readonly Uint8Array[]> =>
  (value, at) => {
    const bytes = base64Bytes(max * HASH_BYTES)(value, at);
    if (bytes.length % HASH_BYTES !== 0) throw new NotaryError('malformed', `${at}: not whole hashes`);
    return Array.from({ length: bytes.length / HASH_BYTES }, (_, i) =>
      bytes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES),
    );
  };

/** A list of this length. */
export function tuple(value: unknown, length: number, at: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length !== length)
    throw new NotaryError('malformed', `${at}: expected ${length} items`);
  return value;
}

/** Up to the year 9999, the last that RFC 3339 can express. */
export const MAX_SECONDS = 253402300799;

/** `[total, hash]` of a part set. */
export const readParts: Decoder<PartSet> = (value, at) => {
  const [total, bytes] = tuple(value, 2, at);
  return { total: integer(1, 1_000_000)(total, at), hash: hash(bytes, at) };
};

/** The votes, each voter once, in the order of the set. Throws `malformed`. */
export const inOrder = (votes: readonly Vote[], at: string): readonly Vote[] => {
  if (votes.some(({ voter }, i) => i > 0 && voter <= (votes[i - 1]?.voter ?? 0)))
    throw new NotaryError('malformed', `${at}: each voter once, in the order of the set`);
  return votes;
};

/** Height of a block that has a next one. */
export const height = integer(1, Number.MAX_SAFE_INTEGER - 1);

/** A chain's id. */
export const chainId = text(50, /^[A-Za-z0-9._-]+$/, 'a chain id');

/** Round of a vote. */
export const round = integer(0, 2 ** 31 - 1);

/** Place of a voter in a set. */
export const place = integer(0, SET_LIMITS.members - 1);

/** A path's sides, from the leaf up. */
export const sides = text(MAX_LEVELS, /^[LR]*$/, 'sides');

/** Hashes one after another, in base64. */
export const pack = (hashes: readonly Uint8Array[]): string => toBase64(concat(...hashes));
