/** Our ABCI messages against an independent implementation of the same definitions (cosmjs-types), and the framing. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Request as OracleRequest, Response as OracleResponse } from 'cosmjs-types/tendermint/abci/types';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { delimited, messageField } from '../../core/anchors/cometbft/protobuf.ts';
import { concat, utf8 } from '../../core/formats/bytes.ts';
import { decodeRequest, encodeResponse, type Request, type Response } from '../../core/node/member/abci/messages.ts';
import { Frames, listen } from '../../core/node/member/abci/server.ts';
import { readVarint } from '../../core/node/member/abci/wire.ts';

const bytes = (value: number, length = 32) => new Uint8Array(length).fill(value);
// its exact types leave no room for a table of requests
const oracle = (parts: object) => OracleRequest.encode(OracleRequest.fromPartial(parts as never)).finish();
const answered = (response: Response) => OracleResponse.decode(encodeResponse(response));

describe('requests', () => {
  const commitInfo = { round: 1, votes: [{ validator: { address: bytes(1, 20), power: 10n }, blockIdFlag: 2 }] };
  const time = new Date('2026-11-22T19:00:35.751Z');
  const block = {
    time: { seconds: BigInt((time.getTime() / 1000) | 0), nanos: 751_000_000 },
    hash: bytes(3),
    nextValidatorsHash: bytes(4),
    proposerAddress: bytes(5, 20),
  };

  test.each<[object, Request]>([
    [{ echo: { message: 'hello' } }, { method: 'echo', message: utf8('hello') }],
    [{ flush: {} }, { method: 'flush' }],
    [{ info: { version: '0.38.26', blockVersion: 11n, p2pVersion: 8n, abciVersion: '2.0.0' } }, { method: 'info' }],
    [
      {
        initChain: {
          chainId: 'test-1',
          time: { seconds: 5n, nanos: 0 },
          consensusParams: { block: { maxBytes: 1_048_576n, maxGas: -1n } },
          validators: [{ pubKey: { ed25519: bytes(7) }, power: 10n }],
          appStateBytes: utf8('{}'),
          initialHeight: 1n,
        },
      },
      {
        method: 'init-chain',
        chain: 'test-1',
        validators: [{ key: bytes(7), power: 10 }],
        state: utf8('{}'),
        initialHeight: 1,
      },
    ],
    [
      { query: { data: bytes(1, 3), path: '/latest', height: 9n, prove: true } },
      { method: 'query', data: bytes(1, 3), path: '/latest' },
    ],
    [{ checkTx: { tx: bytes(8, 200), type: 0 } }, { method: 'check', transaction: bytes(8, 200), again: false }],
    [{ checkTx: { tx: bytes(8, 2), type: 1 } }, { method: 'check', transaction: bytes(8, 2), again: true }],
    [{ commit: {} }, { method: 'commit' }],
    [{ listSnapshots: {} }, { method: 'list-snapshots' }],
    [{ offerSnapshot: { appHash: bytes(1) } }, { method: 'offer-snapshot' }],
    [{ loadSnapshotChunk: { height: 4n } }, { method: 'load-chunk' }],
    [{ applySnapshotChunk: { index: 1 } }, { method: 'apply-chunk' }],
    [
      {
        prepareProposal: {
          ...block,
          maxTxBytes: 1_000_000n,
          txs: [bytes(1, 5), bytes(2, 6)],
          localLastCommit: { round: 0, votes: [] },
          height: 7n,
        },
      },
      { method: 'prepare', maxBytes: 1_000_000, transactions: [bytes(1, 5), bytes(2, 6)] },
    ],
    [
      { processProposal: { ...block, txs: [bytes(1, 5)], proposedLastCommit: commitInfo, height: 7n } },
      { method: 'process', transactions: [bytes(1, 5)], height: 7 },
    ],
    [{ extendVote: { height: 3n } }, { method: 'extend-vote' }],
    [{ verifyVoteExtension: { height: 3n } }, { method: 'verify-extension' }],
    [
      {
        finalizeBlock: {
          ...block,
          txs: [bytes(1, 5), new Uint8Array(0)],
          decidedLastCommit: commitInfo,
          height: 70_000_000_000n,
        },
      },
      { method: 'finalize', transactions: [bytes(1, 5), new Uint8Array(0)], height: 70_000_000_000 },
    ],
  ])('case %#', (written, read) => {
    expect(decodeRequest(oracle(written))).toEqual(read);
  });

  test('random and cut bytes are refused, never more', () => {
    const whole = oracle({ finalizeBlock: { ...block, txs: [bytes(1, 50)], height: 7n } });
    for (let length = 0; length < whole.length; length++)
      expect(() => decodeRequest(whole.slice(0, length))).toThrow(/ABCI/);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (random) => {
        try {
          decodeRequest(random);
        } catch (error) {
          expect(error).toMatchObject({ code: 'malformed' });
        }
      }),
    );
  });
});

describe('responses', () => {
  test('info, query and check', () => {
    expect(answered({ method: 'info', data: 'notary-desk', height: 12, hash: bytes(9) }).info).toMatchObject({
      data: 'notary-desk',
      appVersion: 1n,
      lastBlockHeight: 12n,
      lastBlockAppHash: bytes(9),
    });
    const query = answered({ method: 'query', result: { code: 1, log: 'no' }, value: bytes(2, 4), height: 5 }).query;
    expect(query).toMatchObject({ code: 1, log: 'no', value: bytes(2, 4), height: 5n });
    expect(answered({ method: 'check', result: { code: 7, log: 'fork' } }).checkTx).toMatchObject({
      code: 7,
      log: 'fork',
      gasWanted: 0n,
    });
  });

  test('proposals and blocks', () => {
    expect(answered({ method: 'prepare', transactions: [bytes(1, 3), bytes(2, 0)] }).prepareProposal?.txs).toEqual([
      bytes(1, 3),
      bytes(2, 0),
    ]);
    expect(answered({ method: 'process', accept: true }).processProposal?.status).toBe(1);
    expect(answered({ method: 'process', accept: false }).processProposal?.status).toBe(2);
    const { finalizeBlock } = answered({
      method: 'finalize',
      results: [
        { code: 0, log: '' },
        { code: 8, log: 'old' },
      ],
      updates: [
        { key: bytes(7), power: 10 },
        { key: bytes(8), power: 0 },
      ],
      hash: bytes(9),
    });
    expect(finalizeBlock?.txResults.map(({ code, log }) => [code, log])).toEqual([
      [0, ''],
      [8, 'old'],
    ]);
    expect(finalizeBlock?.validatorUpdates.map(({ pubKey, power }) => [pubKey?.ed25519, power])).toEqual([
      [bytes(7), 10n],
      [bytes(8), 0n],
    ]);
    expect(finalizeBlock?.appHash).toEqual(bytes(9));
    expect(answered({ method: 'init-chain', hash: bytes(3) }).initChain?.appHash).toEqual(bytes(3));
  });

  test('the rest by their names', () => {
    const name = (response: Response) =>
      Object.entries(answered(response))
        .filter(([, value]) => value !== undefined)
        .map(([key]) => key);
    expect(name({ method: 'exception', message: 'x' })).toEqual(['exception']);
    expect(name({ method: 'echo', message: utf8('x') })).toEqual(['echo']);
    expect(name({ method: 'flush' })).toEqual(['flush']);
    expect(name({ method: 'commit' })).toEqual(['commit']);
    expect(name({ method: 'list-snapshots' })).toEqual(['listSnapshots']);
    expect(name({ method: 'offer-snapshot' })).toEqual(['offerSnapshot']);
    expect(name({ method: 'load-chunk' })).toEqual(['loadSnapshotChunk']);
    expect(name({ method: 'apply-chunk' })).toEqual(['applySnapshotChunk']);
    expect(name({ method: 'extend-vote' })).toEqual(['extendVote']);
    expect(name({ method: 'verify-extension' })).toEqual(['verifyVoteExtension']);
  });
});

describe('frames', () => {
  const messages = [bytes(1, 3), bytes(2, 300), new Uint8Array(0), bytes(3, 20_000)];
  const stream = concat(...messages.map(delimited));

  test('are found whole, byte by byte and cut anywhere', () => {
    expect(new Frames().push(stream)).toEqual(messages);
    const byByte = new Frames();
    expect([...stream.subarray(0, 400)].flatMap((byte) => byByte.push(Uint8Array.of(byte)))).toEqual(
      messages.slice(0, 3).filter((one) => one.length < 390),
    );
    for (const cut of [1, 4, 5, 306, 307, 308, 20_000]) {
      const frames = new Frames();
      expect([...frames.push(stream.subarray(0, cut)), ...frames.push(stream.subarray(cut))]).toEqual(messages);
    }
  });

  test('beyond the bound are refused before they are there', () => {
    expect(() => new Frames().push(concat(Uint8Array.of(0xff, 0xff, 0xff, 0x7f), bytes(1, 4)))).toThrow(/too large/);
    expect(() => new Frames().push(bytes(0xff, 11))).toThrow(/varint/);
  });

  test('varints up to 64 bits, negative ones too', () => {
    expect(readVarint(Uint8Array.of(0xac, 0x02), 0)).toEqual({ value: 300, end: 2 });
    expect(readVarint(Uint8Array.of(...bytes(0xff, 9), 1), 0)).toEqual({ value: -1, end: 10 });
    expect(readVarint(Uint8Array.of(0x80), 0)).toBeUndefined();
  });
});

describe('the socket', () => {
  const folders: string[] = [];
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'abci-'));
    folders.push(made);
    return made;
  };
  afterEach(() => {
    for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
  });

  test('answers in order, also when many requests come at once, and only to this user', async () => {
    const path = join(folder(), 'app.sock');
    const server = await listen(
      path,
      (request) => (request.method === 'echo' ? request : { method: 'flush' }),
      () => {},
    );
    const words = Array.from({ length: 500 }, (_, i) => utf8(`word ${i}`));
    const asked = concat(...words.map((word) => delimited(messageField(1, messageField(1, word)))));
    const replies = await new Promise<Uint8Array[]>((resolve, reject) => {
      const frames = new Frames();
      const found: Uint8Array[] = [];
      const socket = connect(path, () => socket.write(asked));
      socket.on('error', reject);
      socket.on('data', (chunk) => {
        found.push(...frames.push(chunk));
        if (found.length === words.length) resolve(found);
      });
    });
    expect(replies.map((reply) => OracleResponse.decode(reply).echo?.message)).toEqual(
      words.map((_, i) => `word ${i}`),
    );
    await server.close();
    const { statSync } = await import('node:fs');
    expect(statSync(path, { throwIfNoEntry: false })).toBeUndefined();
  });

  test('a protocol error is told and ends the connection; a file that is no socket is left alone', async () => {
    const path = join(folder(), 'app.sock');
    const told = await new Promise((resolve) => {
      void listen(path, () => ({ method: 'flush' }), resolve).then((server) => {
        const socket = connect(path, () => socket.write(bytes(0xff, 20)));
        socket.on('close', () => void server.close());
        socket.on('error', () => undefined);
      });
    });
    expect(told).toMatchObject({ code: 'malformed' });
    const file = join(folder(), 'precious');
    writeFileSync(file, 'x');
    expect(() =>
      listen(
        file,
        () => ({ method: 'flush' }),
        () => {},
      ),
    ).toThrow(/no socket/);
  });
});
