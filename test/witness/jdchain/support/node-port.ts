/** A member's own port over HTTP that answers what a node in memory knows, in the JSON that real nodes write. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toBase58 } from '../../../../core/anchors/jdchain/base58.ts';
import {
  DATA_TYPE,
  type DigitalSignature,
  type Operation,
  TRANSACTION_STATE,
} from '../../../../core/anchors/jdchain/contracts.ts';
import { fromUtf8, toBase64 } from '../../../../core/formats/bytes.ts';
import { recorded } from '../../../anchor/jdchain/support/vectors.ts';
import type { NodeAnswers, OwnNode } from './own-node.ts';

const base58 = (bytes: Uint8Array | null) => (bytes === null ? undefined : toBase58(bytes));
const nameOf = (codes: Readonly<Record<string, number>>, code: number) =>
  Object.entries(codes).find(([, one]) => one === code)?.[0];

function signatureJson(one: DigitalSignature | null) {
  return one && { digest: base58(one.digest), pubKey: base58(one.pubKey) };
}

function operationJson(operation: Operation) {
  if (operation.contract !== 'DataAccountKVSetOperation') throw new Error('not an operation of ours');
  return {
    '@type': `com.jd.blockchain.ledger.${operation.contract}`,
    accountAddress: base58(operation.accountAddress),
    writeSet: operation.writeSet.map((one) => ({
      expectedVersion: Number(one?.expectedVersion),
      key: one?.key,
      value: {
        bytes: toBase64(one?.value?.bytes ?? new Uint8Array(0)),
        type: nameOf(DATA_TYPE, one?.value?.type ?? 0),
      },
    })),
  };
}

function transactionJson({ transaction }: NodeAnswers) {
  const request = transaction?.transaction.request;
  const content = request?.transactionContent;
  if (!transaction || !request || !content) return undefined;
  return {
    request: {
      endpointSignatures: request.endpointSignatures.map(signatureJson),
      nodeSignatures: request.nodeSignatures.map(signatureJson),
      transactionContent: {
        ledgerHash: base58(content.ledgerHash),
        operations: content.operations.map((one) => one && operationJson(one)),
        timestamp: Number(content.timestamp),
      },
      transactionHash: base58(request.transactionHash),
    },
    result: {
      blockHeight: transaction.height,
      executionState: nameOf(TRANSACTION_STATE, transaction.state),
      transactionHash: base58(request.transactionHash),
    },
  };
}

function blockJson({ block }: NodeAnswers) {
  if (!block) return undefined;
  const { height, timestamp, ...hashes } = block;
  const written = Object.entries(hashes).map(([name, hash]) => [name, base58(hash)]);
  return { ...Object.fromEntries(written), height: Number(height), timestamp: Number(timestamp) };
}

function accountJson({ account }: NodeAnswers) {
  if (!account) return undefined;
  const permission = { modeBits: account.mode, owners: account.owners.map(toBase58), role: account.role };
  return { address: toBase58(account.address), permission, pubKey: toBase58(account.publicKey) };
}

function entryJson({ entry }: NodeAnswers, url: URL) {
  if (!entry?.bytes) return undefined;
  const { type, version, bytes } = entry;
  return [{ key: url.searchParams.get('keys'), type: nameOf(DATA_TYPE, type), value: fromUtf8(bytes), version }];
}

function userJson({ user }: NodeAnswers) {
  return user ? { address: toBase58(user.address), pubKey: toBase58(user.publicKey), state: user.state } : undefined;
}

function genesisJson(): unknown {
  const { exchanges } = recorded('net1-default');
  const found = exchanges.find(({ path }) => path.endsWith('/blocks/height/0/txs/additional-txs'));
  return (JSON.parse(found?.response?.text ?? '') as { data: unknown }).data;
}

function tipJson({ block }: NodeAnswers, url: URL) {
  if (!block) return undefined;
  const hash = url.pathname.split('/').at(-1);
  return { hash, latestBlockHash: toBase58(block.hash), latestBlockHeight: Number(block.height) };
}

const ANSWERS: readonly (readonly [RegExp, (known: NodeAnswers, url: URL) => unknown])[] = [
  [/^\/ledgers\/\w+$/, tipJson],
  [/\/blocks\/height\/0\/txs\/additional-txs$/, genesisJson],
  [/\/blocks\/height\/\d+$/, blockJson],
  [/\/txs\/hash\/\w+$/, transactionJson],
  [/\/accounts\/address\/\w+$/, accountJson],
  [/\/accounts\/\w+\/entries$/, entryJson],
  [/\/users\/address\/\w+$/, userJson],
];

export class NodePort {
  readonly #server: Server;
  url = '';

  private constructor(node: OwnNode) {
    this.#server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://node');
      const find = ANSWERS.find(([path]) => path.test(url.pathname))?.[1];
      const data = find?.(node.last, url);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ data, success: true }));
    });
  }

  static async start(node: OwnNode): Promise<NodePort> {
    const port = new NodePort(node);
    await new Promise<void>((resolve) => port.#server.listen(0, '127.0.0.1', resolve));
    port.url = `http://127.0.0.1:${(port.#server.address() as AddressInfo).port}`;
    return port;
  }

  async stop(): Promise<void> {
    const stopped = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await stopped;
  }
}
