// The home of a desk of 0.1.0 with chains: what was confirmed stays, what waits goes on, and the members take it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { encodeTransaction } from '../../core/anchors/cometbft/transaction.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { consistencyProof } from '../../core/log/log.ts';
import type { Desk } from '../../core/node/desk/desk.ts';
import { verifyFiles } from '../../core/node/verify/verify-files.ts';
import { EVERYTHING } from '../node/support/query.ts';
import { extendsOld, LATER, openCopy, readingStore, shown, told } from './support/homes.ts';
import { expectIssued, failed } from './support/issued.ts';
import { blocks, execute, openMember, replay, STATE_HEIGHT } from './support/member.ts';
import { bundles, copied, vector } from './support/vectors.ts';

const work = mkdtempSync(join(tmpdir(), 'golden-chain-'));
const home = copied(work, 'homes', 'chain');
const { status, show, chains, shares } = told('chain');
const ids = new Map(show.map(({ seq, id }) => [seq, id]));
const id = (seq: number) => ids.get(seq) ?? '';

let desk: Desk;
beforeAll(async () => {
  // a log goes on in time too, whatever the clock of this machine says
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(LATER) });
  desk = await openCopy(home);
});
afterAll(async () => {
  await desk?.close();
  vi.useRealTimers();
  rmSync(work, { recursive: true, force: true });
});

test('tells of every record what it told, its confirmations included', () => {
  expect(desk.records(EVERYTHING).total).toBe(show.length);
  for (const one of show) expect(shown(desk, one.id)).toMatchObject(one);
  expect(show.map(({ confirmations }) => confirmations.length)).toEqual([0, 0, 1, 1, 1, 1, 0]);
});

test('knows its chains, which of them it waits for, and what each confirmed last', () => {
  const { holder, settings, origin, counts, checkpoint } = status;
  expect(desk.status()).toMatchObject({ holder, settings, origin, counts, checkpoint });
  // why a chain is not reached is news of today
  const then = chains.chains.map(({ problem, ...chain }) => chain);
  expect(desk.chains.list()).toMatchObject(then);
  expect(then.map(({ name, required, last }) => [name, required, last !== null])).toEqual([
    ['notary-golden-1', true, true],
    ['harbour-optional-1', false, false],
  ]);
  expect([...desk.certificates.sending.all()]).toMatchObject(shares.sent);
});

test.each([
  ['chain-witness-only', 1],
  ['chain-three-votes-renewed', 3],
  ['chain-final-after-provisional', 4],
  ['chain-after-change', 5],
])('makes the certificate "%s" again, byte for byte', async (name, seq) => {
  const { certificates } = await desk.certificates.certify([id(seq)], ['holderId'], join(work, name));
  expectIssued(readFileSync(certificates[0]?.path ?? ''), name);
});

test('seals the next batch behind the one that waits, and says for whom it waits', async () => {
  expect(await desk.seal()).toEqual({ sealed: 1, damaged: [] });
  expect(desk.record(id(7)).state).toBe('sealed');
  expect(extendsOld(home, status.checkpoint)).toBe(true);
  const out = join(work, 'waiting');
  await desk.certificates.certify([id(7)], [], out);
  const files = [out, vector('documents', 'chain-waiting.txt')];
  const [pair] = await verifyFiles(files, { trust: bundles(vector('trust', 'chain-changed.trust.json')) });
  expect(pair?.report).toMatchObject({ verdict: 'pending', pending: { chain: 'notary-golden-1' } });
  expect(failed(pair?.report)).toEqual(['policy']);
});

test('the members of then take its next checkpoint: one transaction for all that waited', () => {
  const { app, close } = openMember(join(copied(work, 'member', 'application'), 'state.db'));
  try {
    replay(
      app,
      blocks.filter(({ height }) => height > STATE_HEIGHT),
    );
    const base = desk.chains.list()[0]?.last?.size ?? 0;
    const transaction = readingStore(home, (store) => {
      const newest = store.latestCheckpoint();
      const [line] = newest?.note.signatures ?? [];
      if (!newest || !line) throw new Error('nothing is sealed');
      const { text } = newest.note;
      const proof = consistencyProof(base, newest.checkpoint.size, store.readNode, nobleCrypto);
      return encodeTransaction({ kind: 'checkpoint', signed: { text, signature: line.signature }, base, proof });
    });
    expect(execute(app, app.standing.height + 1, [transaction])).toMatchObject({ accept: true, codes: [0] });
  } finally {
    close();
  }
});
