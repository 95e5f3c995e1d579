/**
 * The short form of these anchors, a kind of its own: what the note beside the anchor, or another of its members, has
 * anyway is left out, and votes and keys are packed. This is its shape in `evidence.json`; shorten.ts makes the whole
 * anchor of it. docs/certificate-format/cometbft.md, "The short form".
 */

import { NotaryError } from '../../errors.ts';
import { concat, toBase64, u64be } from '../../formats/bytes.ts';
import type { Json } from '../../formats/canonical.ts';
import { anyJson, base64Bytes, type Decoder, integer, list, nullable, object } from '../../formats/decoder.ts';
import type { Anchor } from '../../formats/evidence.ts';
import { HASH_BYTES, MAX_PROOF } from '../../log/merkle.ts';
import { type Registration, readRegistration } from './application.ts';
import type { PartSet } from './block.ts';
import type { Vote } from './commit.ts';
import {
  chainId,
  hash,
  height,
  inOrder,
  MAX_SECONDS,
  pack,
  packed,
  place,
  readParts,
  round,
  sides,
  tuple,
} from './fields.ts';
import { MAX_LEVELS } from './tree.ts';
import { SET_LIMITS, type Validator } from './validators.ts';

/** The kind of the short form. Its chains are those of the kind `cometbft`. */
export const COMETBFT_SHORT = 'cometbft-2';

/** A signed block without the hash of its set, which is computed. */
export interface ShortSigned {
  /** Of the next block without the first, which is that of the block. */
  readonly beside: readonly Uint8Array[];
  readonly round: number;
  readonly parts: PartSet;
  readonly votes: readonly Vote[];
}

/** The next block; its other hashes are computed. */
export interface ShortNext extends ShortSigned {
  /** Null exactly when it is the set of the block. */
  readonly set: readonly Validator[] | null;
  /** Null exactly when it is the anchor's own, because there is no state. */
  readonly app: Uint8Array | null;
}

/** The block of the transaction; text and signature of the transaction are those of the note. */
export interface ShortBlock extends ShortSigned {
  readonly height: number;
  readonly set: readonly Validator[];
  readonly base: number;
  readonly proof: readonly Uint8Array[];
  readonly sides: string;
  readonly path: readonly Uint8Array[];
  readonly results: readonly Uint8Array[];
  readonly next: ShortNext;
}

/** The block of a later application hash. */
export interface ShortState extends ShortSigned {
  readonly height: number;
  /** Null exactly when it is the set of the block that the anchor has, too. */
  readonly set: readonly Validator[] | null;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
}

/** The registry: what is shown of it, and one proof for all of that. */
export interface ShortRegistry {
  readonly size: number;
  readonly beside: readonly Uint8Array[];
  readonly registration: { readonly index: number; readonly registration: Registration } | null;
  /** Members as they are written (written-members.ts). */
  readonly members: { readonly index: number; readonly members: readonly Json[] } | null;
}

/** The short form, read. */
export interface ShortEvidence {
  readonly chain: string;
  readonly block: ShortBlock | null;
  readonly state: ShortState | null;
  readonly registry: ShortRegistry | null;
  /** What of the application hash is not computed: docs/certificate-format/cometbft.md. */
  readonly app: readonly Uint8Array[];
}

// --- packed lists ---------------------------------------------------------------------------------------------------

/** Lengths in bytes of the parts of a packed vote: voter, seconds, nanoseconds, signature. */
const VOTE = [1, 5, 4, 64] as const;
const VOTE_BYTES = VOTE.reduce((sum, length) => sum + length, 0);

const seconds = integer(0, MAX_SECONDS);
const nanos = integer(0, 999_999_999);

const uint = (value: number, length: number) => u64be(value).subarray(8 - length);
const fromUint = (bytes: Uint8Array) => bytes.reduce((value, byte) => value * 256 + byte, 0);

function readPackedVote(bytes: Uint8Array, at: string): Vote {
  const [voter, sec, nano] = VOTE;
  return {
    voter: place(fromUint(bytes.subarray(0, voter)), at),
    time: {
      seconds: seconds(fromUint(bytes.subarray(voter, voter + sec)), at),
      nanos: nanos(fromUint(bytes.subarray(voter + sec, voter + sec + nano)), at),
    },
    signature: bytes.slice(voter + sec + nano),
  };
}

