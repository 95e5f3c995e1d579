/**
 * What `evidence.json` carries for this kind of chain. Signed bytes are carried as received, hashes that can be made of
 * them are not. Every byte is covered by a check. docs/certificate-format/fabric.md.
 */
import { NotaryError } from '../../errors.ts';
import { equal, toBase64 } from '../../formats/bytes.ts';
import type { Json } from '../../formats/canonical.ts';
import {
  base64Bytes,
  type Decoder,
  integer,
  list,
  literal,
  mapped,
  object,
  tagged,
  text,
  tuple,
} from '../../formats/decoder.ts';
import type { Anchor } from '../../formats/evidence.ts';
import {
  BLOCK_LIMITS,
  type ConsenterSignature,
  consenterOf,
  type Header,
  isEntry,
  lastConfig,
  type OrdererSignature,
} from './block.ts';
import { MAX_CERTIFICATE } from './identity.ts';
import { type Endorsed, type Endorsement, PROPOSAL_LIMITS, readEnvelope } from './proposal.ts';

/** The kind of these anchors and chains. */
export const FABRIC = 'fabric';

/** A consenter's signature, with the key that it is by. */
export interface KeyedSignature extends ConsenterSignature {
  /** The point in its short form, 33 bytes. */
  readonly key: Uint8Array;
}

/** The signatures of those who ordered a block: of several, or of the one that a Raft block has. */
export type OrderingProof =
  | { readonly by: 'quorum'; readonly signatures: readonly KeyedSignature[] }
  | { readonly by: 'one'; readonly signature: OrdererSignature };

/** The block that holds the transaction. */
export interface BlockProof extends Header {
  /** All its envelopes. */
  readonly entries: readonly Uint8Array[];
  /** Place of the transaction among them. */
  readonly index: number;
  /** What is signed with the header. */
  readonly value: Uint8Array;
  readonly ordering: OrderingProof;
}

/** What `evidence.anchors` holds of this kind. */
export interface FabricEvidence {
  readonly channel: string;
  readonly block: BlockProof;
  /** The transaction of the block. */
  readonly transaction: Endorsed;
  /** What endorsers said afterwards that they read in their ledgers. */
  readonly read: Endorsed;
}

/** Bounds in bytes, beside those of blocks and proposals. */
const LIMITS = {
  entries: 64 * 1024,
  value: 1024,
  header: 2 * MAX_CERTIFICATE,
  signature: 80,
  part: 32 * 1024,
} as const;

const part = base64Bytes(LIMITS.part);
const signature = base64Bytes(LIMITS.signature);
const header = base64Bytes(LIMITS.header);
const hash = base64Bytes(32, true);
const pointKey = base64Bytes(33, true);

/** A channel's name (fabric/common/configtx/validator.go). */
export const channelName = text(64, /^[a-z][a-z0-9.-]*$/, 'the name of a channel');

const readKeyed: Decoder<KeyedSignature> = mapped(
  tuple<[Uint8Array, Uint8Array, Uint8Array]>(header, signature, pointKey),
  ([signedHeader, by, key]) => ({ by: 'consenter', header: signedHeader, signature: by, key }),
);

const inOrder = (signatures: readonly KeyedSignature[], at: string) => {
  const ids = signatures.map(consenterOf);
  if (ids.some((id, i) => i > 0 && id <= (ids[i - 1] ?? 0)))
    throw new NotaryError('malformed', `${at}: each orderer once, in the order of their numbers`);
  return signatures;
};

type Quorum = Extract<OrderingProof, { by: 'quorum' }>;
type One = Extract<OrderingProof, { by: 'one' }>;

const readOrdering = tagged<OrderingProof>('by', {
  quorum: object<Quorum>({
    by: literal('quorum'),
    signatures: mapped(list(readKeyed, BLOCK_LIMITS.signatures, 1), inOrder),
  }),
  one: object<One>({
    by: literal('one'),
    signature: mapped(tuple<[Uint8Array, Uint8Array]>(header, signature), ([signedHeader, by]) => ({
      by: 'orderer',
      header: signedHeader,
      signature: by,
    })),
  }),
});

