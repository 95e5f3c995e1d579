/** Intakes that wait for each other, and for the clock: none is lost, whatever happens in between. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Intakes } from '../../core/node/desk/intakes.ts';
import { scratch } from './support/cli.ts';

const listFile = join(scratch('intakes-'), 'intake.json');
const left = (name: string) => ({ paths: [`/${name}`], again: false, started: '2026-11-21T08:00:00.000Z' });

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
