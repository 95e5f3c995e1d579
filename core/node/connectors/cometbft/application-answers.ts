/** Answers of the consortium's application, passed on by a node. */

import { type Registration, readRegisteredMember, readRegistration } from '../../../anchors/cometbft/application.ts';
import type { MembersProof, RegistrationProof, StateProof } from '../../../anchors/cometbft/evidence.ts';
import type { SignedText } from '../../../anchors/cometbft/transaction.ts';
import { SET_LIMITS } from '../../../anchors/cometbft/validators.ts';
import { NotaryError } from '../../../errors.ts';
import { fromBase64, fromHex, utf8 } from '../../../formats/bytes.ts';
import { canonicalBytes, parseCanonical } from '../../../formats/canonical.ts';
import { boolean, type Decoder, integer, list, object, text } from '../../../formats/decoder.ts';
import { HASH_BYTES, MAX_PROOF } from '../../../log/merkle.ts';
import type { Rpc } from '../../cometbft/rpc.ts';

const hash: Decoder<Uint8Array> = (value, at) => {
  const bytes = fromBase64(text(44)(value, at));
  if (bytes.length !== HASH_BYTES) throw new NotaryError('malformed', `${at}: not a hash`);
  return bytes;
};
const hexHash: Decoder<Uint8Array> = (value, at) => fromHex(text(64)(value, at), HASH_BYTES);

/** The last checkpoint of a log that the members accepted. */
export interface Latest {
  readonly registered: boolean;
  readonly size: number;
  readonly root: Uint8Array;
  readonly height: number;
}

const readLatest = object<Latest>({ registered: boolean, size: integer(), root: hexHash, height: integer() });

/** Position of a checkpoint in the history, and the height at which it was accepted. */
export interface Acceptance extends Pick<StateProof, 'index' | 'size' | 'path' | 'others'> {
  readonly accepted: number;
  readonly hash: Uint8Array;
}

const path = list(hash, MAX_PROOF);
const others = list(hash, 2, 2);
const readAcceptance = object<Acceptance>({
  index: integer(),
  size: integer(1),
  path,
  others,
  accepted: integer(1),
  hash: hexHash,
});

const readProof = object<RegistrationProof & { readonly hash: Uint8Array }>({
  registration: (value, at): Registration => readRegistration(value, at),
  index: integer(),
  size: integer(1),
  path,
  others,
  hash: hexHash,
});

const readMembers = object<MembersProof & { readonly hash: Uint8Array }>({
  members: list(readRegisteredMember, SET_LIMITS.members, 1),
  index: integer(),
  size: integer(1),
  path,
  others,
  hash: hexHash,
});

/**
 * Queries the application; null when it answers "not found". Throws `anchor-invalid` for an answer of another shape.
 */
async function ask<T>(rpc: Rpc, route: string, data: Uint8Array, read: Decoder<T>): Promise<T | null> {
  const { code, value } = await rpc.query(route, data);
  if (code !== 0) return null;
  try {
    return read(parseCanonical(value ?? new Uint8Array(0)), route);
  } catch (cause) {
    throw new NotaryError('anchor-invalid', `${rpc.endpoint.url}: an answer of another shape to ${route}`, {}, cause);
  }
}

const readSigned = object<{ text: string; signature: Uint8Array }>({
  text: text(512),
  signature: (value, at) => fromBase64(text(88)(value, at)),
});

/** The newest accepted checkpoint of a log with at most so many leaves, as it was signed. */
export function askSigned(rpc: Rpc, origin: string, size: number): Promise<SignedText | null> {
  return ask(rpc, '/signed', canonicalBytes({ origin, size }), readSigned);
}

export function askLatest(rpc: Rpc, origin: string): Promise<Latest | null> {
  return ask(rpc, '/latest', utf8(origin), readLatest);
}

/** Acceptance of a checkpoint's text in the state after the block at `height`. */
export function askAcceptance(rpc: Rpc, checkpointText: string, height: number): Promise<Acceptance | null> {
  return ask(rpc, '/acceptance', canonicalBytes({ text: checkpointText, height }), readAcceptance);
}

/** A log's registration in the state after the block at `height`. */
export async function askRegistration(rpc: Rpc, origin: string, height: number): Promise<RegistrationProof | null> {
  const found = await ask(rpc, '/registration', canonicalBytes({ origin, height }), readProof);
  if (!found) return null;
  const { hash: _, ...proof } = found;
  return proof;
}

/** The members in the state after the block at `height`. */
export async function askMembers(rpc: Rpc, height: number): Promise<MembersProof | null> {
  const found = await ask(rpc, '/members', canonicalBytes({ height }), readMembers);
  if (!found) return null;
  const { hash: _, ...proof } = found;
  return proof;
}
