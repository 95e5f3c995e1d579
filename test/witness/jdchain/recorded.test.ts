/** A member's witness beside nodes that answer as real ones did: the fork of a network of four, a KV ledger, wrong hashes. */
import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fromBase58 } from '../../../core/anchors/jdchain/base58.ts';
import { JdNode } from '../../../core/node/jdchain/client.ts';
import type { ObserveRequest } from '../../../core/node/jdchain/witness-protocol.ts';
import { ownPeer } from '../../../core/node/witness/jdchain/observing.ts';
import { recorded } from '../../anchor/jdchain/support/vectors.ts';
import { TestLog } from '../../member/support/consortium.ts';
import { scratch } from '../../node/support/cli.ts';
import { Member, said } from './support/member.ts';
import { bodyOf } from './support/own-node.ts';
import { RecordedPeer } from './support/recorded-peer.ts';

const root = scratch('member-witness-recorded-');
const FORK = ['net1-fork', 'net1-default'];
const HEIGHT = 63;
const { ledger } = recorded('net1-fork');
const blockPath = (of: string, height: number) => `/ledgers/${of}/blocks/height/${height}`;

/** Hash of a block as a recorded node answered it. */
function hashAt(network: string, node: string, height: number): string {
  const path = blockPath(recorded(network).ledger, height);
  const found = recorded(network).exchanges.find((one) => one.node === node && one.path === path);
  return (JSON.parse(found?.response?.text ?? '') as { data: { hash: string } }).data.hash;
}

const running: RecordedPeer[] = [];
afterEach(async () => {
  for (const peer of running.splice(0)) await peer.stop();
});

/** What a witness says that stands beside this node. */
async function beside(
  start: Promise<RecordedPeer>,
  of: string,
  changes: Partial<ObserveRequest>,
): Promise<{ readonly answer: string; readonly kept: readonly string[] }> {
  const peer = await start;
  running.push(peer);
  const log = new TestLog(230).grow(3);
  const folder = mkdtempSync(join(root, 'm-'));
  const member = new Member(folder).accept(log);
  const { asked } = member.node.commit(log, { ledger: fromBase58(of) });
  const patience = { question: 10_000, submission: 10_000, repetitions: [] };
  const node = new JdNode({ url: peer.url, ca: null, credentials: null }, fromBase58(of), patience);
  const witness = member.witnessOf(ownPeer(node), fromBase58(of));
  const answer = said(await witness.observe(bodyOf(asked, { height: HEIGHT, ...changes }), '127.0.0.1'));
  return { answer, kept: readdirSync(folder) };
}

describe('the recorded fork', () => {
  const [alone, others] = [hashAt('net1-fork', 'peer0', HEIGHT), hashAt('net1-fork', 'peer1', HEIGHT)];

  it.each([
    ['peer0', others, `ledger-fork ${alone}`],
    ['peer1', alone, `ledger-fork ${others}`],
    ['peer2', alone, `ledger-fork ${others}`],
    ['peer3', alone, `ledger-fork ${others}`],
    // on its own side there is no fork to see; what was asked for is not in these recordings
    ['peer0', alone, 'not-seen'],
    ['peer1', others, 'not-seen'],
  ])('is seen and refused beside %s when a desk names block %s', async (node, block, expected) => {
    expect(alone).not.toBe(others);
    expect(await beside(RecordedPeer.start(node, FORK), ledger, { block: fromBase58(block) })).toEqual({
      answer: expected,
      kept: [],
    });
  });

  it('a block beyond the newest one, for which a node answers with the newest, is not seen yet', async () => {
    const path = blockPath(ledger, HEIGHT);
    const text = recorded('net1-fork').exchanges.find((one) => one.node === 'peer1' && one.path === path)?.response
      ?.text;
    const beyond = { [blockPath(ledger, HEIGHT + 1)]: text ?? '' };
    const changes = { height: HEIGHT + 1, block: fromBase58(others) };
    expect((await beside(RecordedPeer.start('peer1', FORK, beyond), ledger, changes)).answer).toBe('not-seen');
  });

  it('a block whose content was changed is not believed, whatever hash it says it has', async () => {
    const path = blockPath(ledger, HEIGHT);
    const text = recorded('net1-fork').exchanges.find((one) => one.node === 'peer1' && one.path === path)?.response
      ?.text;
    const lie = {
      [path]: (text ?? '').replace(/"timestamp":(\d)/, (_, digit) => `"timestamp":${(Number(digit) + 1) % 10}`),
    };
    expect(lie[path]).not.toBe(text);
    const changes = { block: fromBase58(others) };
    expect((await beside(RecordedPeer.start('peer1', FORK, lie), ledger, changes)).answer).toBe('peer-wrong');
  });
});

it('states nothing of a ledger with data structure KV', async () => {
  const { ledger: kv } = recorded('net2-sm2-sm3-kv');
  const changes = { block: fromBase58(kv), transaction: fromBase58(kv) };
  const { answer } = await beside(RecordedPeer.start('peer0', ['net2-sm2-sm3-kv']), kv, changes);
  expect(answer).toBe('ledger-structure');
});

it('says that its node is away when nobody answers, or something else does', async () => {
  const peer = await RecordedPeer.start('peer0', FORK);
  await peer.stop();
  const gone = { url: peer.url, stop: async () => {} } as RecordedPeer;
  expect((await beside(Promise.resolve(gone), ledger, {})).answer).toBe('peer-away');
  const other = { [`/ledgers/${ledger}/blocks/height/0/txs/additional-txs`]: '<html>' };
  expect((await beside(RecordedPeer.start('peer0', FORK, other), ledger, {})).answer).toBe('peer-wrong');
});
