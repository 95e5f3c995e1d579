/** What must not be lost, doubled or believed: dishonest nodes, processes that are killed, a proposer that forges. */
import { expect, test } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { toHex } from '../../core/formats/bytes.ts';
import { CODES } from '../../core/node/cometbft/codes.ts';
import { Rpc } from '../../core/node/cometbft/rpc.ts';
import type { ChainConnector } from '../../core/ports.ts';
import { logSigner } from '../core/support/keys.ts';
import { TestLog } from '../member/support/consortium.ts';
import { TestDesk } from './support/desk.ts';
import { describeLive } from './support/live.ts';
import { type Lie, proxy, queryAnswer } from './support/proxy.ts';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Answers one call otherwise, and everything else as the honest node does. */
const instead =
  (of: string, said: () => string): Lie =>
  ({ method, params }, honest) =>
    method === of || params.path === of ? said() : honest();

/** Changes what the honest node says in answers to these calls. */
const changing =
  (methods: readonly string[] | null, change: (answer: string) => string): Lie =>
  async ({ method }, honest) => {
    const answer = await honest();
    return methods === null || methods.includes(method) ? change(answer) : answer;
  };

const code = (number: number) => `{"jsonrpc":"2.0","id":1,"result":{"code":${number},"log":"so it is","hash":"00"}}`;
const hash = (digit: string) => digit.repeat(64);
const latest = (size: number) => () => queryAnswer({ height: 9, registered: true, root: hash('0'), size });
const accepted = (height: number) => () =>
  queryAnswer({
    accepted: height,
    hash: hash('0'),
    index: 0,
    others: [0, 1].map(() => `${'A'.repeat(43)}=`),
    path: [],
    size: 1,
  });
const both =
  (first: Lie, second: Lie): Lie =>
  (call, honest) =>
    first(call, async () => (await second(call, honest)) ?? '');
const keeps = instead('broadcast_tx_sync', () => code(CODES.ok));

const LIES: Readonly<Record<string, Lie>> = {
  'closes the connection': () => null,
  'answers after the time is up': async (_, honest) => {
    await sleep(1500);
    return honest();
  },
  'answers with noise': () => '{"jsonrpc":"2.0","id":1,"result":{"height":"x"}}',
  'answers without end': () => 'x'.repeat(5 * 1024 * 1024),
  'takes the transaction and keeps it': keeps,
  'keeps the transaction and says that it was accepted': both(keeps, instead('/acceptance', accepted(2))),
  'keeps the transaction and says that its block is coming': both(keeps, instead('/acceptance', accepted(1_000_000))),
  'says that the desk forked': both(
    instead('/latest', latest(1_000_000)),
    instead('broadcast_tx_sync', () => code(CODES.fork)),
  ),
  'says that nobody registered the desk': both(
    instead('/latest', () => queryAnswer({ height: 9, registered: false, root: hash('0'), size: 0 })),
    instead('broadcast_tx_sync', () => code(CODES['unknown-log'])),
  ),
  'says that all was accepted long ago': instead('/acceptance', accepted(2)),
  'changes a vote': changing(['commit'], (answer) => answer.replace(/"signature":\s*"./g, '"signature":"A')),
  'answers with another chain’s blocks': changing(null, (answer) =>
    answer.replace(/"chain_id":\s*"[^"]*"/g, '"chain_id":"demo-other"'),
  ),
  'changes the application hash': changing(['commit'], (answer) =>
    answer.replace(/"app_hash":\s*"./g, '"app_hash":"0'),
  ),
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

await describeLive('a live consortium', (live) => {
  const historySize = async () => (await live().describe()).history;

  test.each(Object.entries(LIES))(
    'a node that %s: nothing lost, nothing believed',
    async (name, lie) => {
      const word = `liar ${name}`;
      await live().register(logSigner(word).key.text);
      const before = await historySize();
      const liar = await proxy(live().url('aster'), lie);
      const named = { organisation: 'Aster Bank', url: liar.url, ca: null };
      const alone = new TestDesk(word, [await live().connector({ endpoints: [named] }, 500, 1000)]);
      alone.seal('contract');
      await alone.notary.anchorPending();
      expect(alone.store.latestCheckpoint()?.anchored).toBe(false);
      const honest = { organisation: 'Bering Logistics', url: live().url('bering'), ca: null };
      const both = new TestDesk(
        word,
        [await live().connector({ endpoints: [named, honest] }, 1000, 1000)],
        alone.store,
      );
      await both.anchored();
      await liar.end();
      expect(await historySize()).toBe(before + 1);
    },
    90_000,
  );

  test.each(POINTS)(
    'a desk killed %s: anchored once after its restart',
    async (point) => {
      const word = `killed ${point}`;
      await live().register(logSigner(word).key.text);
      const before = await historySize();
      const first = new TestDesk(word, [killedAt(point, await live().connector())]);
      first.seal('contract');
      await expect(first.notary.anchorPending()).rejects.toThrow('killed');
      const second = new TestDesk(word, [await live().connector()], first.store);
      await second.anchored();
      expect(await historySize()).toBe(before + 1);
      const [anchor, ...more] = second.store.latestCheckpoint()?.anchors ?? [];
      expect(anchor?.kind).toBe('cometbft');
      expect(more).toEqual([]);
    },
    60_000,
  );

  test('a member killed amid 40 batches: each is anchored once, and it catches up', async () => {
    await live().register(logSigner('forty').key.text);
    const before = await historySize();
    const one = new TestDesk('forty', [await live().connector()]);
    for (let i = 0; i < 40; i++) {
      if (i === 10) await live().stop('cedar', 'SIGKILL');
      if (i === 16) await live().start('cedar');
      one.seal(`document ${i}`);
      await one.anchored();
    }
    expect(await historySize()).toBe(before + 40);
    const rpcs = live().network.members.map(({ name }) => new Rpc({ url: live().url(name), ca: null }));
    await expect
      .poll(
        async () => {
          const statuses = await Promise.all(rpcs.map((rpc) => rpc.status()));
          return new Set(statuses.map(({ height }) => height)).size;
        },
        { timeout: 120_000 },
      )
      .toBe(1);
  });

  test('a transaction that a proposer forges stands in no block', async () => {
    const stranger = new TestLog(77).grow(3);
    const forged = stranger.transaction(0);
    let proposed = 0;
    const end = await live().startWith('dunlin', (honest) => (request) => {
      const response = honest(request);
      if (response.method !== 'prepare') return response;
      proposed += 1;
      return { method: 'prepare', transactions: [...response.transactions, forged] };
    });
    await live().register(logSigner('forger').key.text);
    const one = new TestDesk('forger', [await live().connector()]);
    for (let i = 0; i < 40 && proposed < 2; i++) {
      one.seal(`document ${i}`);
      await one.anchored();
    }
    await end();
    await live().start('dunlin');
    expect(proposed).toBeGreaterThan(0);
    const rpc = new Rpc({ url: live().url('aster'), ca: null });
    const { height } = await rpc.status();
    const wanted = toHex(nobleCrypto.sha256(forged));
    for (let at = 1; at <= height; at++)
      for (const bytes of await rpc.block(at)) expect(toHex(nobleCrypto.sha256(bytes))).not.toBe(wanted);
  });
});
