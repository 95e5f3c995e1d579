/**
 * A fake of a Fabric network behind real gRPC: gateways and orderers that answer as the recorded ones did (errors.json and
 * facts-outages.json of the recording), with switches for what goes wrong. docs/fabric.md.
 */
import { createPrivateKey } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type handleBidiStreamingCall, Server, ServerCredentials, status } from '@grpc/grpc-js';
import { bytesField, uintField } from '../../../core/anchors/cometbft/protobuf.ts';
import { registrationKey } from '../../../core/anchors/fabric/chaincode.ts';
import { readMessage } from '../../../core/anchors/fabric/protobuf.ts';
import { concat, equal, fromUtf8, toHex, utf8 } from '../../../core/formats/bytes.ts';
import { certificateOf, pemOf, publicKeyOf, secretOf } from '../../anchor/fabric/support/certificates.ts';
import { CHAINCODE, CHANNEL, member } from '../../anchor/fabric/support/network.ts';
import { copyOf, envelopeFor, FakeLedger } from './ledger.ts';
import { type Detail, organisationsIn, type Proposal, proposalIn, Refusal, rawMethod, unary } from './wire.ts';

/** Signatures of the copy that each orderer has: a quorum of three, its own among them. */
const SIGNERS: readonly (readonly number[])[] = [
  [1, 2, 3],
  [2, 3, 4],
  [1, 3, 4],
  [1, 2, 4],
];

/** What goes wrong; a test sets it and takes it back. */
export interface Faults {
  /** Orderers refuse a transaction (`SubmitError` 14); with `later` they order it all the same when `release` is called. */
  submit: 'ok' | 'refused' | 'later';
  /** Transactions wait for `release` although they were taken. */
  holds: boolean;
  /** Code of a status query whose transaction is in no block: cancelled or deadline. */
  pending: 1 | 4;
  /** Orderers by Raft order the same transaction again, those by SmartBFT refuse it. */
  orderedBy: 'bft' | 'raft';
  /** Organisations whose peers do not answer. */
  away: Set<string>;
  /** The copies of gateways are of another block. */
  otherBlocks: boolean;
  /** Signatures of a peer's copy. */
  signers: readonly number[];
  configuration: number;
  /** A gateway orders what it is given and then says nothing that it did. */
  losesAnswer: boolean;
}

const NO_FAULTS = (): Faults => ({
  submit: 'ok',
  holds: false,
  pending: 4,
  orderedBy: 'bft',
  away: new Set(),
  otherBlocks: false,
  signers: [1, 2, 3],
  configuration: 0,
  losesAnswer: false,
});

const QUORUM = 'insufficient number of orderers could successfully process transaction to satisfy quorum requirement';
const ENDORSE = 'failed to collect enough transaction endorsements, see attached details for more info';

/** The organisation and certificate of the client, and its private key in PEM. */
export const CLIENT = {
  mspId: 'Alpha',
  certificate: pemOf(certificateOf('client of Alpha', { units: ['client'], issuer: 'ca Alpha' })),
  key: keyPem('client of Alpha'),
} as const;

export function keyPem(name: string): string {
  const point = publicKeyOf(name);
  const part = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: part(point.slice(1, 33)),
    y: part(point.slice(33)),
    d: part(secretOf(name)),
  };
  return createPrivateKey({ key: jwk, format: 'jwk' }).export({ format: 'pem', type: 'pkcs8' }) as string;
}

/** One server, with what ends it. */
interface Started {
  readonly port: number;
  end(): void;
}

/** See the head of this file. */
export class FakeFabric {
  readonly ledger = new FakeLedger();
  readonly faults: Faults = NO_FAULTS();
  /** Transactions that were handed over, by id, each time. */
  readonly submitted: string[] = [];
  /** What was called, `chaincode function`, in its order. */
  readonly calls: string[] = [];
  readonly #waiting: Uint8Array[] = [];
  #gateways: Started[] = [];
  #orderers: Started[] = [];

  /** Starts gateways and orderers, without TLS or with what is given. */
  static async start(
    gateways = 2,
    orderers = 2,
    credentials = ServerCredentials.createInsecure(),
  ): Promise<FakeFabric> {
    const fake = new FakeFabric();
    const all = (count: number, make: (i: number) => Server) =>
      Promise.all(Array.from({ length: count }, (_, i) => listen(make(i), credentials)));
    fake.#gateways = await all(gateways, () => fake.#gatewayServer());
    fake.#orderers = await all(orderers, (i) => fake.#ordererServer(i));
    return fake;
  }

