/**
 * One node's RPC: JSON-RPC over HTTP or HTTPS with a pinned CA. Answers are bounded in bytes and time. They are parsed
 * here and not trusted anywhere.
 */
import { NotaryError } from '../../errors.ts';
import { toBase64, toHex, utf8 } from '../../formats/bytes.ts';
import type { Decoder } from '../../formats/decoder.ts';
import { failureDetail } from '../network/failures.ts';
import { request } from '../network/http.ts';
import {
  blockAnswer,
  broadcastAnswer,
  commitAnswer,
  queryAnswer,
  resultsAnswer,
  statusAnswer,
  transactionAnswer,
  validatorsAnswer,
} from './answers.ts';

/** Address of a member's node. */
export interface Endpoint {
  /** `http://` or `https://`, host and port. */
  readonly url: string;
  /** PEM of the only CA that may have signed the node's certificate; null for plain HTTP. */
  readonly ca: string | null;
}

const MAX_ANSWER = 4 * 1024 * 1024;

const unavailable = (url: string, why: string, cause?: unknown) =>
  new NotaryError('anchor-unavailable', `${url}: ${why}`, { endpoint: url, ...failureDetail(cause) }, cause);

/** Sends one request and reads at most `MAX_ANSWER` bytes of the answer. */
async function post({ url, ca }: Endpoint, text: string, timeout: number): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const asked = {
    url: new URL(url),
    method: 'POST',
    headers,
    body: utf8(text),
    ca,
    timeout,
    most: MAX_ANSWER,
  } as const;
  try {
    return Buffer.from((await request(asked)).body).toString('utf8');
  } catch (error) {
    throw unavailable(url, (error as Error).message, error);
  }
}

/** An error returned by a node, with its text: "not found", "tx already exists in cache". */
export class RpcRefusal extends Error {
  readonly data: string;

  constructor(message: string, data: string) {
    super(data === '' ? message : `${message}: ${data}`);
    this.name = 'RpcRefusal';
    this.data = data;
  }
}

/**
 * The calls that a connector needs. Each throws `anchor-unavailable`, or `RpcRefusal` for an error returned by the
 * node.
 */
export class Rpc {
  readonly endpoint: Endpoint;
  readonly #timeout: number;

  constructor(endpoint: Endpoint, timeout = 5000) {
    this.endpoint = endpoint;
    this.#timeout = timeout;
  }

  async #call<T>(method: string, params: Record<string, unknown>, answer: Decoder<T>): Promise<T> {
    const text = await post(this.endpoint, JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }), this.#timeout);
    let parsed: { result?: unknown; error?: { message?: unknown; data?: unknown } } | null;
    try {
      parsed = JSON.parse(text) as typeof parsed;
    } catch (cause) {
      throw unavailable(this.endpoint.url, 'not an answer of a node', cause);
    }
    if (parsed?.error) throw new RpcRefusal(String(parsed.error.message ?? ''), String(parsed.error.data ?? ''));
    try {
      return answer(parsed?.result, method);
    } catch (cause) {
      throw unavailable(this.endpoint.url, `an answer of another shape to ${method}`, cause);
    }
  }

  status() {
    return this.#call('status', {}, statusAnswer);
  }

  commit(height: number) {
    return this.#call('commit', { height: String(height) }, commitAnswer);
  }

  validators(height: number) {
    return this.#call('validators', { height: String(height), page: '1', per_page: '100' }, validatorsAnswer);
  }

  block(height: number) {
    return this.#call('block', { height: String(height) }, blockAnswer);
  }

  results(height: number) {
    return this.#call('block_results', { height: String(height) }, resultsAnswer);
  }

  transaction(hash: Uint8Array) {
    return this.#call('tx', { hash: toBase64(hash), prove: false }, transactionAnswer);
  }

  broadcast(transaction: Uint8Array) {
    return this.#call('broadcast_tx_sync', { tx: toBase64(transaction) }, broadcastAnswer);
  }

  query(path: string, data: Uint8Array) {
    return this.#call('abci_query', { path, data: toHex(data), prove: false }, queryAnswer);
  }
}
