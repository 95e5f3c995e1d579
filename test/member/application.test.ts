/** The application on its store: blocks, the mempool's view, a crash at any point, and what it answers. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  applicationHash,
  entryLeaf,
  historyLeaf,
  logKey,
  treeCommitment,
} from '../../core/anchors/cometbft/application.ts';
import type { ForkReport } from '../../core/anchors/cometbft/transaction.ts';
import { ed25519PublicKey, nobleCrypto } from '../../core/crypto.ts';
import { fromBase64, fromHex, toHex, utf8 } from '../../core/formats/bytes.ts';
import { canonicalBytes, type Json, parseCanonical } from '../../core/formats/canonical.ts';
import { leafHash, rootFromInclusion } from '../../core/log/merkle.ts';
import { CODES } from '../../core/node/cometbft/codes.ts';
import type { Rpc } from '../../core/node/cometbft/rpc.ts';
import type { Members } from '../../core/node/connectors/cometbft/members.ts';
import { reportFork } from '../../core/node/connectors/cometbft/report-fork.ts';
import type { Request, Response } from '../../core/node/member/abci/messages.ts';
import { Application } from '../../core/node/member/application.ts';
import { beginWithNewNode } from '../../core/node/member/new-node.ts';
import { MemberStore } from '../../core/node/member/store.ts';
import type { AnchorRequest } from '../../core/ports.ts';
import { CHAIN, decision, type Keys, member, newState, registerLog, TestLog } from './support/consortium.ts';

const FOUR = [1, 2, 3, 4].map((number) => member(number));
const [A, B, C] = FOUR as [Keys, Keys, Keys];
const crypto = nobleCrypto;

let folder: string;
const stores: MemberStore[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'member-'));
});
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(name = 'a') {
  const store = MemberStore.open(join(folder, `${name}.db`));
  stores.push(store);
  const forks: ForkReport[] = [];
  return { app: new Application({ store, onFork: (report) => forks.push(report) }), forks, store };
}

const INIT: Request = {
  method: 'init-chain',
  chain: CHAIN,
  validators: FOUR.map(({ member: { validator, power } }) => ({ key: fromHex(validator), power })),
  state: utf8(JSON.stringify({ v: 1, members: FOUR.map((one) => one.member) })),
  initialHeight: 1,
};

function ask<M extends Response['method']>(
  app: Application,
  request: Request,
  method: M,
): Extract<Response, { method: M }> {
  const response = app.handle(request);
  if (response.method !== method) throw new Error(`answered ${response.method}`);
  return response as Extract<Response, { method: M }>;
}

function block(app: Application, ...transactions: readonly Uint8Array[]) {
  const height = app.standing.height + 1;
  expect(ask(app, { method: 'process', transactions, height }, 'process').accept).toBe(true);
  const finalized = ask(app, { method: 'finalize', transactions, height }, 'finalize');
  ask(app, { method: 'commit' }, 'commit');
  return finalized;
}

const check = (app: Application, transaction: Uint8Array, again = false) =>
  ask(app, { method: 'check', transaction, again }, 'check').result.code;

function query(app: Application, path: string, data: Uint8Array | Json): Record<string, Json> {
  const bytes = data instanceof Uint8Array ? data : canonicalBytes(data);
  const { result, value } = ask(app, { method: 'query', path, data: bytes }, 'query');
  expect(result).toEqual({ code: 0, log: '' });
  return parseCanonical(value) as Record<string, Json>;
}

/** A chain with a registered log. */
function begun(name?: string) {
  const made = open(name);
  made.app.handle(INIT);
  const log = new TestLog(200).grow(3);
  block(made.app, registerLog(newState(FOUR), log, [A, B, C]));
  return { ...made, log };
}

