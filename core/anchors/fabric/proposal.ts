/**
 * A proposal to a chaincode with what its endorsers answered (`peer.Transaction` of Fabric v2 and v3), and what both say.
 * The parts are kept as received, because hashes and signatures are over those bytes. docs/certificate-format/fabric.md.
 */

import { verifyP256 } from '../../crypto/p256.ts';
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { concat, equal, toHex } from '../../formats/bytes.ts';
import { type Identity, readIdentity } from './identity.ts';
import { type Message, readMessage } from './protobuf.ts';

type Sha256 = Pick<Crypto, 'sha256'>;

/** One endorser's signature over the response and its own identity. */
export interface Endorsement {
  /** `msp.SerializedIdentity`. */
  readonly endorser: Uint8Array;
  /** DER of SEQUENCE { r, s }. */
  readonly signature: Uint8Array;
}

/** A proposal and its endorsements. */
export interface Endorsed {
  readonly channelHeader: Uint8Array;
  readonly signatureHeader: Uint8Array;
  /** `peer.ChaincodeProposalPayload` without transient data. */
  readonly proposal: Uint8Array;
  /** `peer.ProposalResponsePayload`, the same from every endorser. */
  readonly response: Uint8Array;
  readonly endorsements: readonly Endorsement[];
}

/** A place in the ledger: a block and the index of a transaction in it. */
export interface Version {
  readonly block: number;
  readonly index: number;
}

/** What a chaincode read: the version of the key, or null where there was none. */
export interface Read {
  readonly key: string;
  readonly version: Version | null;
}

/** What it would write; null deletes. */
export interface Write {
  readonly key: string;
  readonly value: Uint8Array | null;
}

/** What a proposal and its response say. */
export interface Content {
  readonly type: number;
  readonly channel: string;
  readonly txId: string;
  /** The chaincode that was called, by the channel header and by the proposal, and the one that answered. */
  readonly chaincodes: readonly [string, string, string];
  readonly status: number;
  /** What the chaincode returned. */
  readonly returned: Uint8Array;
  /** In the chaincode's own part of the ledger. */
  readonly reads: readonly Read[];
  readonly writes: readonly Write[];
}

/** Bounds: bytes of an envelope, and endorsements. */
export const PROPOSAL_LIMITS = { bytes: 64 * 1024, endorsements: 32 } as const;

/** `common.HeaderType` of a transaction that was endorsed. */
const ENDORSER_TRANSACTION = 3;

const sub = (message: Message, field: number) => readMessage(message.bytes(field));

/** The one transaction in a `common.Envelope`. Throws `malformed` or `too-large`. */
export function readEnvelope(bytes: Uint8Array): Endorsed {
  if (bytes.length > PROPOSAL_LIMITS.bytes)
    throw new NotaryError('too-large', `fabric: a transaction of ${bytes.length} bytes`);
  const payload = sub(readMessage(bytes), 1);
  const header = sub(payload, 1);
  const actions = sub(payload, 2).list(1);
  if (actions.length !== 1) throw new NotaryError('malformed', `fabric: ${actions.length} actions in a transaction`);
  const action = sub(readMessage(actions[0] as Uint8Array), 2);
  const endorsed = sub(action, 2);
  const endorsements = endorsed.list(2).map((one) => {
    const endorsement = readMessage(one);
    return { endorser: endorsement.bytes(1), signature: endorsement.bytes(2) };
  });
  if (endorsements.length > PROPOSAL_LIMITS.endorsements)
    throw new NotaryError('too-large', `fabric: ${endorsements.length} endorsements`);
  return {
    channelHeader: header.bytes(1),
    signatureHeader: header.bytes(2),
    proposal: action.bytes(1),
    response: endorsed.bytes(1),
    endorsements,
  };
}

/** What a proposal and its response say. Throws `malformed`. */
export function contentOf({ channelHeader, proposal, response }: Endorsed): Content {
  const channel = readMessage(channelHeader);
  const called = sub(sub(sub(readMessage(proposal), 1), 1), 2);
  const action = sub(readMessage(response), 2);
  const answer = sub(action, 3);
  const chaincode = sub(action, 4).text(2);
  return {
    type: channel.uint(1),
    channel: channel.text(4),
    txId: channel.text(5),
    chaincodes: [sub(sub(channel, 7), 2).text(2), called.text(2), chaincode],
    status: answer.uint(1),
    returned: answer.bytes(3),
    ...ledgerPart(action.bytes(1), chaincode),
  };
}

/** `rwset.TxReadWriteSet`: what was read and written in one namespace. */
function ledgerPart(results: Uint8Array, namespace: string): Pick<Content, 'reads' | 'writes'> {
  const parts = readMessage(results)
    .list(2)
    .map(readMessage)
    .filter((part) => part.text(1) === namespace);
  if (parts.length > 1) throw new NotaryError('malformed', 'fabric: a namespace stands twice');
  const set = readMessage(parts[0]?.bytes(2) ?? new Uint8Array(0));
  return {
    reads: set.list(1).map((one) => {
      const read = readMessage(one);
      const version = read.list(2).length === 0 ? null : sub(read, 2);
      return { key: read.text(1), version: version && { block: version.uint(1), index: version.uint(2) } };
    }),
    writes: set.list(3).map((one) => {
      const write = readMessage(one);
      return { key: write.text(1), value: write.uint(2) === 0 ? write.bytes(3) : null };
    }),
  };
}

/** It was proposed as a transaction that is endorsed, and its chaincode answered with success. */
export const isSuccessful = ({ type, status }: Content): boolean => type === ENDORSER_TRANSACTION && status === 200;

/** Whoever proposed it made its identifier: hex SHA-256(nonce ‖ creator). */
export function namesItself({ signatureHeader }: Endorsed, { txId }: Content, crypto: Sha256): boolean {
  const header = readMessage(signatureHeader);
  return toHex(crypto.sha256(concat(header.bytes(2), header.bytes(1)))) === txId;
}

/** The response names this proposal: SHA-256(channel header ‖ signature header ‖ proposal). */
export function answersProposal(
  { channelHeader, signatureHeader, proposal, response }: Endorsed,
  crypto: Sha256,
): boolean {
  const hash = crypto.sha256(concat(channelHeader, signatureHeader, proposal));
  return equal(readMessage(response).bytes(1), hash);
}

/** Who endorsed. Throws `malformed`. */
export const endorsersOf = ({ endorsements }: Endorsed): readonly Identity[] =>
  endorsements.map(({ endorser }) => readIdentity(endorser));

/** There are endorsements, and each verifies under the key that it names. */
export function allEndorsementsHold({ response, endorsements }: Endorsed): boolean {
  return (
    endorsements.length > 0 &&
    endorsements.every(({ endorser, signature }) =>
      verifyP256(signature, concat(response, endorser), readIdentity(endorser).key, 'low'),
    )
  );
}
