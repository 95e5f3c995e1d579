/**
 * Answers to queries of a member's node (`/abci_query`). Each answer carries a proof, which the client verifies. Values
 * are canonical JSON.
 */

import { logKey, MEMBERS_KEY, treeCommitment } from '../../anchors/cometbft/application.ts';
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { equal, fromUtf8, toBase64, toHex, utf8 } from '../../formats/bytes.ts';
import { canonicalBytes, type Json, parseCanonical } from '../../formats/canonical.ts';
import { integer, object, text } from '../../formats/decoder.ts';
import { logOrigin } from '../../formats/ids.ts';
import { inclusionProof } from '../../log/log.ts';
import { epochsOf, latestOf, membersOf, nextDecision, registrationOf } from './registry.ts';
import type { State } from './state.ts';
import type { MemberStore } from './store.ts';

interface Asked {
  readonly state: State;
  readonly store: MemberStore;
  readonly crypto: Crypto;
}

const pack = (hashes: readonly Uint8Array[]) => hashes.map(toBase64);

/** The latest accepted checkpoint of a log. */
function latest(origin: string, { state, crypto }: Asked): Json {
  const { size, root } = latestOf(state, logOrigin(origin, 'origin'), crypto);
  const registration = registrationOf(state, origin);
  return { registered: registration !== null && !registration.retired, size, root: toHex(root), height: state.height };
}

const readAcceptance = object<{ text: string; height: number }>({ text: text(512), height: integer(0) });

/** The position of a checkpoint in the history as it was after the block at `height`. */
function acceptance(data: string, { store, crypto }: Asked): Json {
  const asked = readAcceptance(parseCanonical(utf8(data)), 'acceptance');
  const accepted = store.accepted(asked.text);
  const past = store.past(asked.height);
  if (!accepted || !past || accepted.position >= past.size)
    throw new NotaryError('not-found', 'not accepted at that height');
  return {
    index: accepted.position,
    size: past.size,
    path: pack(inclusionProof(accepted.position, past.size, store.readNode, crypto)),
    others: pack([past.latest, past.registry]),
    accepted: accepted.height,
    hash: toHex(past.hash),
  };
}

const readRegistrationQuery = object<{ origin: string; height: number }>({ origin: logOrigin, height: integer(0) });
const readMembersQuery = object<{ height: number }>({ height: integer(0) });

/**
 * The path from an entry to the application hash after the block at `height`, as long as the registry has not changed
 * since.
 */
function registryPath(key: string, height: number, { state, store, crypto }: Asked) {
  const past = store.past(height);
  const path = state.registry.path(key, crypto);
  if (!past || !path) throw new NotaryError('not-found', `the registry has no ${key}`);
  if (!equal(past.registry, treeCommitment(state.registry.head(crypto), crypto)))
    throw new NotaryError('not-found', 'the registry changed since that height');
  const others = pack([past.history, past.latest]);
  return { index: path.index, size: path.size, path: pack(path.path), others, hash: toHex(past.hash) };
}

/** A log's registration, with its proof. */
function registration(data: string, asked: Asked): Json {
  const { origin, height } = readRegistrationQuery(parseCanonical(utf8(data)), 'registration');
  const known = registrationOf(asked.state, origin);
  return { registration: known as unknown as Json, ...registryPath(logKey(origin), height, asked) };
}

/** The members, with their proof. */
function members(data: string, asked: Asked): Json {
  const { height } = readMembersQuery(parseCanonical(utf8(data)), 'members');
  return { members: membersOf(asked.state) as unknown as Json, ...registryPath(MEMBERS_KEY, height, asked) };
}

/** Members, epochs and logs, from which a trust bundle is exported. */
function chain({ state }: Asked): Json {
  const logs = state.registry
    .entries()
    .filter(([key]) => key.startsWith('log/'))
    .map(([key, value]) => [key.slice(4), value] as const);
  return {
    chain: state.chain,
    height: state.height,
    members: membersOf(state) as unknown as Json,
    epochs: epochsOf(state) as unknown as Json,
    logs: logs as unknown as Json,
    nextDecision: nextDecision(state),
    history: state.history.size,
    forks: state.registry.entries().flatMap(([key]) => (key.startsWith('fork/') ? [key.slice(5)] : [])),
  };
}

/** The two contradicting checkpoints of a log, once they were shown. */
function fork(origin: string, { state }: Asked): Json {
  const shown = state.registry.get(`fork/${logOrigin(origin, 'origin')}`);
  if (shown === undefined) throw new NotaryError('not-found', 'no fork of this log was shown');
  return shown;
}

const readSignedQuery = object<{ origin: string; size: number }>({ origin: logOrigin, size: integer(1) });

/** The newest accepted checkpoint of a log that is not larger, as it was signed: what a fork is shown against. */
function signed(data: string, { store }: Asked): Json {
  const { origin, size } = readSignedQuery(parseCanonical(utf8(data)), 'signed');
  const found = store.signed(origin, size);
  if (!found) throw new NotaryError('not-found', 'nothing so small was accepted');
  return { text: found.text, signature: toBase64(found.signature) };
}

const QUERIES: Readonly<Record<string, (data: string, asked: Asked) => Json>> = {
  '/latest': latest,
  '/fork': fork,
  '/signed': signed,
  '/acceptance': acceptance,
  '/registration': registration,
  '/members': members,
  '/chain': (_, asked) => chain(asked),
};

/** Answers a query. Throws `not-found`, `malformed` or `not-supported`. */
export function answer(path: string, data: Uint8Array, asked: Asked): Uint8Array {
  const query = QUERIES[path];
  if (!query) throw new NotaryError('not-supported', `no query ${path}`);
  return canonicalBytes(query(fromUtf8(data), asked));
}
