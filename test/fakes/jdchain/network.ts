/**
 * A fake of a JD Chain network, for tests of what speaks to one: a gateway and the own ports of its members, over plain HTTP
 * on loopback. It is none of JD Chain's code and orders nothing; blocks, transactions, hashes and signatures are real, rules
 * and answers are those of the recordings in test/vectors/jdchain/live (test/node/jdchain/fake.test.ts compares them).
 *
 *     const network = await FakeJdNetwork.start();              // or { structure: 'KV', hash: 'SM3', members: […], credentials }
 *     network.registerUser(publicKeyBytes(publicKeyOf(key)));   // or with { ledger: […], state: 'FREEZE' } …
 *     new JdNode({ url: network.gateway.url, ca: null, credentials: null }, network.ledger);
 *     network.peers[1]                                          // { url, name, … }: how it misbehaves is set on it
 *     network.next('timeout-committed', 'late');                // what happens to the next submissions, in this order: ends.ts
 *     network.commitLate();                                     // lets those that were to come late into blocks
 *     await network.stop();
 *
 * Nothing in it depends on time.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decode } from '../../../core/anchors/jdchain/binary.ts';
import {
  TRANSACTION_REQUEST,
  TRANSACTION_STATE,
  type TransactionRequest,
} from '../../../core/anchors/jdchain/contracts.ts';
import { hashAlgorithmOf } from '../../../core/anchors/jdchain/keys.ts';
import { isSigned, signTransaction, transactionHash } from '../../../core/anchors/jdchain/transaction.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { equal } from '../../../core/formats/bytes.ts';
import { keyOf } from '../../anchor/jdchain/support/ledger.ts';
import { dataFor } from './answers.ts';
import { type Fault, isCommitted, notPassedOn, type Reply, replyTo } from './ends.ts';
import { type FakeBlock, FakeLedger, type FakeMember, fakeMember } from './ledger.ts';
import type { FakeUser } from './state.ts';

/** A member's own port. */
export interface FakePeer {
  readonly name: string;
  readonly publicKey: Uint8Array;
  readonly url: string;
  /** Which side of a fork it has. */
  side: 0 | 1;
  /** How many blocks it lags behind. */
  behind: number;
  /** Closes every connection. */
  isDown: boolean;
  /** What it makes of the data that an honest node would answer; null for an honest one. */
  lie: ((path: string, data: unknown) => unknown) | null;
}

/** What a network is made with. */
export interface FakeSetting {
  readonly structure?: 'MERKLE_TREE' | 'KV';
  readonly hash?: 'SHA256' | 'SM3';
  readonly members?: readonly FakeMember[];
  /** `user:password` for HTTP Basic at the gateway. */
  readonly credentials?: string;
}

/** The members of a network that is made without naming any. */
export const FAKE_MEMBERS: readonly FakeMember[] = ['court', 'notary', 'bank', 'platform'].map((name) =>
  fakeMember(name, keyOf(`participant ${name}.example`)),
);

const HASH_CODES = { SHA256: 0x2018, SM3: 0x2003 } as const;
const BEGUN = Date.UTC(2026, 10, 1);

interface Pending {
  readonly request: TransactionRequest;
  readonly hash: Uint8Array;
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return new Uint8Array(Buffer.concat(parts));
}

const json = (value: unknown, status = 200): Reply => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});

/** What JD Chain says of a defect of its own or of the request. */
const failure = (message: string) =>
  json({ error: { errorCode: 5000, errorMessage: `未预期的异常！ --${message}` }, success: false });

function notFound(path: string): Reply {
  const data = { timestamp: BEGUN, status: 404, error: 'Not Found', path };
  return json({ data, success: true }, 404);
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === 'close') response.destroy();
  else if (reply !== 'silence') {
    const { status, type, body } = reply;
    response.writeHead(status, {
      ...(type === '' ? {} : { 'content-type': type }),
      ...(status === 401 ? { 'www-authenticate': 'Basic realm="Realm"' } : {}),
    });
    response.end(body);
  }
}

