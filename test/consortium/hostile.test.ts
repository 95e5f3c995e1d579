/** What must not be lost, doubled or believed: dishonest nodes, processes that are killed, a proposer that forges. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toHex } from '../../core/bytes.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { Rpc } from '../../core/node/connectors/cometbft/rpc.ts';
import type { ChainConnector } from '../../core/ports.ts';
import { logSigner } from '../core/support/keys.ts';
import { TestLog } from '../member/support/consortium.ts';
import { TestDesk } from './support/desk.ts';
import { engineOrReason, LiveNetwork } from './support/network.ts';
import { type Lie, proxy, queryAnswer } from './support/proxy.ts';

const found = await engineOrReason();
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const pathOf = (params: Readonly<Record<string, unknown>>) => String(params.path);
const LIES: Readonly<Record<string, Lie>> = {
  'closes the connection': () => null,
  'answers after the time is up': async (_, answer) => {
    await sleep(1500);
    return answer;
  },
  'answers with noise': () => '{"jsonrpc":"2.0","id":1,"result":{"height":"x"}}',
  'answers without end': () => 'x'.repeat(5 * 1024 * 1024),
  'takes the transaction and keeps it': ({ method }, answer) =>
    method === 'broadcast_tx_sync' ? '{"jsonrpc":"2.0","id":1,"result":{"code":0,"hash":"00"}}' : answer,
  'says that the desk forked': ({ method, params }, answer) =>
    method === 'abci_query' && pathOf(params) === '/latest'
      ? queryAnswer({ height: 9, registered: true, root: '00'.repeat(32), size: 1_000_000 })
      : method === 'broadcast_tx_sync'
        ? '{"jsonrpc":"2.0","id":1,"result":{"code":7,"log":"fork","hash":"00"}}'
        : answer,
  'says that all was accepted long ago': ({ method, params }, answer) =>
    method === 'abci_query' && pathOf(params) === '/acceptance'
      ? queryAnswer({
          accepted: 2,
          hash: '00'.repeat(32),
          index: 0,
          others: [0, 1].map(() => `${'A'.repeat(43)}=`),
          path: [],
          size: 1,
        })
      : answer,
  'changes a vote': ({ method }, answer) =>
    method === 'commit' ? answer.replace(/"signature":\s*"./g, '"signature":"A') : answer,
  'answers with another chain’s blocks': (_, answer) =>
    answer.replace(/"chain_id":\s*"[^"]*"/g, '"chain_id":"demo-other"'),
  'changes the application hash': ({ method }, answer) =>
    method === 'commit' ? answer.replace(/"app_hash":\s*"./g, '"app_hash":"0') : answer,
};

/** Where a desk may be killed: before or after each step of its connector. */
const STEPS = ['prepare', 'submit', 'confirm', 'evidence'] as const;
const POINTS = STEPS.flatMap((step) => [`before ${step}`, `after ${step}`]);

/** The connector, which throws a defect once at one point. */
function killedAt(point: string, honest: ChainConnector): ChainConnector {
  const wrap =
    <A extends unknown[], R>(step: string, work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (point === `before ${step}`) throw new TypeError('killed');
      const result = await work(...args);
      if (point === `after ${step}`) throw new TypeError('killed');
      return result;
    };
  return {
    name: honest.name,
    chain: honest.chain,
    prepare: wrap('prepare', (request) => honest.prepare(request)),
    submit: wrap('submit', (job, request) => honest.submit(job, request)),
    confirm: wrap('confirm', (job) => honest.confirm(job)),
    evidence: wrap('evidence', (job, request) => honest.evidence(job, request)),
  };
}

