/**
 * A peer that is none: it dials a chaincode's server over gRPC, speaks the protocol of chaincode as a service
 * (`protos.Chaincode/Connect`, peer/chaincode_shim.proto) and keeps its ledger in a map.
 */
import { Client, type ClientDuplexStream, credentials } from '@grpc/grpc-js';
import { bytesField, messageField, uintField } from '../../../core/anchors/cometbft/protobuf.ts';
import { readMessage } from '../../../core/anchors/fabric/protobuf.ts';
import { concat, fromUtf8, utf8 } from '../../../core/formats/bytes.ts';

/** `ChaincodeMessage.Type`. */
const TYPE = {
  register: 1,
  registered: 2,
  ready: 4,
  transaction: 5,
  completed: 6,
  error: 7,
  get: 8,
  put: 9,
  response: 13,
} as const;

interface Message {
  readonly type: number;
  readonly payload: Uint8Array;
  readonly txId: string;
  readonly proposal?: Uint8Array;
}

const encoded = ({ type, payload, txId, proposal }: Message): Uint8Array =>
  concat(
    uintField(1, type),
    bytesField(3, payload),
    bytesField(4, utf8(txId)),
    proposal ? messageField(5, proposal) : new Uint8Array(0),
    bytesField(7, utf8('evidence')),
  );

function decoded(bytes: Uint8Array): Message {
  const message = readMessage(bytes);
  return { type: message.uint(1), payload: message.bytes(3), txId: message.text(4) };
}

/** Who proposes what, and when (milliseconds since 1970). */
export interface Proposal {
  readonly args: readonly string[];
  readonly mspId: string;
  readonly time: number;
}

/** `peer.SignedProposal`; the peer would have checked its signature. */
function signedProposal({ mspId, time }: Proposal, txId: string, input: Uint8Array): Uint8Array {
  const timestamp = concat(uintField(1, Math.floor(time / 1000)), uintField(2, (time % 1000) * 1e6));
  const channelHeader = concat(
    uintField(1, 3),
    messageField(3, timestamp),
    bytesField(4, utf8('evidence')),
    bytesField(5, utf8(txId)),
  );
  const creator = concat(bytesField(1, utf8(mspId)), bytesField(2, utf8('certificate')));
  const signatureHeader = concat(bytesField(1, creator), bytesField(2, utf8('nonce')));
  const header = concat(bytesField(1, channelHeader), bytesField(2, signatureHeader));
  const payload = bytesField(1, input);
  return bytesField(1, concat(bytesField(1, header), bytesField(2, payload)));
}

/** What the chaincode answered, and what it asked for on the way. */
export interface Endorsement {
  readonly status: number;
  readonly message: string;
  readonly payload: string;
  readonly reads: readonly string[];
  readonly writes: Readonly<Record<string, string>>;
}

export class FakePeer {
  readonly state = new Map<string, string>();
  readonly #client: Client;
  readonly #stream: ClientDuplexStream<Uint8Array, Uint8Array>;
  readonly #pending: Uint8Array[] = [];
  #wake: () => void = () => {};
  #ended: Error | null = null;
  #count = 0;

  private constructor(address: string, roots: Buffer | null) {
    this.#client = new Client(address, roots ? credentials.createSsl(roots) : credentials.createInsecure());
    const plain = (bytes: Uint8Array) => Buffer.from(bytes);
    this.#stream = this.#client.makeBidiStreamRequest('/protos.Chaincode/Connect', plain, (bytes) => bytes);
    this.#stream.on('data', (bytes: Uint8Array) => {
      this.#pending.push(bytes);
      this.#wake();
    });
    const end = (error: Error) => {
      this.#ended ??= error;
      this.#wake();
    };
    this.#stream.on('error', end);
    this.#stream.on('end', () => end(new Error('the chaincode ended the connection')));
  }

  /** Dials a server and takes its registration; returns the package id that it names. */
  static async dial(address: string, roots: Buffer | null = null): Promise<{ peer: FakePeer; ccid: string }> {
    const peer = new FakePeer(address, roots);
    const { type, payload } = await peer.#next();
    if (type !== TYPE.register) throw new Error(`the chaincode began with a message of type ${type}`);
    peer.#send({ type: TYPE.registered, payload: new Uint8Array(0), txId: '' });
    peer.#send({ type: TYPE.ready, payload: new Uint8Array(0), txId: '' });
    return { peer, ccid: readMessage(payload).text(2) };
  }

  #send(message: Message): void {
    this.#stream.write(encoded(message));
  }

  async #next(): Promise<Message> {
    for (;;) {
      const bytes = this.#pending.shift();
      if (bytes) return decoded(Uint8Array.from(bytes));
      if (this.#ended) throw this.#ended;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Has a proposal carried out; what it writes is committed when it succeeds. */
  async endorse(proposal: Proposal): Promise<Endorsement> {
    const txId = `tx${++this.#count}`;
    const input = concat(...proposal.args.map((arg) => messageField(1, utf8(arg))));
    this.#send({
      type: TYPE.transaction,
      payload: input,
      txId,
      proposal: signedProposal(proposal, txId, input),
    });
    const reads = new Set<string>();
    const writes = new Map<string, string>();
    for (;;) {
      const { type, payload } = await this.#next();
      if (type === TYPE.completed) return this.#completed(payload, reads, writes);
      if (type !== TYPE.get && type !== TYPE.put)
        throw new Error(`the chaincode sent a message of type ${type}: ${fromUtf8(payload)}`);
      const asked = readMessage(payload);
      const key = asked.text(1);
      if (type === TYPE.get) reads.add(key);
      else writes.set(key, asked.text(2));
      const value = type === TYPE.get ? utf8(this.state.get(key) ?? '') : new Uint8Array(0);
      this.#send({ type: TYPE.response, payload: value, txId });
    }
  }

  #completed(payload: Uint8Array, reads: ReadonlySet<string>, writes: ReadonlyMap<string, string>): Endorsement {
    const response = readMessage(payload);
    const status = response.uint(1);
    if (status === 200) for (const [key, value] of writes) this.state.set(key, value);
    return {
      status,
      message: response.text(2),
      payload: response.text(3),
      reads: [...reads].sort(),
      writes: Object.fromEntries([...writes].sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  }

  close(): void {
    this.#stream.cancel();
    this.#client.close();
  }
}
