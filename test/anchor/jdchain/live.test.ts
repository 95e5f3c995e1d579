/** Everything recorded from real networks: what was sent and what was answered comes out the same, and every signature holds. */
import { describe, expect, it } from 'vitest';
import { fromBase58, toBase58 } from '../../../core/anchors/jdchain/base58.ts';
import { decode, encode, fromNodeJson } from '../../../core/anchors/jdchain/binary.ts';
import {
  LEDGER_BLOCK,
  LEDGER_TRANSACTION,
  type LedgerBlock,
  type LedgerTransaction,
  TRANSACTION_REQUEST,
  TRANSACTION_RESPONSE,
  TRANSACTION_STATE,
} from '../../../core/anchors/jdchain/contracts.ts';
import { hashAlgorithmOf } from '../../../core/anchors/jdchain/keys.ts';
import { contradiction, observationText, parseObservation } from '../../../core/anchors/jdchain/observation.ts';
import { blockHash, isSigned, transactionHash } from '../../../core/anchors/jdchain/transaction.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { equal, toHex } from '../../../core/formats/bytes.ts';
import { parseProof } from '../../../core/formats/checkpoint.ts';
import { makeEvidence } from '../../core/support/evidence.ts';
import { jdEvidence } from './support/ledger.ts';
import { bodyOf, type Exchange, NETWORKS, recorded, vectors } from './support/vectors.ts';

const sha256 = (bytes: Uint8Array) => toHex(nobleCrypto.sha256(bytes));

/** A block of a node's answer, without its hash. */
function bodyIn(block: LedgerBlock) {
  const { hash, ...body } = block;
  if (!hash) throw new Error('a block without a hash');
  return { hash, body };
}
const recomputed = (block: LedgerBlock) => {
  const { hash, body } = bodyIn(block);
  return { hash, again: blockHash(body, hashAlgorithmOf(hash), nobleCrypto) };
};

/** Requests that were made to be refused: what is wrong with them stands in their name. */
const NO_REQUEST = ['garbage-body', 'empty-body', 'truncated', 'trailing-bytes'];

describe.each(NETWORKS)('%s', (network) => {
  const { exchanges, ledger } = recorded(network);
  const algorithm = hashAlgorithmOf(fromBase58(ledger));

  it('bodies are those that were recorded', () => {
    let count = 0;
    for (const { n, request, response } of exchanges)
      for (const part of [request, response]) {
        const bytes = bodyOf(part);
        if (!bytes || !part) continue;
        count++;
        expect([bytes.length, sha256(bytes)], `${n}`).toEqual([part.length, part.sha256]);
      }
    expect(count).toBeGreaterThan(5);
  });

  it('requests are written the same, and have the hash under which they were submitted', () => {
    const sent = exchanges.filter(({ path, request }) => path === '/rpc/tx' && request?.hex !== undefined);
    for (const { name, request, txHash, clientSays } of sent) {
      const bytes = bodyOf(request) as Uint8Array;
      const read = () => decode(TRANSACTION_REQUEST, bytes);
      if (NO_REQUEST.includes(name)) {
        expect(read, name).toThrow(expect.objectContaining({ code: 'malformed' }));
        continue;
      }
      const value = read();
      expect(encode(TRANSACTION_REQUEST, value), name).toEqual(bytes);
      const content = value.transactionContent;
      if (!content || !value.transactionHash) throw new Error(`${name}: no content`);
      if (name === 'bad-content') continue;
      const own = transactionHash(content, hashAlgorithmOf(value.transactionHash), nobleCrypto);
      expect(toBase58(own), name).toBe(txHash);
      const held = value.endpointSignatures.map((one) => one !== null && isSigned(one, own, nobleCrypto));
      const isRight = clientSays !== 'refused-by-gateway' || ['own-node-signature', 'no-ledger-hash'].includes(name);
      expect(held.every(Boolean) && held.length > 0, name).toBe(isRight);
    }
  });

  it('answers to requests are written the same, and say what was recorded', () => {
    const states = new Map<number, string>(Object.entries(TRANSACTION_STATE).map(([name, code]) => [code, name]));
    for (const { name, response, decoded } of exchanges.filter((one) => one.decoded)) {
      const bytes = bodyOf(response) as Uint8Array;
      const value = decode(TRANSACTION_RESPONSE, bytes);
      expect(encode(TRANSACTION_RESPONSE, value), name).toEqual(bytes);
      const text = (hash: Uint8Array | null) => hash && toBase58(hash);
      expect(
        {
          contentHash: text(value.contentHash),
          executionState: states.get(value.executionState),
          blockHash: text(value.blockHash),
          blockHeight: String(value.blockHeight),
          success: value.success,
          operationResults: value.operationResults.length,
          blockGenerateTime: String(value.blockGenerateTime),
        },
        name,
      ).toEqual(decoded);
    }
  });

  it('blocks have the hash that their JSON gives', () => {
    for (const { name, data } of dataOf(exchanges, /\/blocks\/(?:latest|height\/-?\d+|hash\/\w+)$/)) {
      const block = fromNodeJson(LEDGER_BLOCK, data);
      const { hash, again } = recomputed(block);
      expect(again, name).toEqual(hash);
      if (block.height === 0n) expect(toBase58(hash)).toBe(ledger);
    }
  });

  it('transactions have the hash that their JSON gives, and every signature under it holds', () => {
    for (const { name, data } of dataOf(exchanges, /\/txs\/hash\/\w+$/))
      expectTransaction(name, data, fromBase58(ledger));
    expect(algorithm.name).toBe(network.includes('sm3') ? 'SM3' : 'SHA256');
  });
});

