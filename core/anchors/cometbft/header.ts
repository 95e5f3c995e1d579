/**
 * The block header. Its hash is the root over fourteen leaves, so a proof discloses only the needed leaves and the
 * sibling hashes. CometBFT v0.38, `types.Header.Hash`.
 */

import type { Crypto } from '../../crypto.ts';
import { concat, utf8 } from '../../formats/bytes.ts';
import { type BlockId, blockIdBytes, type Time, timeBytes } from './block.ts';
import { bytesField, uintField } from './protobuf.ts';
import { hashesBeside, rootFromKnown, treeRoot } from './tree.ts';

type Sha256 = Pick<Crypto, 'sha256'>;

/** A complete header, as returned by a node. Hashes have 32 bytes or are empty. */
export interface Header {
  readonly version: { readonly block: number; readonly app: number };
  readonly chainId: string;
  readonly height: number;
  readonly time: Time;
  readonly lastBlockId: BlockId;
  readonly lastCommitHash: Uint8Array;
  readonly dataHash: Uint8Array;
  readonly validatorsHash: Uint8Array;
  readonly nextValidatorsHash: Uint8Array;
  readonly consensusHash: Uint8Array;
  readonly appHash: Uint8Array;
  readonly lastResultsHash: Uint8Array;
  readonly evidenceHash: Uint8Array;
  /** 20 bytes. */
  readonly proposerAddress: Uint8Array;
}

const LEAVES = 14;

/** Indexes of the leaves that a proof may show. */
const PLACE = { chainId: 1, height: 2, lastBlockId: 4, data: 6, validators: 7, app: 10, lastResults: 11 } as const;

/** The fourteen leaves in their order. */
export function headerLeaves(header: Header): readonly Uint8Array[] {
  return [
    concat(uintField(1, header.version.block), uintField(2, header.version.app)),
    bytesField(1, utf8(header.chainId)),
    uintField(1, header.height),
    timeBytes(header.time),
    blockIdBytes(header.lastBlockId),
    bytesField(1, header.lastCommitHash),
    bytesField(1, header.dataHash),
    bytesField(1, header.validatorsHash),
    bytesField(1, header.nextValidatorsHash),
    bytesField(1, header.consensusHash),
    bytesField(1, header.appHash),
    bytesField(1, header.lastResultsHash),
    bytesField(1, header.evidenceHash),
    bytesField(1, header.proposerAddress),
  ];
}

/** The block's hash, 32 bytes. */
export function headerHash(header: Header, crypto: Sha256): Uint8Array {
  return treeRoot(headerLeaves(header), crypto);
}

/** The leaves of a header that a proof shows. Chain, height and validators are always among them. */
export interface ShownHeader {
  readonly chainId: string;
  readonly height: number;
  readonly validators: Uint8Array;
  readonly lastBlockId?: BlockId;
  readonly data?: Uint8Array;
  readonly app?: Uint8Array;
  readonly lastResults?: Uint8Array;
}

function shownLeaves(shown: ShownHeader): ReadonlyMap<number, Uint8Array> {
  const known = new Map<number, Uint8Array>([
    [PLACE.chainId, bytesField(1, utf8(shown.chainId))],
    [PLACE.height, uintField(1, shown.height)],
    [PLACE.validators, bytesField(1, shown.validators)],
  ]);
  if (shown.lastBlockId) known.set(PLACE.lastBlockId, blockIdBytes(shown.lastBlockId));
  if (shown.data) known.set(PLACE.data, bytesField(1, shown.data));
  if (shown.app) known.set(PLACE.app, bytesField(1, shown.app));
  if (shown.lastResults) known.set(PLACE.lastResults, bytesField(1, shown.lastResults));
  return known;
}

/** The block's hash from the shown leaves and the sibling hashes, or null when their number is wrong. */
export function shownHeaderHash(shown: ShownHeader, beside: readonly Uint8Array[], crypto: Sha256): Uint8Array | null {
  return rootFromKnown(shownLeaves(shown), LEAVES, beside, crypto);
}

/** The sibling hashes for the leaves in `show` (chain, height and validators always count as shown). */
export function besideShown(
  header: Header,
  show: readonly ('lastBlockId' | 'data' | 'app' | 'lastResults')[],
  crypto: Sha256,
): Uint8Array[] {
  const places = [PLACE.chainId, PLACE.height, PLACE.validators, ...show.map((name) => PLACE[name])];
  return hashesBeside(places, headerLeaves(header), crypto);
}

/** Leaf of a block's data tree: SHA-256 of the transaction, which is also its identifier. */
export function transactionHash(transaction: Uint8Array, crypto: Sha256): Uint8Array {
  return crypto.sha256(transaction);
}

/**
 * Leaf of a block's results tree: the deterministic part of a transaction's result. Code 0 means that it was executed.
 */
export function resultLeaf(result: {
  code: number;
  data?: Uint8Array;
  gasWanted?: number;
  gasUsed?: number;
}): Uint8Array {
  return concat(
    uintField(1, result.code),
    bytesField(2, result.data ?? new Uint8Array(0)),
    uintField(5, result.gasWanted ?? 0),
    uintField(6, result.gasUsed ?? 0),
  );
}