  get gateways(): readonly number[] {
    return this.#gateways.map(({ port }) => port);
  }

  get orderers(): readonly number[] {
    return this.#orderers.map(({ port }) => port);
  }

  endGateway(i: number): void {
    this.#gateways[i]?.end();
  }

  endOrderer(i: number): void {
    this.#orderers[i]?.end();
  }

  end(): void {
    for (const one of [...this.#gateways, ...this.#orderers]) one.end();
  }

  mend(): void {
    Object.assign(this.faults, NO_FAULTS());
    this.ledger.behind.clear();
    this.ledger.clock = 0;
  }

  /** Orders what waits. */
  release(): void {
    this.faults.holds = false;
    for (const envelope of this.#waiting.splice(0)) this.ledger.order(envelope);
  }

  /** Registers a log as an organisation would have done in the first block. */
  register(vkey: string, mspId: string = CLIENT.mspId): void {
    const origin = vkey.split('+')[0] ?? '';
    this.ledger.seed(registrationKey(origin), utf8(JSON.stringify({ mspId, vkey })));
  }

  #gatewayServer(): Server {
    const server = new Server();
    const method = (name: string) => rawMethod(`/gateway.Gateway/${name}`);
    const methods = {
      evaluate: method('Evaluate'),
      endorse: method('Endorse'),
      submit: method('Submit'),
      status: method('CommitStatus'),
    };
    server.addService(methods, {
      evaluate: unary((request) => this.#evaluate(this.#seen(proposalIn(request)))),
      endorse: unary(async (request) => {
        const envelope = await this.#endorsed(this.#seen(proposalIn(request)), organisationsIn(request));
        return bytesField(1, envelope);
      }),
      submit: unary((request) => this.#submit(request)),
      status: unary((request, until) => this.#status(request, until)),
    });
    return server;
  }

  #ordererServer(i: number): Server {
    const server = new Server();
    const deliver: handleBidiStreamingCall<Uint8Array, Uint8Array> = (call) => {
      call.on('data', (envelope: Uint8Array) => {
        const payload = readMessage(readMessage(envelope).bytes(1));
        const position = readMessage(readMessage(readMessage(payload.bytes(2)).bytes(1)).bytes(3));
        const block = this.ledger.blocks[position.uint(1) - 1];
        // a block that is not there yet is waited for, as orderers do
        if (block) call.write(bytesField(2, copyOf(block, SIGNERS[i] ?? [], this.faults.configuration)));
      });
      call.on('end', () => call.end());
    };
    server.addService({ deliver: rawMethod('/orderer.AtomicBroadcast/Deliver', true) }, { deliver });
    return server;
  }

  #seen(proposal: Proposal): Proposal {
    this.calls.push(`${proposal.chaincode} ${proposal.function}`);
    if (proposal.channel !== CHANNEL)
      throw new Refusal(
        status.UNAVAILABLE,
        `failed to get config for channel [${proposal.channel}]: could not get last config for channel ${proposal.channel}`,
      );
    return proposal;
  }

  async #evaluate(proposal: Proposal): Promise<Uint8Array> {
    const returned = (payload: Uint8Array) => bytesField(1, concat(uintField(1, 200), bytesField(3, payload)));
    if (proposal.chaincode === 'qscc') return returned(this.#query(proposal));
    if (proposal.chaincode === '_lifecycle') return returned(definitionOf(proposal));
    if (proposal.chaincode !== CHAINCODE)
      throw new Refusal(
        status.FAILED_PRECONDITION,
        `no peers available to evaluate chaincode ${proposal.chaincode} in channel ${CHANNEL}`,
      );
    const answer = await this.ledger.endorse(proposal, CLIENT.mspId);
    if ('response' in answer) return returned(answer.returned);
    throw refusedEvaluation(answer.refusal);
  }

  /** The system chaincode for queries. */
  #query({ function: name, arguments: [, number = ''] }: Proposal): Uint8Array {
    const { blocks } = this.ledger;
    if (name === 'GetChainInfo') return uintField(1, blocks.length + 1);
    const at = Number(number);
    const block = blocks[this.faults.otherBlocks ? at - 2 : at - 1];
    if (name === 'GetBlockByNumber' && block) return copyOf(block, this.faults.signers, this.faults.configuration);
    throw refusedEvaluation(`chaincode response 500, no block ${number}`);
  }

  async #endorsed(proposal: Proposal, organisations: readonly string[]): Promise<Uint8Array> {
    const unknown = organisations.filter((mspId) => this.faults.away.has(mspId));
    if (unknown.length > 0)
      throw new Refusal(status.UNAVAILABLE, `failed to find any endorsing peers for org(s): ${unknown.join(', ')}`);
    const answers = await Promise.all(organisations.map((mspId) => this.ledger.endorse(proposal, mspId)));
    const refused = answers.flatMap((answer, i) =>
      'refusal' in answer ? [detailOf(organisations[i] ?? '', answer.refusal)] : [],
    );
    if (refused.length > 0) throw new Refusal(status.ABORTED, ENDORSE, refused);
    const responses = answers.flatMap((answer) => ('response' in answer ? [answer.response] : []));
    const [first = new Uint8Array(0)] = responses;
    if (!responses.every((one) => equal(one, first)))
      throw new Refusal(
        status.ABORTED,
        `failed to assemble transaction: ProposalResponsePayloads do not match (base64): '${toHex(first).slice(0, 40)}'`,
      );
    return envelopeFor(
      proposal,
      first,
      organisations.map((mspId) => member(mspId)),
    );
  }

  async #submit(request: Uint8Array): Promise<Uint8Array> {
    const message = readMessage(request);
    const [transaction, envelope] = [message.text(1), message.bytes(3)];
    this.submitted.push(transaction);
    const { submit, holds, orderedBy } = this.faults;
    const isKnown = this.ledger.find(transaction) !== null || this.#waiting.some((one) => equal(one, envelope));
    if (isKnown && orderedBy === 'bft') throw notOrdered('failed to submit request: request already processed');
    if (submit === 'later') this.#waiting.push(envelope);
    if (submit !== 'ok') throw notOrdered('connection refused');
    if (holds) this.#waiting.push(envelope);
    else this.ledger.order(envelope);
    if (this.faults.losesAnswer) throw new Refusal(status.DEADLINE_EXCEEDED, 'the answer is lost');
    return new Uint8Array(0);
  }

