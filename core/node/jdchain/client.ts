/**
 * The HTTP interface of one gateway, or of one member's own port, for one ledger. Questions give `null` for what the node does
 * not know, and throw `anchor-unavailable` with a reason (endpoint.ts) when there is no answer, or none that can be read:
 * nothing follows from that. What a node answers is its own claim; only hashes are recomputed.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { toBase58 } from '../../anchors/jdchain/base58.ts';
import type { LedgerBlock } from '../../anchors/jdchain/contracts.ts';
import { errorCode } from '../../errors.ts';
import { equal } from '../../formats/bytes.ts';
import type { Decoder } from '../../formats/decoder.ts';
import { type HttpAnswer, HttpFailure, request } from '../network/http.ts';
import {
  accountAnswer,
  blockAnswer,
  type DataAccount,
  type Entry,
  entryAnswer,
  type Genesis,
  genesisAnswer,
  ledgersAnswer,
  type Participant,
  participantsAnswer,
  type Recorded,
  type Rights,
  rightsAnswer,
  stateAnswer,
  type Tip,
  tipAnswer,
  transactionAnswer,
  type User,
  userAnswer,
} from './answers.ts';
import { authorization, type JdEndpoint, unanswered, unavailable } from './endpoint.ts';
import { type Envelope, parseEnvelope } from './envelope.ts';
import { type Submission, submissionOf, unansweredSubmission } from './submission.ts';

/** How long is waited, in milliseconds. */
export interface Patience {
  /** For one answer to a question. */
  readonly question: number;
  /** For the answer to a transaction: a gateway itself gives up after 150 seconds. */
  readonly submission: number;
  /** Before each repetition of a question that a gateway cannot answer yet; as many as there are. */
  readonly repetitions: readonly number[];
}

/** For networks as they are. */
export const PATIENCE: Patience = {
  question: 10_000,
  submission: 170_000,
  repetitions: [200, 400, 800, 1600, 3200],
};

const MOST = { question: 4 * 1024 * 1024, submission: 64 * 1024 } as const;

/** A gateway answers so for some seconds after it has connected to a peer. */
const POOL_SHUT_DOWN = 'Connection pool shut down';
/** How a node of a ledger with data structure KV says that it does not know a transaction. */
const KV_UNKNOWN = 'Cannot load from byte/boolean array because "bytes" is null';
const UNKNOWN_LEDGER = ' not exists!';

async function ask(at: JdEndpoint, path: string, timeout: number): Promise<HttpAnswer> {
  const url = new URL(`${at.url}${path}`);
  const headers = { accept: 'application/json', ...authorization(at) };
  try {
    return await request({ url, method: 'GET', headers, body: null, ca: at.ca, timeout, most: MOST.question });
  } catch (error) {
    throw unanswered(at.url, error);
  }
}

async function askOnce(at: JdEndpoint, path: string, timeout: number): Promise<Envelope> {
  const answer = await ask(at, path, timeout);
  const { status } = answer;
  if (status === 401 || status === 403) throw unavailable(at.url, 'not-allowed', `HTTP ${status}`);
  if (status !== 200) throw unavailable(at.url, 'status', `HTTP ${status}`);
  try {
    return parseEnvelope(answer);
  } catch (cause) {
    throw unavailable(at.url, 'shape', `not an answer of a node to ${path}`, cause);
  }
}

/** Asks until a gateway has a connection to a peer. */
async function envelopeAt(at: JdEndpoint, path: string, { question, repetitions }: Patience): Promise<Envelope> {
  for (const wait of repetitions) {
    const envelope = await askOnce(at, path, question);
    if (envelope.is !== 'error' || !envelope.message.includes(POOL_SHUT_DOWN)) return envelope;
    await pause(wait);
  }
  return askOnce(at, path, question);
}

/** A question: how its answer is read, and how else a node says that it does not know. */
interface Question<T> {
  readonly path: string;
  readonly read: Decoder<T>;
  readonly unknown?: string;
}

async function answerTo<T>(
  at: JdEndpoint,
  { path, read, unknown }: Question<T>,
  patience: Patience,
): Promise<T | null> {
  const envelope = await envelopeAt(at, path, patience);
  if (envelope.is === 'nothing') return null;
  if (envelope.is === 'error') {
    if (unknown !== undefined && envelope.message.endsWith(unknown)) return null;
    throw unavailable(at.url, 'refused', envelope.message);
  }
  try {
    return read(envelope.data, path);
  } catch (cause) {
    if (errorCode(cause) === 'anchor-invalid') throw unavailable(at.url, 'wrong', (cause as Error).message, cause);
    throw unavailable(at.url, 'shape', `an answer of another shape to ${path}`, cause);
  }
}

