/** What a client and a Fabric network say to each other, as far as the fake understands it: fabric-protos gateway, common, orderer. */
import { type handleUnaryCall, Metadata, type ServiceError, type status } from '@grpc/grpc-js';
import { bytesField, messageField, uintField } from '../../../core/anchors/cometbft/protobuf.ts';
import { type Message, readMessage } from '../../../core/anchors/fabric/protobuf.ts';
import { concat, fromUtf8, utf8 } from '../../../core/formats/bytes.ts';

/** A proposal as a client signs it. */
export interface Proposal {
  readonly channelHeader: Uint8Array;
  readonly signatureHeader: Uint8Array;
  /** `peer.ChaincodeProposalPayload`. */
  readonly payload: Uint8Array;
  readonly channel: string;
  readonly transaction: string;
  readonly chaincode: string;
  readonly function: string;
  readonly arguments: readonly string[];
  /** Those of system chaincodes may be bytes. */
  readonly raw: readonly Uint8Array[];
  readonly mspId: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

const sub = (message: Message, field: number) => readMessage(message.bytes(field));

/** The `peer.SignedProposal` in field 3 of an Endorse or Evaluate request. */
export function proposalIn(request: Uint8Array): Proposal {
  const proposal = sub(sub(readMessage(request), 3), 1);
  const header = sub(proposal, 1);
  const channel = sub(header, 1);
  const spec = sub(sub(sub(proposal, 2), 1), 1);
  const raw = sub(spec, 3).list(1);
  const time = sub(channel, 3);
  return {
    channelHeader: header.bytes(1),
    signatureHeader: header.bytes(2),
    payload: proposal.bytes(2),
    channel: channel.text(4),
    transaction: channel.text(5),
    chaincode: sub(spec, 2).text(2),
    function: fromUtf8(raw[0] ?? new Uint8Array(0)),
    arguments: raw.slice(1).map((one) => new TextDecoder().decode(one)),
    raw: raw.slice(1),
    mspId: sub(sub(header, 2), 1).text(1),
    time: time.uint(1) * 1000 + Math.floor(time.uint(2) / 1e6),
  };
}

/** The organisations that have to endorse. */
export const organisationsIn = (request: Uint8Array): readonly string[] => readMessage(request).list(4).map(fromUtf8);

/** One organisation's or orderer's part in a failure. */
export interface Detail {
  readonly mspId: string;
  readonly address: string;
  readonly message: string;
}

/** An error as the gateway reports it. */
export function failure(code: status, message: string, details: readonly Detail[] = []): Partial<ServiceError> {
  const metadata = new Metadata();
  const any = details.map((one) =>
    messageField(
      3,
      concat(
        bytesField(1, utf8('type.googleapis.com/gateway.ErrorDetail')),
        bytesField(
          2,
          concat(bytesField(1, utf8(one.address)), bytesField(2, utf8(one.mspId)), bytesField(3, utf8(one.message))),
        ),
      ),
    ),
  );
  const told = concat(uintField(1, code), bytesField(2, utf8(message)), ...any);
  if (details.length > 0) metadata.set('grpc-status-details-bin', Buffer.from(told));
  return { code, details: message, metadata };
}

/** A failure that a handler throws. */
export class Refusal extends Error {
  readonly error: Partial<ServiceError>;

  constructor(code: status, message: string, details: readonly Detail[] = []) {
    super(message);
    this.error = failure(code, message, details);
  }
}

/** The definition of a method whose messages stay bytes. */
export const rawMethod = (path: string, stream = false) => ({
  path,
  requestStream: stream,
  responseStream: stream,
  requestSerialize: (bytes: Uint8Array) => Buffer.from(bytes),
  requestDeserialize: (bytes: Buffer) => new Uint8Array(bytes),
  responseSerialize: (bytes: Uint8Array) => Buffer.from(bytes),
  responseDeserialize: (bytes: Buffer) => new Uint8Array(bytes),
});

/** A handler that answers bytes or throws a `Refusal`. */
export function unary(
  answer: (request: Uint8Array, until: number) => Promise<Uint8Array>,
): handleUnaryCall<Uint8Array, Uint8Array> {
  return (call, callback) => {
    const deadline = call.getDeadline();
    const until = typeof deadline === 'number' ? deadline : deadline.getTime();
    answer(call.request, until).then(
      (bytes) => callback(null, bytes),
      (error: unknown) => callback(error instanceof Refusal ? error.error : (error as Error)),
    );
  };
}
