/**
 * Copies of a block: of every gateway, by the system chaincode for queries, and of every orderer that is named. Each has a
 * quorum of signatures, each orderer its own, so more copies show more signatures. A copy that cannot be read is left out.
 */
import { randomBytes } from 'node:crypto';
import { hash } from '@hyperledger/fabric-gateway';
import { bytesField, messageField, uintField, varint } from '../../../anchors/cometbft/protobuf.ts';
import { type Block, readBlock } from '../../../anchors/fabric/block.ts';
import { readMessage } from '../../../anchors/fabric/protobuf.ts';
import { NotaryError } from '../../../errors.ts';
import { concat, utf8 } from '../../../formats/bytes.ts';
import type { FabricNode } from './connection-file.ts';
import { type ClientIdentity, type GatewayPeer, openClient } from './gateway.ts';

/** Where copies come from. */
export interface Sources {
  readonly channel: string;
  readonly peers: readonly GatewayPeer[];
  readonly orderers: readonly FabricNode[];
  readonly identity: ClientIdentity;
  /** How long an orderer may take, in milliseconds. */
  readonly timeout: number;
}

/** `orderer.AtomicBroadcast` of fabric-protos orderer/ab.proto. */
const DELIVER = '/orderer.AtomicBroadcast/Deliver';
/** `common.HeaderType`. */
const DELIVER_SEEK_INFO = 5;

/** Copies of the block of this number, at least one. Throws `anchor-unavailable` when nobody gives one. */
export async function copiesOf(number: number, sources: Sources): Promise<readonly Block[]> {
  const { channel, peers, orderers } = sources;
  const asked = [
    ...peers.map((peer) =>
      peer.evaluate({ chaincode: 'qscc', function: 'GetBlockByNumber', arguments: [channel, String(number)] }),
    ),
    ...orderers.map((orderer) => deliver(orderer, number, sources)),
  ];
  const answers = await Promise.allSettled(asked.map(async (answer) => readBlock(await answer)));
  const copies = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  if (copies.length > 0) return copies.filter((copy) => copy.number === number);
  const [failed] = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  throw new NotaryError('anchor-unavailable', `nobody gives block ${number}: ${failed}`, {}, failed);
}

/** One block of an orderer, `common.Block`. Throws what the transport throws. */
export async function deliver(orderer: FabricNode, number: number, sources: Sources): Promise<Uint8Array> {
  const envelope = await seekEnvelope(number, sources);
  const client = openClient(orderer);
  try {
    return await new Promise((resolve, reject) => {
      const stream = client.makeBidiStreamRequest<Uint8Array, Uint8Array>(
        DELIVER,
        (bytes) => Buffer.from(bytes),
        (bytes) => bytes,
        { deadline: Date.now() + sources.timeout },
      );
      // cancelling ends in an error of its own, after the answer
      stream.on('error', reject);
      stream.on('end', () => reject(new Error('the orderer gave no block')));
      stream.on('data', (bytes: Uint8Array) => {
        try {
          resolve(blockIn(bytes));
        } catch (error) {
          reject(error);
        }
        stream.cancel();
      });
      stream.write(envelope);
    });
  } finally {
    client.close();
  }
}

/** The block in an `orderer.DeliverResponse`, or its status as an error. */
function blockIn(bytes: Uint8Array): Uint8Array {
  const answer = readMessage(bytes);
  const block = answer.bytes(2);
  if (block.length > 0) return block;
  throw new Error(`the orderer answers with status ${answer.uint(1)}`);
}

/** A signed `common.Envelope` that asks for one block: `orderer.SeekInfo` from and to its number. */
async function seekEnvelope(number: number, { channel, identity }: Sources): Promise<Uint8Array> {
  const { mspId, certificate, sign } = identity;
  const seconds = Math.floor(Date.now() / 1000);
  const channelHeader = concat(
    uintField(1, DELIVER_SEEK_INFO),
    messageField(3, uintField(1, seconds)),
    bytesField(4, utf8(channel)),
  );
  const creator = concat(bytesField(1, utf8(mspId)), bytesField(2, utf8(certificate)));
  const signatureHeader = concat(bytesField(1, creator), bytesField(2, randomBytes(24)));
  // SeekPosition{3 SeekSpecified{1 number}}; a zero is written too, so that both positions are there for block 0
  const position = messageField(3, concat(varint(1 << 3), varint(number)));
  const seek = concat(messageField(1, position), messageField(2, position));
  const header = concat(bytesField(1, channelHeader), bytesField(2, signatureHeader));
  const payload = concat(bytesField(1, header), bytesField(2, seek));
  return concat(bytesField(1, payload), bytesField(2, await sign(hash.sha256(payload))));
}