if ('reason' in found) test('a live consortium', (context) => context.skip(found.reason));
else
  describe('a live consortium', () => {
    let live: LiveNetwork;
    beforeAll(async () => {
      live = await LiveNetwork.start(found.engine);
    }, 120_000);
    afterAll(async () => {
      await live?.end();
    }, 60_000);

    async function anchored(one: TestDesk, seconds = 40): Promise<void> {
      const until = Date.now() + seconds * 1000;
      while (Date.now() < until) {
        await one.notary.settle();
        if (one.store.latestCheckpoint()?.anchored) return;
        await sleep(50);
      }
      throw new Error('not anchored in time');
    }

    const historySize = async () => (await live.describe()).history;

    test.each(Object.entries(LIES))(
      'a node that %s: nothing lost, nothing believed',
      async (name, lie) => {
        const word = `liar ${name}`;
        await live.register(logSigner(word).key.text);
        const before = await historySize();
        const liar = await proxy(live.url('aster'), lie);
        const named = { organisation: 'Aster Bank', url: liar.url, ca: null };
        const alone = new TestDesk(word, [await live.connector({ endpoints: [named] }, 500, 1000)]);
        alone.seal('contract');
        await alone.notary.settle();
        expect(alone.store.latestCheckpoint()?.anchored).toBe(false);
        const honest = { organisation: 'Bering Logistics', url: live.url('bering'), ca: null };
        const both = new TestDesk(
          word,
          [await live.connector({ endpoints: [named, honest] }, 1000, 1000)],
          alone.store,
        );
        await anchored(both);
        await liar.end();
        expect(await historySize()).toBe(before + 1);
      },
      90_000,
    );

    test.each(POINTS)(
      'a desk killed %s: anchored once after its restart',
      async (point) => {
        const word = `killed ${point}`;
        await live.register(logSigner(word).key.text);
        const before = await historySize();
        const first = new TestDesk(word, [killedAt(point, await live.connector())]);
        first.seal('contract');
        await expect(first.notary.settle()).rejects.toThrow('killed');
        const second = new TestDesk(word, [await live.connector()], first.store);
        await anchored(second);
        expect(await historySize()).toBe(before + 1);
        const [anchor, ...more] = second.store.latestCheckpoint()?.anchors ?? [];
        expect(anchor?.kind).toBe('cometbft');
        expect(more).toEqual([]);
      },
      60_000,
    );

    test('a member killed amid 40 batches: each is anchored once, and it catches up', async () => {
      await live.register(logSigner('forty').key.text);
      const before = await historySize();
      const one = new TestDesk('forty', [await live.connector()]);
      for (let i = 0; i < 40; i++) {
        if (i === 10) await live.stop('cedar', 'SIGKILL');
        if (i === 16) await live.start('cedar');
        one.seal(`document ${i}`);
        await anchored(one);
      }
      expect(await historySize()).toBe(before + 40);
      const rpcs = live.network.members.map(({ name }) => new Rpc({ url: live.url(name), ca: null }));
      await expect
        .poll(
          async () => {
            const statuses = await Promise.all(rpcs.map((rpc) => rpc.status()));
            return new Set(statuses.map(({ height }) => height)).size;
          },
          { timeout: 30_000 },
        )
        .toBe(1);
    }, 240_000);

    test('a transaction that a proposer forges stands in no block', async () => {
      const stranger = new TestLog(77).grow(3);
      const forged = stranger.transaction(0);
      let proposed = 0;
      const end = await live.startWith('dunlin', (honest) => (request) => {
        const response = honest(request);
        if (response.method !== 'prepare') return response;
        proposed += 1;
        return { method: 'prepare', transactions: [...response.transactions, forged] };
      });
      await live.register(logSigner('forger').key.text);
      const one = new TestDesk('forger', [await live.connector()]);
      for (let i = 0; i < 40 && proposed < 2; i++) {
        one.seal(`document ${i}`);
        await anchored(one, 60);
      }
      await end();
      await live.start('dunlin');
      expect(proposed).toBeGreaterThan(0);
      const rpc = new Rpc({ url: live.url('aster'), ca: null });
      const { height } = await rpc.status();
      const wanted = toHex(nobleCrypto.sha256(forged));
      for (let at = 1; at <= height; at++)
        for (const bytes of await rpc.block(at)) expect(toHex(nobleCrypto.sha256(bytes))).not.toBe(wanted);
    }, 180_000);
  });