/** Hashes of the ledgers that a node has; none when a gateway is not connected yet. Throws `anchor-unavailable`. */
export async function askLedgers(at: JdEndpoint, patience = PATIENCE): Promise<readonly Uint8Array[]> {
  return (await answerTo(at, { path: '/ledgers', read: ledgersAnswer }, patience)) ?? [];
}

/** See the head of this file. */
export class JdNode {
  readonly endpoint: JdEndpoint;
  /** The ledger's hash, 34 bytes. */
  readonly ledger: Uint8Array;
  readonly #patience: Patience;

  constructor(endpoint: JdEndpoint, ledger: Uint8Array, patience: Patience = PATIENCE) {
    this.endpoint = endpoint;
    this.ledger = ledger;
    this.#patience = patience;
  }

  #ask<T>(path: string, read: Decoder<T>, unknown?: string): Promise<T | null> {
    const question = { path: `/ledgers/${toBase58(this.ledger)}${path}`, read };
    return answerTo(this.endpoint, unknown === undefined ? question : { ...question, unknown }, this.#patience);
  }

  /**
   * Submits a transaction: bytes of a signed request, and its hash. Never throws because of what a gateway does. The same bytes
   * are sent once only; gateways alone take transactions.
   */
  async submit(bytes: Uint8Array, hash: Uint8Array): Promise<Submission> {
    const { url, ca } = this.endpoint;
    const headers = {
      'content-type': 'application/bin-obj;charset=UTF-8',
      accept: '*/*',
      ...authorization(this.endpoint),
    };
    try {
      const answer = await request({
        url: new URL(`${url}/rpc/tx`),
        method: 'POST',
        headers,
        body: bytes,
        ca,
        timeout: this.#patience.submission,
        most: MOST.submission,
        alone: true,
      });
      return submissionOf(answer, hash);
    } catch (error) {
      if (error instanceof HttpFailure) return unansweredSubmission(error);
      throw error;
    }
  }

  /** The node's newest block; null when it does not have the ledger, or is not connected yet. */
  tip(): Promise<Tip | null> {
    return this.#ask('', tipAnswer(this.ledger), UNKNOWN_LEDGER);
  }

  /** What the ledger began with. */
  genesis(): Promise<Genesis | null> {
    return this.#ask('/blocks/height/0/txs/additional-txs', genesisAnswer);
  }

  participants(): Promise<readonly Participant[] | null> {
    return this.#ask('/participants', participantsAnswer);
  }

  /** The block of a height; null beyond the newest one, for which a node answers with the newest. */
  async block(height: number): Promise<(LedgerBlock & { readonly hash: Uint8Array }) | null> {
    const block = await this.#ask(`/blocks/height/${height}`, blockAnswer(this.ledger));
    return block?.height === BigInt(height) ? block : null;
  }

  async blockByHash(hash: Uint8Array): Promise<(LedgerBlock & { readonly hash: Uint8Array }) | null> {
    const path = `/blocks/hash/${toBase58(hash)}`;
    const block = await this.#ask(path, blockAnswer(this.ledger));
    if (block && !equal(block.hash, hash))
      throw unavailable(this.endpoint.url, 'wrong', `another block than was asked for by ${path}`);
    return block;
  }

  /** A transaction in a block, by its hash. */
  transaction(hash: Uint8Array): Promise<Recorded | null> {
    return this.#ask(`/txs/hash/${toBase58(hash)}`, transactionAnswer(this.ledger, hash), KV_UNKNOWN);
  }

  /** How a transaction in a block ended: a code of `TRANSACTION_STATE`. */
  state(hash: Uint8Array): Promise<number | null> {
    return this.#ask(`/txs/state/${toBase58(hash)}`, stateAnswer, KV_UNKNOWN);
  }

  /** A data account, by its address. */
  account(address: Uint8Array): Promise<DataAccount | null> {
    return this.#ask(`/accounts/address/${toBase58(address)}`, accountAnswer(address));
  }

  /** One entry of a data account; null also when the account is not known. Keys have characters of `[0-9a-z/.-]`. */
  entry(account: Uint8Array, key: string): Promise<Entry | null> {
    const path = `/accounts/${toBase58(account)}/entries?keys=${encodeURIComponent(key)}`;
    return this.#ask(path, entryAnswer(key));
  }

  user(address: Uint8Array): Promise<User | null> {
    return this.#ask(`/users/address/${toBase58(address)}`, userAnswer(address));
  }

  /** What a user may do. */
  rights(address: Uint8Array): Promise<Rights | null> {
    return this.#ask(`/authorization/user/${toBase58(address)}`, rightsAnswer(address));
  }
}