const readVotes: Decoder<readonly Vote[]> = (value, at) => {
  const bytes = base64Bytes(SET_LIMITS.members * VOTE_BYTES)(value, at);
  const count = bytes.length / VOTE_BYTES;
  if (count === 0 || !Number.isInteger(count)) throw new NotaryError('malformed', `${at}: not whole votes`);
  const votes = Array.from({ length: count }, (_, i) => bytes.subarray(i * VOTE_BYTES, (i + 1) * VOTE_BYTES));
  return inOrder(
    votes.map((vote) => readPackedVote(vote, at)),
    at,
  );
};

const packVotes = (votes: readonly Vote[]): string =>
  toBase64(
    concat(
      ...votes.flatMap(({ voter, time, signature }) => [
        uint(voter, VOTE[0]),
        uint(time.seconds, VOTE[1]),
        uint(time.nanos, VOTE[2]),
        signature,
      ]),
    ),
  );

const readPowers = list(integer(1, SET_LIMITS.power), SET_LIMITS.members, 1);

/** `[keys, powers]`: keys packed, as many powers. */
const readSet: Decoder<readonly Validator[]> = (value, at) => {
  const [keys, stated] = tuple(value, 2, at);
  const powers = readPowers(stated, at);
  const bytes = packed(SET_LIMITS.members)(keys, at);
  if (bytes.length !== powers.length) throw new NotaryError('malformed', `${at}: as many keys as powers`);
  return powers.map((power, i) => ({ key: bytes[i] ?? new Uint8Array(HASH_BYTES), power }));
};

const setJson = (set: readonly Validator[]): Json => [pack(set.map(({ key }) => key)), set.map(({ power }) => power)];

// --- reading --------------------------------------------------------------------------------------------------------

const signed = { beside: packed(14), round, parts: readParts, votes: readVotes };

const readShort = object<ShortEvidence>({
  chain: chainId,
  block: nullable(
    object<ShortBlock>({
      ...signed,
      height,
      set: readSet,
      base: integer(),
      proof: packed(MAX_PROOF),
      sides,
      path: packed(MAX_LEVELS),
      results: packed(MAX_LEVELS),
      next: object<ShortNext>({ ...signed, set: nullable(readSet), app: nullable(hash) }),
    }),
  ),
  state: nullable(
    object<ShortState>({
      ...signed,
      height,
      set: nullable(readSet),
      index: integer(),
      size: integer(1),
      path: packed(MAX_PROOF),
    }),
  ),
  registry: nullable(
    object<ShortRegistry>({
      size: integer(1),
      beside: packed(2 * MAX_PROOF),
      registration: nullable(object({ index: integer(), registration: readRegistration })),
      members: nullable(object({ index: integer(), members: list(anyJson, SET_LIMITS.members, 1) })),
    }),
  ),
  app: packed(2),
});

/** Reads the shape of the short form. Throws `malformed`. */
export const readShortEvidence = (anchor: Anchor): ShortEvidence => readShort(anchor[COMETBFT_SHORT], COMETBFT_SHORT);

// --- writing --------------------------------------------------------------------------------------------------------

const signedJson = ({ beside, round: of, parts, votes }: ShortSigned) => ({
  beside: pack(beside),
  round: of,
  parts: [parts.total, toBase64(parts.hash)] as const,
  votes: packVotes(votes),
});

function blockJson(block: ShortBlock): Json {
  const { next } = block;
  return {
    ...signedJson(block),
    height: block.height,
    set: setJson(block.set),
    base: block.base,
    proof: pack(block.proof),
    sides: block.sides,
    path: pack(block.path),
    results: pack(block.results),
    next: { ...signedJson(next), set: next.set && setJson(next.set), app: next.app && toBase64(next.app) },
  };
}

function stateJson(state: ShortState): Json {
  const { height: at, set, index, size, path } = state;
  return { ...signedJson(state), height: at, set: set && setJson(set), index, size, path: pack(path) };
}

/** The short form as `evidence.json` has it. */
export function shortAnchor({ chain, block, state, registry, app }: ShortEvidence): Anchor {
  return {
    kind: COMETBFT_SHORT,
    [COMETBFT_SHORT]: {
      chain,
      block: block && blockJson(block),
      state: state && stateJson(state),
      registry: registry && ({ ...registry, beside: pack(registry.beside) } as unknown as Json),
      app: pack(app),
    },
  };
}
