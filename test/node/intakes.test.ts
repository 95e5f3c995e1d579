/** Intakes that wait for each other, and for the clock: none is lost, whatever happens in between. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Intakes } from '../../core/node/desk/intakes.ts';
import type { Found } from '../../core/node/doctor/pool.ts';
import type { HashPool } from '../../core/node/hashing/hash-pool.ts';
import { scratch } from './support/cli.ts';

const listFile = join(scratch('intakes-'), 'intake.json');
const left = (name: string) => ({ paths: [`/${name}`], again: false, started: '2026-11-21T08:00:00.000Z' });

type Run = Parameters<HashPool['run']>[0];

/** An intake of files that the test names one by one, and looks into when it calls the answers, in their order. */
function makeReading() {
  const answers: (() => void)[] = [];
  let [run, end, found]: [Run | null, () => void, number] = [null, () => {}, 0];
  const pool = (wish: Run) => {
    run = wish;
    return new Promise<void>((resolve) => {
      end = resolve;
    });
  };
  const nothing: Found = { parts: null, readings: [], unread: null, inside: null, seen: [], unseen: [], missing: null };
  const lookInto = (files: readonly unknown[]) =>
    new Promise<readonly Found[]>((resolve) => {
      answers.push(() => resolve(files.map(() => nothing)));
    });
  const add = (files: readonly unknown[]) =>
    files.map(() => ({ record: { id: `r${found}`, state: 'recorded', disclosures: [] }, existing: false }));
  const intakes = new Intakes({
    pool: { run: pool } as never,
    doctor: { lookInto } as never,
    notary: { add, complete: (all: readonly unknown[]) => all.map(() => []) } as never,
    wantsParts: () => false,
    recordOf: () => null,
    now: () => Date.now(),
    isHeld: () => false,
    onProgress: () => {},
    onItems: () => {},
    onResumed: () => {},
    listFile: null,
  });
  /** A file whose record is made within the next second. */
  function hashed() {
    const index = found++;
    const digest = { sha256: `${index}`, sm3: '', size: 1, readable: true, kind: null, pages: null, warnings: [] };
    run?.onFound([{ path: `/${index}`, size: 1 }] as never, index);
    run?.onHashed([{ index, digest }] as never);
  }
  return { intakes, answers, hashed, end: () => end() };
}

function make({ isHeld = () => false, work = async () => {} }: { isHeld?(): boolean; work?(): Promise<void> } = {}) {
  const ran: string[] = [];
  const resumed: Promise<unknown>[] = [];
  const intakes = new Intakes({
    pool: {
      run: async ({ roots }: { roots: readonly string[] }) => {
        ran.push(...roots.map(String));
        await work();
      },
    } as never,
    doctor: {} as never,
    notary: {} as never,
    wantsParts: () => false,
    recordOf: () => null,
    now: () => Date.now(),
    isHeld,
    onProgress: () => {},
    onItems: () => {},
    onResumed: (done) => void resumed.push(done),
    listFile,
  });
  return { intakes, ran, resumed };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('what was cut off is taken in within a minute after the clock was put right', async () => {
  writeFileSync(listFile, JSON.stringify(left('lost')));
  let held = true;
  const { intakes, ran } = make({ isHeld: () => held });
  intakes.resume();
  await vi.advanceTimersByTimeAsync(300_000);
  expect(ran).toEqual([]);
  held = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ran).toEqual(['/lost']);
  expect(existsSync(listFile)).toBe(false);
  await intakes.stop();
});

it('a home that cannot be read for a while is looked at again', async () => {
  writeFileSync(listFile, JSON.stringify(left('lost')));
  let looked = 0;
  const isHeld = () => {
    looked += 1;
    if (looked === 2) throw new Error('disk I/O error');
    return looked < 4;
  };
  const { intakes, ran } = make({ isHeld });
  intakes.resume();
  await vi.advanceTimersByTimeAsync(180_000);
  expect([looked, ran]).toEqual([4, ['/lost']]);
  await intakes.stop();
});

it('sealing waits for files that are recorded while it waits', async () => {
  const { intakes, answers, hashed, end } = makeReading();
  const { done } = intakes.start({ paths: ['/files'], again: false });
  await vi.advanceTimersByTimeAsync(0);
  hashed();
  await vi.advanceTimersByTimeAsync(1000);
  const read: string[] = [];
  const waited = (async () => {
    while (intakes.isReading) await intakes.contentsRead();
    read.push('all');
  })();
  hashed();
  await vi.advanceTimersByTimeAsync(1000);
  answers[0]?.();
  await vi.advanceTimersByTimeAsync(1000);
  expect([answers.length, read]).toEqual([2, []]);
  answers[1]?.();
  await waited;
  expect(read).toEqual(['all']);
  end();
  await done;
});

it('a new intake never overwrites one that was cut off, nor one that still waits', async () => {
  writeFileSync(listFile, JSON.stringify(left('lost')));
  const first = make({ work: () => new Promise((resolve) => setTimeout(resolve, 1000)) });
  first.intakes.start({ paths: ['/second'], again: false });
  first.intakes.start({ paths: ['/third'], again: false });
  await vi.advanceTimersByTimeAsync(10);
  expect([first.ran, first.resumed.length]).toEqual([['/lost'], 1]);
  const stopped = first.intakes.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  await stopped;
  const kept = JSON.parse(readFileSync(listFile, 'utf8')) as ReturnType<typeof left>[];
  expect(kept.map(({ paths }) => paths)).toEqual([['/lost'], ['/second'], ['/third']]);

  const next = make();
  next.intakes.resume();
  await Promise.all(next.resumed);
  expect(next.ran).toEqual(['/lost', '/second', '/third']);
  expect(existsSync(listFile)).toBe(false);
});