/** See the head of this file. */
export class FakeJdNetwork {
  readonly chain: FakeLedger;
  readonly peers: FakePeer[] = [];
  readonly gateway = {
    url: '',
    /** The peers that it asks, one after the other. */
    asks: [0] as readonly number[],
    /** Not connected to a peer: lists no ledger. */
    isConnected: true,
    /** So many questions are answered with "Connection pool shut down". */
    poolShutDown: 0,
  };
  /** So many questions about transactions and entries are answered as if the newest block were not there yet. */
  missReads = 0;
  /** Bytes of every submission, in their order. */
  readonly submissions: Uint8Array[] = [];
  /** How many submissions were on their way at the same time, at most. */
  mostAtOnce = 0;
  /** Paths that were asked for, with the name of the node: `gateway /ledgers`. */
  readonly asked: string[] = [];
  readonly #servers: Server[] = [];
  readonly #faults: Fault[] = [];
  readonly #late: Pending[] = [];
  readonly #credentials: string | null;
  #turn = 0;
  #open = 0;

  private constructor({
    structure = 'MERKLE_TREE',
    hash = 'SHA256',
    members = FAKE_MEMBERS,
    credentials,
  }: FakeSetting) {
    this.chain = new FakeLedger({ structure, hashCode: HASH_CODES[hash], members, begun: BEGUN });
    this.#credentials = credentials ? `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}` : null;
  }

  /** Starts the servers of a network. */
  static async start(setting: FakeSetting = {}): Promise<FakeJdNetwork> {
    const network = new FakeJdNetwork(setting);
    network.gateway.url = await network.#listen((request, body) => network.#gatewayReply(request, body));
    for (const { name, publicKey } of network.chain.setting.members) {
      const peer: FakePeer = { name, publicKey, url: '', side: 0, behind: 0, isDown: false, lie: null };
      const url = await network.#listen((request) => network.#peerReply(peer, request));
      network.peers.push(Object.assign(peer, { url }));
    }
    return network;
  }

  /** Hash of the ledger, 34 bytes. */
  get ledger(): Uint8Array {
    return this.chain.hash;
  }

  /** Blocks of the side that most members have. */
  get blocks(): readonly FakeBlock[] {
    return this.chain.blocks();
  }

  /** Makes a user of a public key with its code and type, or changes one. */
  registerUser(publicKey: Uint8Array, changes: Partial<FakeUser> = {}): void {
    this.chain.state.addUser(publicKey, this.blocks.length - 1, changes);
  }

  /** What happens to the next submissions. */
  next(...faults: readonly Fault[]): void {
    this.#faults.push(...faults);
  }

  /** Puts what was to come late into blocks. */
  commitLate(): void {
    for (const { request, hash } of this.#late.splice(0)) this.chain.commit(request, hash);
  }

  /** From the next block on these peers have another chain. */
  fork(...names: readonly string[]): void {
    this.chain.fork();
    for (const peer of this.peers) if (names.includes(peer.name)) peer.side = 1;
  }

  async stop(): Promise<void> {
    for (const server of this.#servers) {
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await stopped;
    }
  }

  async #listen(reply: (request: IncomingMessage, body: Uint8Array) => Reply): Promise<string> {
    const server = createServer(async (request, response) => {
      const body = await bodyOf(request);
      this.#open += request.method === 'POST' ? 1 : 0;
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#open);
      response.once('close', () => {
        this.#open -= request.method === 'POST' ? 1 : 0;
      });
      send(response, reply(request, body));
    });
    this.#servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  #peerReply(peer: FakePeer, { method, url: path = '' }: IncomingMessage): Reply {
    this.asked.push(`${peer.name} ${path}`);
    if (peer.isDown) return 'close';
    return method === 'GET' ? this.#answer(peer, path, false) : notFound(path);
  }

  #gatewayReply(request: IncomingMessage, body: Uint8Array): Reply {
    const { url: path = '', headers } = request;
    this.asked.push(`gateway ${path}`);
    if (this.#credentials !== null && headers.authorization !== this.#credentials)
      return { status: 401, type: '', body: '' };
    return path === '/rpc/tx' ? this.#submit(request, body) : this.#question(path);
  }

