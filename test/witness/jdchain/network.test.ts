/** Witnesses beside the four members of a network: one anchor that is proven, and members that lag, lie, are away or forked. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jdchainAnchor } from '../../../core/anchors/jdchain/evidence.ts';
import { jdchainVerifier } from '../../../core/anchors/jdchain/index.ts';
import { contradiction, observationText, parseObservation } from '../../../core/anchors/jdchain/observation.ts';
import { formSubject } from '../../../core/anchors/kind.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { parseNote } from '../../../core/formats/note.ts';
import { type ObserveRequest, statedLine } from '../../../core/node/jdchain/witness-protocol.ts';
import { ownPeer } from '../../../core/node/witness/jdchain/observing.ts';
import type { Reply } from '../../../core/node/witness/reply.ts';
import { jdChain, MEMBERS, WITNESSES } from '../../anchor/jdchain/support/ledger.ts';
import { FakeJdNetwork, type FakePeer, type FakeSetting } from '../../fakes/jdchain/network.ts';
import { TestLog } from '../../member/support/consortium.ts';
import { scratch } from '../../node/support/cli.ts';
import { Member, said } from './support/member.ts';
import { type Gathered, nodeAt, overwrite, register, write } from './support/on-network.ts';
import { bodyOf, noteOf } from './support/own-node.ts';

const root = scratch('member-witness-network-');
const ALL = [0, 1, 2, 3] as const;

let network: FakeJdNetwork;
let log: TestLog;
beforeEach(() => {
  log = new TestLog(220).grow(3);
});
afterEach(() => network.stop());

async function started(setting: FakeSetting = {}, digits = 700): Promise<void> {
  network = await FakeJdNetwork.start(setting);
  await register(network, digits);
}

const peer = (i: number): FakePeer => {
  const found = network.peers[i];
  if (!found) throw new Error(`no member ${i}`);
  return found;
};

/** What the witness of a member answers; its memory is new. */
function ask(i: number, asked: ObserveRequest): Promise<Reply> {
  const signer = WITNESSES[i];
  const member = new Member(mkdtempSync(join(root, 'm-')), signer).accept(log);
  return member.witnessOf(ownPeer(nodeAt(peer(i).url, network)), network.ledger).observe(bodyOf(asked), '127.0.0.1');
}
const answers = async (asked: ObserveRequest) => Promise.all(ALL.map(async (i) => said(await ask(i, asked))));

/** The anchor of what these members state, judged by a bundle that needs three of them. */
async function judged(asked: ObserveRequest, gathered: Gathered, members: readonly number[]) {
  const replies = await Promise.all(members.map((i) => ask(i, asked)));
  const [first] = replies;
  if (!first) throw new Error('nobody was asked');
  const { text } = parseNote(first.body);
  const keys = members.flatMap((i) => WITNESSES[i]?.key ?? []);
  const signatures = replies.map(({ body }, i) => {
    const key = keys[i];
    if (!key) throw new Error('no key');
    return statedLine(body, text, key, nobleCrypto);
  });
  const anchor = jdchainAnchor({ ...gathered, note: { text, signatures }, keys });
  const subject = formSubject(log.checkpoint(), noteOf(log));
  expect(jdchainVerifier.check(anchor, subject, nobleCrypto)).toMatchObject({ state: 'passed' });
  return jdchainVerifier.judge(anchor, subject, jdChain(MEMBERS, network.ledger), { controller: 'x' }, nobleCrypto);
}

describe.each(['SHA256', 'SM3'] as const)('four members of a ledger with %s', (hash) => {
  it('state what makes an anchor that is proven, offline, under a bundle that needs three', async () => {
    await started({ hash });
    const { asked, gathered } = await write(network, log);
    const { met, quorum, detail } = await judged(asked, gathered, ALL);
    expect({ met, quorum }).toEqual({ met: true, quorum: { have: 4, need: 3, all: 4 } });
    expect(detail).toContain('4 of 4 members state that they saw it committed on their own node');
  });
});

