// A consortium member of 0.1.0: its state opens, and today's program executes the blocks that 0.1.0 executed to the same hashes.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fromBase64, toHex, utf8 } from '../../core/bytes.ts';
import type { Request, Response } from '../../core/node/member/abci/messages.ts';
import { Application } from '../../core/node/member/application.ts';
import { decisionTransaction, newDecisionFile, signDecisionFile } from '../../core/node/member/decision-file.ts';
import { memberPaths, readGovernanceSeed } from '../../core/node/member/folder.ts';
import { MemberStore } from '../../core/node/member/store.ts';
import { parseChainDescription } from '../../core/node/member/trust-export.ts';
import { TestLog } from '../member/support/consortium.ts';
import { copied, readVector, vector } from './support/vectors.ts';

/** A block as the engine gave it to the members, and what they answered. */
interface Block {
  readonly height: number;
  /** Base64. */
  readonly transactions: readonly string[];
  readonly codes: readonly number[];
  readonly updates: readonly { readonly key: string; readonly power: number }[];
  /** The application hash after it, hex. */
  readonly hash: string;
}

interface Genesis {
  readonly chain_id: string;
  readonly validators: readonly { readonly pub_key: { readonly value: string }; readonly power: string }[];
  readonly app_state: unknown;
}

const { chain, blocks } = readVector<{ chain: string; blocks: readonly Block[] }>('member', 'blocks.json');
/** Height of the kept state. */
const STATE = 14;
const work = mkdtempSync(join(tmpdir(), 'golden-member-'));
const stores: MemberStore[] = [];
afterAll(() => {
  for (const store of stores) store.close();
  rmSync(work, { recursive: true, force: true });
});

function open(file: string): Application {
  const store = MemberStore.open(file);
  stores.push(store);
  return new Application({ store, onFork: () => undefined });
}

function ask<M extends Response['method']>(app: Application, request: Request, method: M) {
  const response = app.handle(request);
  if (response.method !== method) throw new Error(`answered ${response.method}`);
  return response as Extract<Response, { method: M }>;
}

/** Takes a block in the three steps of the engine; what the application answered, in the form of the vectors. */
function execute(app: Application, height: number, transactions: readonly Uint8Array[]) {
  const { accept } = ask(app, { method: 'process', height, transactions }, 'process');
  const { results, updates, hash } = ask(app, { method: 'finalize', height, transactions }, 'finalize');
  ask(app, { method: 'commit' }, 'commit');
  return {
    accept,
    codes: results.map(({ code }) => code),
    updates: updates.map(({ key, power }) => ({ key: Buffer.from(key).toString('base64'), power })),
    hash: toHex(hash),
  };
}

function replay(app: Application, some: readonly Block[]): void {
  for (const { height, transactions, codes, updates, hash } of some)
    expect({ height, ...execute(app, height, transactions.map(fromBase64)) }).toEqual({
      height,
      accept: true,
      codes,
      updates,
      hash,
    });
}

/** What the application says about its chain. */
const described = (app: Application) =>
  parseChainDescription(ask(app, { method: 'query', path: '/chain', data: new Uint8Array(0) }, 'query').value);

describe('the state of a member', () => {
  const file = join(copied(work, 'member', 'application'), 'state.db');

  test('opens where it stood', () => {
    const { height, hash } = open(file).standing;
    expect([height, toHex(hash)]).toEqual([STATE, blocks.find((block) => block.height === STATE)?.hash]);
  });

  test('goes on through checkpoints, a fork, decisions and a change of members, and stays there', () => {
    const app = open(file);
    replay(
      app,
      blocks.filter(({ height }) => height > STATE),
    );
    expect(open(file).standing).toEqual(app.standing);
    const { height: _then, ...then } = parseChainDescription(readFileSync(vector('member', 'chain.json')));
    expect(described(app)).toMatchObject(then);
  });

  test('takes further decisions, signed with the keys of then', () => {
    const app = open(file);
    const { nextDecision } = described(app);
    const log = new TestLog(9).grow(2);
    const action = { do: 'register-log', vkey: log.vkey, organisation: 'New Ltd', controller: 'new' } as const;
    const signed = ['aster', 'bering', 'cedar']
      .map((name) => readGovernanceSeed(memberPaths(vector('member', name)).governance))
      .reduce(signDecisionFile, newDecisionFile({ v: 1, chain, number: nextDecision, action }));
    const next = app.standing.height + 1;
    expect(execute(app, next, [decisionTransaction(signed)])).toMatchObject({ accept: true, codes: [0] });
    expect(execute(app, next + 1, [log.transaction(0)])).toMatchObject({ accept: true, codes: [0] });
  });
});

test('the whole chain from its genesis gives the same hash at every height', () => {
  const { chain_id, validators, app_state } = readVector<Genesis>('member', 'genesis.json');
  const app = open(join(work, 'anew', 'state.db'));
  ask(
    app,
    {
      method: 'init-chain',
      chain: chain_id,
      validators: validators.map(({ pub_key, power }) => ({ key: fromBase64(pub_key.value), power: Number(power) })),
      state: utf8(JSON.stringify(app_state)),
      initialHeight: 1,
    },
    'init-chain',
  );
  expect([chain_id, blocks[0]?.height]).toEqual([chain, 1]);
  replay(app, blocks);
});