describe('blocks', () => {
  test('the hash of every height is the same on every member, and the store gives it back', () => {
    const one = begun('a');
    const two = begun('b');
    for (const size of [3, 7, 8, 20]) {
      const base = size === 3 ? 0 : one.log.checkpoint().size;
      for (const { app, log } of [one, two]) {
        if (size > 3) log.grow(size - log.checkpoint().size);
        block(app, log.transaction(base));
      }
      expect(one.app.standing).toEqual(two.app.standing);
    }
    expect(open('a').app.standing).toEqual(one.app.standing);
  });

  test('a block with one transaction that would be refused is refused whole', () => {
    const { app, log } = begun();
    const transactions = [log.transaction(0), new Uint8Array(4)];
    expect(ask(app, { method: 'process', transactions, height: 2 }, 'process').accept).toBe(false);
    expect(ask(app, { method: 'prepare', transactions, maxBytes: 100_000 }, 'prepare').transactions).toEqual([
      transactions[0],
    ]);
    const finalized = ask(app, { method: 'finalize', transactions, height: 2 }, 'finalize');
    expect(finalized.results.map(({ code }) => code)).toEqual([CODES.ok, CODES.malformed]);
  });

  test('CheckTx works on what the mempool holds, and begins anew after a commit', () => {
    const { app, log } = begun();
    const first = log.transaction(0);
    const second = log.grow(2).transaction(3);
    expect(check(app, second)).toBe(CODES['base-moved']);
    expect(check(app, first)).toBe(CODES.ok);
    expect(check(app, second)).toBe(CODES.ok);
    expect(check(app, second)).toBe(CODES.known);
    block(app, first);
    expect(check(app, first, true)).toBe(CODES.known);
    expect(check(app, second, true)).toBe(CODES.ok);
  });

  test('a quiet block leaves the hash alone, so that blocks can stop', () => {
    const { app, log } = begun();
    const { hash } = block(app, log.transaction(0));
    expect(block(app).hash).toEqual(hash);
  });

  test('members change: the engine is told, and it is told once', () => {
    const { app } = begun();
    const state = newState(FOUR);
    const add = decision(state, { do: 'add-member', member: member(5).member }, [A, B, C], { number: 2 });
    expect(block(app, add).updates).toEqual([{ key: ed25519PublicKey(new Uint8Array(32).fill(5)), power: 10 }]);
    expect(block(app).updates).toEqual([]);
  });
});

describe('a crash', () => {
  test('before the commit is durable, the engine replays the block and the hash is the same', () => {
    const { app, log, store } = begun();
    const transactions = [log.transaction(0)];
    const { hash } = ask(app, { method: 'finalize', transactions, height: 2 }, 'finalize');
    store.close();
    stores.length = 0;
    const again = open().app;
    expect(again.standing.height).toBe(1);
    expect(ask(again, { method: 'finalize', transactions, height: 2 }, 'finalize').hash).toEqual(hash);
    again.handle({ method: 'commit' });
    expect(open().app.standing).toEqual({ height: 2, hash });
  });

  test('between InitChain and the first block, the chain begins again', () => {
    const first = open().app.handle(INIT);
    expect(open().app.handle(INIT)).toEqual(first);
  });

  test('a state that is ahead of its node, or behind it, refuses to go on', () => {
    const { app, log } = begun();
    expect(() => app.handle({ method: 'finalize', transactions: [], height: 9 })).toThrow(/not the node/);
    block(app, log.transaction(0));
    expect(() => app.handle(INIT)).toThrow(/already/);
  });

  test('a node that lost its blocks begins anew with its application; the state is kept aside', () => {
    const { app, log, store } = begun();
    block(app, log.transaction(0));
    store.close();
    stores.length = 0;
    const paths = { state: join(folder, 'a.db'), node: join(folder, 'node') };
    mkdirSync(join(paths.node, 'data', 'blockstore.db'), { recursive: true });
    expect(beginWithNewNode(paths)).toBeNull();
    rmSync(join(paths.node, 'data'), { recursive: true });
    expect(beginWithNewNode(paths)).toBe(`${paths.state}.height-2`);
    const again = open('a');
    expect(again.app.standing.height).toBe(0);
    again.app.handle(INIT); // and nothing is in the way of the engine's first word
    expect(beginWithNewNode(paths)).toBeNull();
  });

  test('a genesis whose validators are others than the members is refused', () => {
    const wrong = { ...INIT, validators: [] } as Request;
    expect(() => open().app.handle(wrong)).toThrow(/validators/);
  });
});

