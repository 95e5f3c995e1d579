/** Four real members: from a sealed record to `proven`, with members down, and with a desk that forked. */
import { expect, test } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import type { NotaryError } from '../../core/errors.ts';
import { utf8 } from '../../core/formats/bytes.ts';
import { CODES } from '../../core/node/cometbft/codes.ts';
import { Rpc } from '../../core/node/cometbft/rpc.ts';
import { askLatest } from '../../core/node/connectors/cometbft/application-answers.ts';
import { CometbftConnector } from '../../core/node/connectors/cometbft/connector.ts';
import { asMember } from '../../core/node/member/folder.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { waitForHeight } from '../../scripts/consortium/commands.ts';
import { logSigner } from '../core/support/keys.ts';
import { TestLog } from '../member/support/consortium.ts';
import { TestDesk } from './support/desk.ts';
import { describeLive } from './support/live.ts';

await describeLive('a live consortium', (live) => {
  async function desk(word: string): Promise<TestDesk> {
    await live().register(logSigner(word).key.text);
    return new TestDesk(word, [await live().connector()]);
  }

  /** Waits until so many epochs are closed and named with their history. */
  async function closed(count: number): Promise<void> {
    await expect
      .poll(
        async () => (await live().describe()).epochs.filter((epoch) => (epoch as { history: unknown }).history).length,
        { timeout: 120_000 },
      )
      .toBe(count);
  }

  /** The first answer that comes without an error. */
  async function eventually<T>(work: () => Promise<T>, seconds = 120): Promise<T> {
    const until = Date.now() + seconds * 1000;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (Date.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }

  /** How often the members accepted something of a log: by the chain's own count. */
  const historySize = async () => (await live().describe()).history;

  test('seal → anchored → proven for a stranger with the bundle, self-attested without accepting the demo', async () => {
    const one = await desk('live-1');
    const sealed = one.seal('contract');
    await one.anchored();
    const { trust } = await live().file();
    const report = one.verify(sealed, trust);
    expect(report.verdict).toBe('proven');
    // a vote that comes late is missing from the block
    const have = report.quorum?.have ?? 0;
    expect(report.quorum?.need).toBe(3);
    expect(have).toBeGreaterThanOrEqual(3);
    const names = report.signers.filter(({ role }) => role === 'member').map(({ name }) => name);
    expect(new Set(names).size).toBe(have);
    const members = ['Aster Bank', 'Bering Logistics', 'Cedar Notary Office', 'Dunlin Audit'];
    expect(members).toEqual(expect.arrayContaining(names));
    expect(Math.abs(Date.parse(report.provenTime ?? '') - Date.now())).toBeLessThan(300_000);
    expect(one.verify(sealed, trust, false).verdict).toBe('self-attested');
  });

  test('batch after batch, at most one transaction each', async () => {
    const one = await desk('live-2');
    const before = await historySize();
    for (let i = 0; i < 3; i++) {
      one.seal(`document ${i}`);
      await one.anchored();
    }
    expect(await historySize()).toBe(before + 3);
  });

  test('one member down: it still anchors, and three are named', async () => {
    const one = await desk('live-3');
    await live().stop('dunlin', 'SIGKILL');
    const sealed = one.seal('contract');
    await one.anchored();
    const report = one.verify(sealed, (await live().file()).trust);
    await live().start('dunlin');
    expect(report.verdict).toBe('proven');
    expect(report.quorum).toMatchObject({ have: 3, need: 3 });
    expect(report.signers.filter(({ role }) => role === 'member')).toHaveLength(3);
  });

  test('two down: pending, then anchored exactly once', async () => {
    const one = await desk('live-4');
    const { trust } = await live().file();
    const before = await historySize();
    await Promise.all(['cedar', 'dunlin'].map((name) => live().stop(name)));
    const sealed = one.seal('contract');
    try {
      for (let i = 0; i < 2; i++) await one.notary.anchorPending();
      expect(one.store.latestCheckpoint()?.anchored).toBe(false);
      expect(one.verify(sealed, trust).verdict).toBe('pending');
    } finally {
      await Promise.all(['cedar', 'dunlin'].map((name) => live().start(name)));
    }
    await one.anchored();
    expect(one.verify(sealed, trust).verdict).toBe('proven');
    expect(await historySize()).toBe(before + 1);
  });

  test('a rolled-back or forked log is refused, in plain words, and a fork is seen by everybody', async () => {
    const log = new TestLog(201).grow(3);
    await live().register(log.vkey);
    const rpc = new Rpc({ url: live().url('aster'), ca: null });
    const connector = await live().connector();
    const requestOf = (one: TestLog) => ({
      checkpoint: one.checkpoint(),
      note: {
        text: one.signed().text,
        signatures: [{ name: one.origin, id: '00000000', signature: one.signed().signature }],
      },
      consistency: (from: number) => one.proof(from),
    });
    const request = requestOf(log);
    const job = {
      connector: connector.name,
      size: 3,
      state: 'prepared' as const,
      attempts: 0,
      receipt: null,
      ...(await connector.prepare(request)),
    };
    await connector.submit(job);
    expect(await connector.confirm(job)).toEqual({ state: 'final' });

    const rolledBack = new TestLog(201).grow(2);
    await expect(connector.prepare(requestOf(rolledBack))).rejects.toMatchObject({
      code: 'anchor-refused',
      details: { reason: 'behind' },
    });
    const forked = log.branch(201, 2).grow(4, 'other');
    await expect(connector.prepare(requestOf(forked))).rejects.toMatchObject({
      code: 'anchor-refused',
      details: { reason: 'fork' },
    });

    expect((await rpc.broadcast(forked.transaction(3))).code).toBe(CODES.fork);
    await expect.poll(async () => (await rpc.query('/fork', utf8(log.origin))).code, { timeout: 120_000 }).toBe(0);
    expect((await askLatest(rpc, log.origin))?.root).toEqual(log.checkpoint().root);
  });

  test('a desk that nobody registered is told so', async () => {
    const one = new TestDesk('stranger', [await live().connector()]);
    one.seal('contract');
    const [settled] = await one.notary.anchorPending();
    expect(settled?.error).toMatchObject({
      code: 'anchor-refused',
      details: { reason: 'unknown-log' },
    } satisfies Partial<NotaryError>);
  });

  test('a member is added and one removed: old certificates by their epoch, new ones by theirs', async () => {
    const one = await desk('live-5');
    const first = one.seal('before');
    await one.anchored();
    const before = await live().file();
    expect(one.verify(first, before.trust).verdict).toBe('proven');
    const joining = await live().join('elm', 'Elm Insurance');
    await waitForHeight(live().dir, (await live().describe()).height, 5);
    await live().decide({ do: 'add-member', member: asMember(joining) });
    await closed(1);
    const five = new TestDesk('live-5', [await live().connector()], one.store);
    const middle = five.seal('between');
    await five.anchored();
    const between = five.verify(middle, (await live().file()).trust);
    expect(between.verdict).toBe('proven');
    expect(between.quorum).toMatchObject({ need: 4 });
    expect(between.quorum?.have).toBeGreaterThanOrEqual(4);
    await live().decide({ do: 'remove-member', organisation: 'Dunlin Audit' });
    await closed(2);
    const after = await live().file();
    expect(after.trust.chains[0]?.epochs).toHaveLength(3);

    const connector = new CometbftConnector({ file: after, crypto: nodeCrypto });
    const later = new TestDesk('live-5', [connector], one.store);
    expect(later.verify(first, before.trust).verdict).toBe('proven');
    expect(later.verify(first, after.trust).verdict).toBe('self-attested');

    const stored = one.store.checkpointFor(0);
    if (!stored) throw new Error('nothing is sealed');
    // the block after the epoch's last one may take a moment
    await eventually(async () => {
      const [error] = await later.notary.renew([first.id]);
      if (error) throw error;
    });
    const again = one.store.checkpointFor(0);
    expect(again?.anchors).toEqual(stored.anchors);
    const renewed = again?.renewals[0]?.anchor;
    if (!renewed) throw new Error('nothing was renewed');
    expect(later.verify(first, after.trust).verdict).toBe('proven');
    expect(await later.notary.renew([first.id])).toEqual([]);
    expect(one.store.checkpointFor(0)?.renewals).toHaveLength(1);
    const { cometbftVerifier } = await import('../../core/anchors/cometbft/index.ts');
    const chain = after.trust.chains[0];
    const subject = { checkpoint: stored.checkpoint, noteText: stored.note.text };
    expect(cometbftVerifier.check(renewed, subject, nobleCrypto).state).toBe('passed');
    const judged = chain && cometbftVerifier.judge(renewed, subject, chain, { controller: '' }, nobleCrypto);
    expect(judged).toMatchObject({ met: true, quorum: { need: 3 } });

    const second = later.seal('after');
    await later.anchored();
    const report = later.verify(second, after.trust);
    expect(report.verdict).toBe('proven');
    expect(report.quorum).toMatchObject({ need: 3 });
    const names = report.signers.map(({ name }) => name);
    expect(names).not.toContain('Dunlin Audit');
    expect(later.verify(second, before.trust).verdict).not.toBe('proven');
  });
});