  async #status(request: Uint8Array, until: number): Promise<Uint8Array> {
    const transaction = readMessage(readMessage(request).bytes(1)).text(1);
    for (;;) {
      const block = this.ledger.find(transaction);
      if (block) return concat(uintField(1, block.code), uintField(2, block.number));
      if (this.faults.pending === 1) throw new Refusal(status.CANCELLED, 'context canceled');
      if (Date.now() > until - 50) throw new Refusal(status.DEADLINE_EXCEEDED, 'context deadline exceeded');
      await sleep(10);
    }
  }
}

const detailOf = (mspId: string, message: string): Detail => ({ mspId, address: `${mspId}.example:7051`, message });

const refusedEvaluation = (message: string) =>
  new Refusal(status.UNKNOWN, `evaluate call to endorser returned error: ${message}`, [
    detailOf(CLIENT.mspId, message),
  ]);

function notOrdered(why: string): Refusal {
  const message = `received unsuccessful response from orderer: status=SERVICE_UNAVAILABLE, info=${why}`;
  return new Refusal(status.UNAVAILABLE, QUORUM, [detailOf('Gamma', message), detailOf('Delta', message)]);
}

/** `lifecycle.QueryChaincodeDefinitionResult` of the chaincode; refuses any other name as a peer does. */
function definitionOf({ raw: [asked = new Uint8Array(0)] }: Proposal): Uint8Array {
  const name = fromUtf8(readMessage(asked).bytes(1));
  if (name === CHAINCODE) return concat(uintField(1, 1), bytesField(2, utf8('1.0')));
  throw refusedEvaluation(`chaincode response 404, namespace ${name} is not defined`);
}

async function listen(server: Server, credentials: ServerCredentials): Promise<Started> {
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', credentials, (error, bound) => (error ? reject(error) : resolve(bound))),
  );
  return { port, end: () => server.forceShutdown() };
}