describe('queries', () => {
  test('the latest checkpoint', () => {
    const { app, log } = begun();
    expect(query(app, '/latest', utf8(log.origin))).toMatchObject({ registered: true, size: 0 });
    block(app, log.transaction(0));
    expect(query(app, '/latest', utf8(log.origin))).toMatchObject({
      size: 3,
      root: toHex(log.checkpoint().root),
      height: 2,
    });
    expect(query(app, '/latest', utf8(new TestLog(9).origin))).toMatchObject({ registered: false, size: 0 });
  });

  test('acceptance at any later height leads to the hash of that height', () => {
    const { app, log } = begun();
    const hashes = new Map<number, Uint8Array>();
    let base = 0;
    for (let i = 0; i < 9; i++) {
      hashes.set(app.standing.height + 1, block(app, log.transaction(base)).hash);
      base = log.checkpoint().size;
      log.grow(2);
    }
    const { text } = log.signed(3);
    for (const [height, hash] of hashes) {
      const found = query(app, '/acceptance', { text, height });
      const size = found.size as number;
      const path = (found.path as string[]).map(fromBase64);
      const [latest, registry] = (found.others as string[]).map(fromBase64) as [Uint8Array, Uint8Array];
      const root = rootFromInclusion(found.index as number, size, leafHash(historyLeaf(text), crypto), path, crypto);
      const history = treeCommitment({ size, root: root ?? new Uint8Array(0) }, crypto);
      expect(applicationHash({ history, latest, registry }, crypto)).toEqual(hash);
      expect(found).toMatchObject({ accepted: 2, hash: toHex(hash) });
    }
  });

  test('the registration leads to the hash too, at the present and at past heights', () => {
    const { app, log } = begun();
    const { hash } = block(app, log.transaction(0));
    block(app, log.grow(1).transaction(3));
    for (const [height, wanted] of [
      [2, hash],
      [3, app.standing.hash],
    ] as const) {
      const found = query(app, '/registration', { origin: log.origin, height });
      const leaf = leafHash(entryLeaf(logKey(log.origin), found.registration as Json), crypto);
      const size = found.size as number;
      const root = rootFromInclusion(
        found.index as number,
        size,
        leaf,
        (found.path as string[]).map(fromBase64),
        crypto,
      );
      const [history, latest] = (found.others as string[]).map(fromBase64) as [Uint8Array, Uint8Array];
      const registry = treeCommitment({ size, root: root ?? new Uint8Array(0) }, crypto);
      expect(applicationHash({ history, latest, registry }, crypto)).toEqual(wanted);
    }
  });

  test('what cannot be answered is said in words', () => {
    const { app, log } = begun();
    const bad = (path: string, data: Uint8Array) => ask(app, { method: 'query', path, data }, 'query').result;
    expect(bad('/nothing', utf8(''))).toMatchObject({ code: 1 });
    expect(bad('/latest', utf8('no origin'))).toMatchObject({ code: 1 });
    expect(bad('/latest', new Uint8Array([255]))).toMatchObject({ code: 1 });
    expect(bad('/acceptance', canonicalBytes({ text: log.signed().text, height: 1 }))).toMatchObject({ code: 1 });
    expect(query(app, '/chain', utf8(''))).toMatchObject({ chain: CHAIN, nextDecision: 2, history: 0 });
  });
});

test('a fork that can be shown is reported by the member that saw it', () => {
  const { app, log, forks } = begun();
  block(app, log.transaction(0));
  const forked = log.branch(200, 2).grow(4, 'other');
  expect(check(app, forked.transaction(3))).toBe(CODES.fork);
  expect(forks).toHaveLength(1);
  expect(check(app, forked.transaction(3), true)).toBe(CODES.fork);
  expect(forks).toHaveLength(1);
});

describe('a desk that forked shows the members both histories', () => {
  /** What a desk asks of members, answered by one application. */
  function membersOf(app: Application) {
    const rpc = {
      query: async (path: string, data: Uint8Array) => {
        const { result, value } = ask(app, { method: 'query', path, data }, 'query');
        return { ...result, value, height: 0 };
      },
      broadcast: async (transaction: Uint8Array) => {
        if (check(app, transaction) === CODES.ok) block(app, transaction);
        return { code: 0, log: '', hash: new Uint8Array(32) };
      },
    } as unknown as Rpc;
    return {
      first: (call: (one: Rpc) => unknown) => call(rpc),
      ask: async (call: (one: Rpc) => unknown) => [await call(rpc)],
    } as unknown as Members;
  }
  const requestOf = (log: TestLog): AnchorRequest => {
    const { text, signature } = log.signed();
    const line = { name: log.origin, id: '00000000', signature };
    return {
      checkpoint: log.checkpoint(),
      note: { text, signatures: [line] },
      consistency: (from) => log.proof(from),
      root: (size) => log.checkpoint(size).root,
    };
  };
  const shown = (app: Application, { origin }: TestLog) =>
    ask(app, { method: 'query', path: '/fork', data: utf8(origin) }, 'query').result.code === 0;

  test.each<[string, readonly number[], number, number, boolean]>([
    ['a copied home used twice, at the same size', [2], 1, 2, true],
    ['a copied home that went further, where the accepted size is a power of two', [2, 4], 2, 7, true],
    ['where it is none', [3, 5], 3, 9, true],
    ['an old copy that is still smaller, and has signed a size that was accepted', [2, 4, 8], 2, 4, true],
    ['an old copy that is smaller, and of which nothing signed contradicts what was accepted', [2, 8], 2, 4, false],
    ['an old copy that signed nothing since', [2, 4], 2, 2, false],
  ])('%s', async (_, accepted, common, size, expected) => {
    const { app } = begun();
    const log = new TestLog(200);
    let base = 0;
    for (const next of accepted) {
      block(app, log.grow(next - base).transaction(base));
      base = next;
    }
    const forked = log.branch(200, common).grow(size - common, 'other');
    expect(await reportFork(membersOf(app), requestOf(forked))).toBe(expected);
    expect(shown(app, log)).toBe(expected);
    expect(query(app, '/chain', new Uint8Array(0)).forks).toEqual(expected ? [log.origin] : []);
  });

  test('a log that only grew is not accused', async () => {
    const { app, log } = begun();
    block(app, log.transaction(0));
    expect(await reportFork(membersOf(app), requestOf(log.grow(4)))).toBe(false);
    expect(shown(app, log)).toBe(false);
  });
});
