/** Members that are behind after a restart, or lie: what a desk makes of their answers, and what it tells the clerk. */
import { afterEach, describe, expect, test } from 'vitest';
import { decodeTransaction } from '../../core/anchors/cometbft/transaction.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import type { CodeName } from '../../core/node/cometbft/codes.ts';
import { findBase } from '../../core/node/connectors/cometbft/base.ts';
import { Members } from '../../core/node/connectors/cometbft/members.ts';
import { sendTransaction } from '../../core/node/connectors/cometbft/send.ts';
import type { AnchorJob } from '../../core/ports.ts';
import { requestOf } from '../contracts/chain-connector.contract.ts';
import { TestLog } from '../member/support/consortium.ts';
import { type Belief, fakeNode, type Node } from './support/node.ts';

const log = new TestLog(90).grow(6);
const other = log.branch(90, 2).grow(6, 'other');
const nodes: Node[] = [];
afterEach(async () => {
  await Promise.all(nodes.splice(0).map((node) => node.end()));
});

async function membersOf(...beliefs: readonly Belief[]): Promise<Members> {
  const started = await Promise.all(beliefs.map(fakeNode));
  nodes.push(...started);
  const endpoints = started.map(({ url }, i) => ({ organisation: `Member ${i}`, url, ca: null }));
  // longer than a test may take: nothing here waits for a silent member
  return new Members(endpoints, 120_000);
}

const at = (size: number, of = log): Belief => ({ latest: of.checkpoint(size) });
const UNKNOWN: Belief = { latest: null };
const SILENT: Belief = {};
const refused = (reason: CodeName) => ({ code: 'anchor-refused', details: { reason } });

describe('where the next transaction starts', () => {
  const base = (members: Members, confirmed = 0) =>
    findBase(members, { request: requestOf(log), confirmed, crypto: nobleCrypto });

  test.each<[string, readonly Belief[], number]>([
    ['all agree', [at(4), at(4), at(4), at(4)], 4],
    ['one is behind', [at(1), at(4), at(4), at(4)], 4],
    ['one has not heard of the registration', [UNKNOWN, at(0), at(0), at(0)], 0],
    ['one is behind, one is down', [UNKNOWN, SILENT, at(4), at(4)], 4],
    ['one lies about the start', [at(0), at(4), at(4), SILENT], 4],
    ['one claims a checkpoint that it kept to itself', [at(5), at(4), at(4), at(4)], 4],
    ['one says that the desk forked', [at(4, other), at(4), at(4), at(4)], 4],
    ['only one answers', [at(4), SILENT, SILENT, SILENT], 4],
  ])('%s', async (_, beliefs, size) => {
    expect(await base(await membersOf(...beliefs))).toBe(size);
  });

  test('who says less than what is known to be accepted is behind, however many they are', async () => {
    expect(await base(await membersOf(at(1), at(1), { ...at(4), slow: 150 }, SILENT), 4)).toBe(4);
    const behind = base(await membersOf(at(1), at(1)), 4);
    await expect(behind).rejects.toMatchObject({ code: 'anchor-unavailable' });
  });

  test.each<[string, readonly Belief[], CodeName]>([
    ['nobody registered it', [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN], 'unknown-log'],
    ['it is an old copy', [at(6, new TestLog(90).grow(9)), at(8, new TestLog(90).grow(9)), SILENT, SILENT], 'behind'],
    ['it forked, though one member is still behind', [at(2), at(4, other), at(4, other), at(4, other)], 'fork'],
    ['the only member of the file says so', [UNKNOWN], 'unknown-log'],
  ])('a refusal is told when enough say the same: %s', async (_, beliefs, reason) => {
    const short = new TestLog(90).grow(reason === 'behind' ? 5 : 6);
    const members = await membersOf(...beliefs);
    const found = findBase(members, { request: requestOf(short), confirmed: 0, crypto: nobleCrypto });
    await expect(found).rejects.toMatchObject(refused(reason));
  });

  test.each<[string, readonly Belief[]]>([
    ['unknown', [UNKNOWN, SILENT, SILENT, SILENT]],
    ['forked', [at(4, other), SILENT, SILENT, SILENT]],
    ['forked and unknown', [at(4, other), UNKNOWN, SILENT, SILENT]],
  ])('one member alone is not believed: %s', async (_, beliefs) => {
    await expect(base(await membersOf(...beliefs))).rejects.toMatchObject({ code: 'anchor-unavailable' });
  });

  test('a slow member holds nothing up', async () => {
    const never = { ...at(4), slow: Number.POSITIVE_INFINITY };
    expect(await base(await membersOf(never, at(4), at(4), never))).toBe(4);
  });
});

describe('sending', () => {
  const payload = log.transaction(4);
  const job = (attempts: number): AnchorJob => ({
    connector: 'cometbft:test-1',
    size: 6,
    payload,
    reference: '00',
    state: 'submitted',
    attempts,
    receipt: null,
  });
  const says = (...checks: readonly (CodeName | null)[]) =>
    membersOf(...checks.map((check) => (check === null ? SILENT : { check })));
  const outcome = async (members: Members, attempts: number) =>
    sendTransaction(members, job(attempts)).then(
      () => 'taken',
      (error) => error.details.reason ?? error.code,
    );

  test.each<[readonly (CodeName | null)[], string]>([
    [['ok', 'ok', 'ok', 'ok'], 'taken'],
    [['unknown-log', 'ok', 'ok', 'ok'], 'taken'],
    [['base-moved', 'fork', 'known', null], 'taken'],
    [['unknown-log', null, null, null], 'anchor-unavailable'],
    [['fork', 'unknown-log', null, null], 'anchor-unavailable'],
    [['unknown-log', 'base-moved', null, null], 'anchor-stale'],
    [['fork', 'fork', 'unknown-log', null], 'fork'],
    [['retired-log', 'retired-log', 'retired-log', 'retired-log'], 'retired-log'],
  ])('%j at first: %s', async (checks, expected) => {
    expect(await outcome(await says(...checks), 1)).toBe(expected);
  });

  test('goes to one member first, and to all when that led to nothing', async () => {
    const members = await says('ok', 'ok', 'ok', 'ok');
    await sendTransaction(members, job(1));
    expect(nodes.map((node) => node.sent()).sort()).toEqual([0, 0, 0, 1]);
    await sendTransaction(members, job(2));
    expect(nodes.map((node) => node.sent()).sort()).toEqual([1, 1, 1, 2]);
  });

  test('one that takes everything does not hide that the base moved, or a refusal', async () => {
    expect(await outcome(await says('ok', 'base-moved', 'base-moved', 'base-moved'), 2)).toBe('anchor-stale');
    expect(await outcome(await says('ok', 'fork', 'fork', 'fork'), 2)).toBe('fork');
    expect(await outcome(await says('ok', 'unknown-log', null, null), 2)).toBe('taken');
  });

  test('what is sent is the checkpoint with its proof', () => {
    expect(decodeTransaction(payload)).toMatchObject({ kind: 'checkpoint', base: 4 });
  });
});