/** What was answered to these questions, where it was an object. */
function dataOf(exchanges: readonly Exchange[], path: RegExp): readonly { name: string; data: unknown }[] {
  return exchanges.flatMap(({ name, status, path: asked, response }) => {
    if (status !== 200 || !path.test(asked) || !response?.text) return [];
    const { success, data } = JSON.parse(response.text) as { success: boolean; data?: unknown };
    return success && typeof data === 'object' && data !== null ? [{ name, data }] : [];
  });
}

function expectTransaction(name: string, json: unknown, ledger: Uint8Array): LedgerTransaction {
  const whole = fromNodeJson(LEDGER_TRANSACTION, json);
  const {
    transactionContent: content,
    transactionHash: hash,
    endpointSignatures,
    nodeSignatures,
  } = whole.request ?? {};
  if (!content || !hash) throw new Error(`${name}: no content`);
  expect(decode(LEDGER_TRANSACTION, encode(LEDGER_TRANSACTION, whole)), name).toEqual(whole);
  expect(transactionHash(content, hashAlgorithmOf(hash), nobleCrypto), name).toEqual(hash);
  expect(content.ledgerHash, name).toEqual(ledger);
  const all = [...(endpointSignatures ?? []), ...(nodeSignatures ?? [])];
  expect(all.length, name).toBeGreaterThan(1);
  for (const one of all) expect(one && isSigned(one, hash, nobleCrypto), name).toBe(true);
  return whole;
}

describe.each(['net1-default', 'net2-sm2-sm3-kv', 'net3-roles'])('the first block of %s', (network) => {
  it('was signed by all members, once the structure version that its JSON prints is put right', () => {
    const [genesis] = dataOf(recorded(network).exchanges, /\/blocks\/height\/0\/txs\/additional-txs$/);
    const [first] = (genesis?.data ?? []) as readonly unknown[];
    if (!first) throw new Error('no genesis');
    const { request } = fromNodeJson(LEDGER_TRANSACTION, first);
    if (!request?.transactionContent || !request.transactionHash) throw new Error('no content');
    const { transactionContent: content, transactionHash: hash } = request;
    const [init, ...others] = content.operations;
    if (init?.contract !== 'LedgerInitOperation' || !init.initSetting) throw new Error('no setting');
    const algorithm = hashAlgorithmOf(hash);
    expect(transactionHash(content, algorithm, nobleCrypto)).not.toEqual(hash);
    const right = {
      ...content,
      operations: [{ ...init, initSetting: { ...init.initSetting, ledgerStructureVersion: 0n } }, ...others],
    };
    expect(transactionHash(right, algorithm, nobleCrypto)).toEqual(hash);
    expect(request.nodeSignatures).toHaveLength(4);
    for (const one of request.nodeSignatures) expect(one && isSigned(one, hash, nobleCrypto)).toBe(true);
  });
});

describe.each(['net2-sm2-sm3-kv', 'net3-roles'])('the chain of %s', (network) => {
  interface Listed {
    readonly block: unknown;
    readonly txs?: readonly unknown[] | { readonly error: unknown };
  }
  const chain = vectors<unknown>(`live/${network}/chain`);
  const listed = (Array.isArray(chain) ? chain : (chain as { blocks: readonly Listed[] }).blocks) as readonly Listed[];

  it('is chained by the hashes that its blocks give', () => {
    const blocks = listed.map(({ block }) => fromNodeJson(LEDGER_BLOCK, block));
    expect(blocks.length).toBeGreaterThan(20);
    for (const [i, block] of blocks.entries()) {
      const { hash, again } = recomputed(block);
      expect(again, `${block.height}`).toEqual(hash);
      const before = blocks[i - 1];
      if (before && block.height === before.height + 1n) expect(block.previousHash).toEqual(before.hash);
    }
  });
});

describe('the recorded fork', () => {
  const blocks = dataOf(recorded('net1-fork').exchanges, /\/blocks\/height\/63$/)
    .map(({ data }) => fromNodeJson(LEDGER_BLOCK, data))
    .filter(({ height }) => height === 63n);

  it('shows as two blocks of one height and one predecessor, each with its right hash', () => {
    for (const block of blocks) {
      const { hash, again } = recomputed(block);
      expect(again).toEqual(hash);
    }
    expect(new Set(blocks.map(({ hash }) => hash && toHex(hash))).size).toBe(2);
    expect(new Set(blocks.map(({ previousHash }) => previousHash && toHex(previousHash))).size).toBe(1);
  });

  it('is told by any two statements of members on its two sides, and by no two of one side', () => {
    const { seen } = jdEvidence(parseProof(makeEvidence({ cosigners: [] }).proof).note);
    const stated = blocks.map(({ hash, ledgerHash }) => {
      if (!hash || !ledgerHash) throw new Error('no hash');
      return parseObservation(observationText({ ...seen, ledger: ledgerHash, height: 63, block: hash }));
    });
    for (const a of stated)
      for (const b of stated) expect(contradiction(a, b)).toBe(equal(a.block, b.block) ? null : 'ledger');
    expect(stated.some((one) => contradiction(one, stated[0] ?? one) === 'ledger')).toBe(true);
  });
});