const readBlock = object<BlockProof>({
  number: integer(),
  previous: hash,
  entries: mapped(list(base64Bytes(PROPOSAL_LIMITS.bytes), BLOCK_LIMITS.entries, 1), (entries, at) => {
    const bytes = entries.reduce((sum, { length }) => sum + length, 0);
    if (bytes > LIMITS.entries) throw new NotaryError('too-large', `${at}: ${bytes} bytes of transactions`);
    if (!entries.every(isEntry)) throw new NotaryError('malformed', `${at}: each transaction whole and by itself`);
    return entries;
  }),
  index: integer(0, BLOCK_LIMITS.entries - 1),
  value: mapped(base64Bytes(LIMITS.value), (value) => {
    lastConfig(value); // what names no configuration could not be judged
    return value;
  }),
  ordering: readOrdering,
});

/** An endorser as it is written: bytes, or the place of the endorsement of the transaction that has the same. */
type WrittenEndorser = Uint8Array | number;
const readEndorser: Decoder<WrittenEndorser> = (value, at) =>
  typeof value === 'number' ? integer(0, PROPOSAL_LIMITS.endorsements - 1)(value, at) : header(value, at);

interface WrittenRead extends Omit<Endorsed, 'endorsements'> {
  readonly endorsements: readonly (readonly [WrittenEndorser, Uint8Array])[];
}

const readBody = object<{ channel: string; block: BlockProof; read: WrittenRead }>({
  channel: channelName,
  block: readBlock,
  read: object<WrittenRead>({
    channelHeader: part,
    signatureHeader: part,
    proposal: part,
    response: part,
    endorsements: list(tuple<[WrittenEndorser, Uint8Array]>(readEndorser, signature), PROPOSAL_LIMITS.endorsements, 1),
  }),
});

/** The place of an endorser among those of the transaction; -1 when it is none of them. */
const placeOf = (endorser: Uint8Array, known: readonly Endorsement[]) =>
  known.findIndex((one) => equal(one.endorser, endorser));

function endorsementsOf({ endorsements }: WrittenRead, known: readonly Endorsement[]): readonly Endorsement[] {
  return endorsements.map(([written, by], i) => {
    const at = `${FABRIC}.read.endorsements[${i}]`;
    const endorser = typeof written === 'number' ? known[written]?.endorser : written;
    if (!endorser) throw new NotaryError('malformed', `${at}: the transaction has no such endorsement`);
    const place = placeOf(endorser, known);
    if ((place < 0 ? endorser : place) !== written)
      throw new NotaryError('malformed', `${at}: an endorser of the transaction is named by its first place there`);
    return { endorser, signature: by };
  });
}

/** Reads an anchor of this kind. Throws `malformed` or `too-large`. */
export function readFabricEvidence(anchor: Anchor): FabricEvidence {
  const { channel, block, read } = readBody(anchor[FABRIC], FABRIC);
  const envelope = block.entries[block.index];
  if (!envelope) throw new NotaryError('malformed', `${FABRIC}.block.index: the block has no such transaction`);
  const transaction = readEnvelope(envelope);
  return {
    channel,
    block,
    transaction,
    read: { ...read, endorsements: endorsementsOf(read, transaction.endorsements) },
  };
}

function orderingJson(ordering: OrderingProof): Json {
  if (ordering.by === 'one')
    return { by: 'one', signature: [toBase64(ordering.signature.header), toBase64(ordering.signature.signature)] };
  return {
    by: 'quorum',
    signatures: ordering.signatures.map((one) => [toBase64(one.header), toBase64(one.signature), toBase64(one.key)]),
  };
}

function endorserJson(endorser: Uint8Array, known: readonly Endorsement[]): string | number {
  const place = placeOf(endorser, known);
  return place < 0 ? toBase64(endorser) : place;
}

/** The anchor in the form of `evidence.json`. */
export function fabricAnchor({ channel, block, transaction, read }: FabricEvidence): Anchor {
  return {
    kind: FABRIC,
    [FABRIC]: {
      channel,
      block: {
        number: block.number,
        previous: toBase64(block.previous),
        entries: block.entries.map(toBase64),
        index: block.index,
        value: toBase64(block.value),
        ordering: orderingJson(block.ordering),
      },
      read: {
        channelHeader: toBase64(read.channelHeader),
        signatureHeader: toBase64(read.signatureHeader),
        proposal: toBase64(read.proposal),
        response: toBase64(read.response),
        endorsements: read.endorsements.map((one) => [
          endorserJson(one.endorser, transaction.endorsements),
          toBase64(one.signature),
        ]),
      },
    },
  };
}
