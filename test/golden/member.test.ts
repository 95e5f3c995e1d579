// A member of 0.1.0: its state opens, and today's program executes the blocks of then to the same hashes, and goes on.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { fromBase64, toHex, utf8 } from '../../core/formats/bytes.ts';
import type { Application } from '../../core/node/member/application.ts';
import {
  decisionTransaction,
  newDecisionFile,
  parseDecisionFile,
  signDecisionFile,
} from '../../core/node/member/decision-file.ts';
import { memberPaths, readGovernanceSeed } from '../../core/node/member/folder.ts';
import { parseChainDescription } from '../../core/node/member/trust-export.ts';
import { TestLog } from '../member/support/consortium.ts';
import { ask, type Block, blocks, chain, execute, openMember, replay, STATE_HEIGHT } from './support/member.ts';
import { copied, readVector, vector } from './support/vectors.ts';

interface Genesis {
  readonly chain_id: string;
  readonly validators: readonly { readonly pub_key: { readonly value: string }; readonly power: string }[];
  readonly app_state: unknown;
}

const work = mkdtempSync(join(tmpdir(), 'golden-member-'));
const opened: ReturnType<typeof openMember>[] = [];
afterAll(() => {
  for (const one of opened) one.close();
  rmSync(work, { recursive: true, force: true });
});

function open(file: string): Application {
  const one = openMember(file);
  opened.push(one);
  return one.app;
}

const answers = (some: readonly Block[]) =>
  some.map(({ codes, updates, hash }) => ({ accept: true, codes, updates, hash }));

/** What the application says about its chain. */
const described = (app: Application) =>
  parseChainDescription(ask(app, { method: 'query', path: '/chain', data: new Uint8Array(0) }, 'query').value);

describe('the state of a member', () => {
  const file = join(copied(work, 'member', 'application'), 'state.db');
  const later = blocks.filter(({ height }) => height > STATE_HEIGHT);

  test('opens where it stood', () => {
    const { height, hash } = open(file).standing;
    expect([height, toHex(hash)]).toEqual([STATE_HEIGHT, blocks[STATE_HEIGHT - 1]?.hash]);
  });

  test('goes on through checkpoints, a fork, decisions and a change of members, and stays there', () => {
    const app = open(file);
    expect(replay(app, later)).toEqual(answers(later));
    expect(open(file).standing).toEqual(app.standing);
    const { height: _, ...then } = parseChainDescription(readFileSync(vector('member', 'chain.json')));
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
  const begin = {
    method: 'init-chain',
    chain: chain_id,
    validators: validators.map(({ pub_key, power }) => ({ key: fromBase64(pub_key.value), power: Number(power) })),
    state: utf8(JSON.stringify(app_state)),
    initialHeight: 1,
  } as const;
  ask(app, begin, 'init-chain');
  expect([chain_id, blocks[0]?.height]).toEqual([chain, 1]);
  expect(replay(app, blocks)).toEqual(answers(blocks));
});

test('a decision file makes the transaction that stands in the chain', () => {
  const sent = new Set(blocks.flatMap(({ transactions }) => transactions));
  for (const name of ['register-harbour', 'register-second', 'rotate-governance', 'remove-dunlin', 'retire-second']) {
    const file = parseDecisionFile(readFileSync(vector('member', `${name}.decision.json`)), nobleCrypto);
    expect(sent).toContain(Buffer.from(decisionTransaction(file)).toString('base64'));
  }
});