describe('a member', () => {
  it('that lags behind states it once it has the block; nobody asks the gateway', async () => {
    await started();
    const { asked } = await write(network, log);
    peer(2).behind = 1;
    network.asked.length = 0;
    expect(await answers(asked)).toEqual(['200', '200', 'not-seen', '200']);
    peer(2).behind = 0;
    expect(await answers(asked)).toEqual(['200', '200', '200', '200']);
    expect(network.asked.filter((one) => one.startsWith('gateway'))).toEqual([]);
  });

  it('that is away does not keep the others from an anchor', async () => {
    await started();
    const { asked, gathered } = await write(network, log);
    peer(1).isDown = true;
    expect(await answers(asked)).toEqual(['200', 'peer-away', '200', '200']);
    expect(await judged(asked, gathered, [0, 2, 3])).toMatchObject({ met: true, quorum: { have: 3, need: 3, all: 4 } });
    expect(await judged(asked, gathered, [0, 3])).toMatchObject({ met: false, quorum: { have: 2, need: 3, all: 4 } });
  });

  type Shown = Readonly<Record<string, unknown>>;
  it.each<readonly [string, RegExp, (data: Shown) => unknown, string]>([
    ['the time of a block', /\/blocks\/height\/[1-9]\d*$/, (data) => ({ ...data, timestamp: 1 }), 'peer-wrong'],
    [
      'the hash of a block',
      /\/blocks\/height\/[1-9]\d*$/,
      (data) => ({ ...data, hash: data.previousHash }),
      'peer-wrong',
    ],
    [
      'the content of a transaction',
      /\/txs\/hash\//,
      (data) => JSON.parse(JSON.stringify(data).replace(/"timestamp":\d+/, '"timestamp":1')),
      'peer-wrong',
    ],
    [
      'how it ended',
      /\/txs\/hash\//,
      (data) => JSON.parse(JSON.stringify(data).replace('"SUCCESS"', '"DATA_VERSION_CONFLICT"')),
      'not-success DATA_VERSION_CONFLICT',
    ],
    ['an entry', /\/entries/, (data) => [{ ...(data as unknown as Shown[])[0], value: 'another' }], 'other-entry'],
    [
      'who may write',
      /\/accounts\/address\//,
      (data) => ({ ...data, permission: { ...(data.permission as Shown), modeBits: '-rwxrwxrwx' } }),
      'open-account',
    ],
  ])('that lies about %s states nothing', async (_, path, lie, expected) => {
    await started();
    const { asked } = await write(network, log);
    peer(3).lie = (asked, data) => (path.test(asked) ? lie(data as Shown) : data);
    expect(await answers(asked)).toEqual(['200', '200', '200', expected]);
  });

  it('on the other side of a fork refuses the block that the others have, and its own shows the fork', async () => {
    await started();
    network.fork('court');
    const { asked, gathered } = await write(network, log, 1);
    const [own, ...others] = await answers(asked);
    expect(own).toMatch(/^ledger-fork j5/);
    expect(others).toEqual(['200', '200', '200']);
    expect(await judged(asked, gathered, [1, 2, 3])).toMatchObject({ met: true, quorum: { have: 3, need: 3, all: 4 } });
    const block = (await nodeAt(peer(0).url, network).block(asked.height))?.hash;
    if (!block) throw new Error('no block');
    const seen = [await ask(0, { ...asked, block }), await ask(1, asked)].map(({ body }) => parseNote(body).text);
    const [here, there] = seen.map(parseObservation);
    if (!here || !there) throw new Error('nothing was stated');
    expect(contradiction(here, there)).toBe('ledger');
    expect(observationText(here)).not.toBe(observationText(there));
  });
});

describe('nobody states', () => {
  it('an entry in an account that all can write to', async () => {
    await started({}, 777);
    const { asked } = await write(network, log);
    expect(await answers(asked)).toEqual(ALL.map(() => 'open-account'));
  });

  it('an entry that was written again', async () => {
    await started();
    const { asked } = await write(network, log);
    await overwrite(network, log);
    expect(await answers(asked)).toEqual(ALL.map(() => 'other-entry'));
  });

  it('a transaction that is in no block, or in another one', async () => {
    await started();
    const { asked } = await write(network, log);
    const elsewhere = { ...asked, transaction: network.ledger };
    expect(await answers(elsewhere)).toEqual(ALL.map(() => 'not-seen'));
    expect(await answers({ ...asked, height: asked.height - 1 })).toEqual(
      ALL.map(() => expect.stringMatching(/^ledger-fork/)),
    );
  });

  it('anything on a ledger with data structure KV', async () => {
    network = await FakeJdNetwork.start({ structure: 'KV' });
    const { asked } = new Member(root).node.commit(log, { ledger: network.ledger });
    expect(await answers(asked)).toEqual(ALL.map(() => 'ledger-structure'));
  });
});