  #question(path: string): Reply {
    const { asks, isConnected } = this.gateway;
    if (this.gateway.poolShutDown > 0) {
      this.gateway.poolShutDown--;
      return failure('Connection pool shut down');
    }
    if (!isConnected) {
      const named = /^\/ledgers\/(\w+)/.exec(path)?.[1];
      return named === undefined ? json({ data: [], success: true }) : failure(`Ledger : ${named} not exists!`);
    }
    const peer = this.peers[asks[this.#turn++ % asks.length] ?? 0];
    return peer ? this.#answer(peer, path, true) : notFound(path);
  }

  #behind({ behind }: FakePeer, path: string): number {
    if (this.missReads === 0 || !/\/(?:txs|entries)/.test(path)) return behind;
    this.missReads--;
    return behind + 1;
  }

  #answer(peer: FakePeer, path: string, isGateway: boolean): Reply {
    const view = { ledger: this.chain, side: peer.side, behind: this.#behind(peer, path) };
    const found = dataFor(view, path, isGateway);
    if (!found) return notFound(path);
    if ('error' in found) return failure(found.error);
    const data = peer.lie ? peer.lie(path, found.data) : found.data;
    if (data !== undefined) return json({ data, success: true });
    // a gateway answers nothing at all, a peer an envelope without data
    return isGateway ? { status: 200, type: '', body: '' } : json({ success: true });
  }

  #submit({ method, headers }: IncomingMessage, body: Uint8Array): Reply {
    if (method !== 'POST') return failure(`Request method '${method}' not supported`);
    const type = headers['content-type'] ?? '';
    if (!type.startsWith('application/bin-obj')) return failure(`Content type '${type}' not supported`);
    if (headers.accept !== '*/*') return failure('Could not find acceptable representation');
    this.submissions.push(body);
    let request: TransactionRequest;
    try {
      request = decode(TRANSACTION_REQUEST, body);
    } catch {
      return failure("The accessing index is out of BytesSlice's bounds!");
    }
    const hash = request.transactionHash ?? this.ledger;
    const refused = this.#refusal(request, hash);
    if (refused !== null) return notPassedOn(hash, refused);
    return this.#pass({ request: this.#passedOn(request, hash), hash }, this.#faults.shift() ?? null);
  }

  /** The state by which a gateway does not pass a request on; null when it does. */
  #refusal({ transactionContent: content, endpointSignatures, nodeSignatures }: TransactionRequest, hash: Uint8Array) {
    if (!content?.ledgerHash) return TRANSACTION_STATE.LEDGER_HASH_EMPTY;
    if (!equal(content.ledgerHash, this.ledger)) return TRANSACTION_STATE.SYSTEM_ERROR;
    if (nodeSignatures.length > 0) return TRANSACTION_STATE.ILLEGAL_NODE_SIGNATURE;
    if (endpointSignatures.length === 0) return TRANSACTION_STATE.NO_ENDPOINT_SIGNATURE;
    const isRight = equal(transactionHash(content, hashAlgorithmOf(hash), nobleCrypto), hash);
    const areSigned = endpointSignatures.every((one) => one && isSigned(one, hash, nobleCrypto));
    return isRight && areSigned ? null : TRANSACTION_STATE.INVALID_ENDPOINT_SIGNATURE;
  }

  /** The request with the signature of the gateway's participant. */
  #passedOn(request: TransactionRequest, hash: Uint8Array): TransactionRequest {
    const [own] = this.chain.setting.members;
    return own ? { ...request, nodeSignatures: [signTransaction(hash, own.key)] } : request;
  }

  #pass(one: Pending, fault: Fault | null): Reply {
    const { request, hash } = one;
    if (fault === 'late') this.#late.push(one);
    const done = isCommitted(fault) ? this.chain.commit(request, hash) : TRANSACTION_STATE.SYSTEM_ERROR;
    const isState = typeof done === 'number';
    const state = isState ? done : (done.transaction.result?.executionState ?? TRANSACTION_STATE.SYSTEM_ERROR);
    return replyTo(fault, { hash, block: isState ? null : done, state, tip: this.blocks.at(-1) ?? null });
  }
}
