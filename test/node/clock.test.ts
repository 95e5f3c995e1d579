/** A desk whose clock was set to another time: nothing is sealed by it, and the desk is not stuck for ever. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../core/node/cli/main.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import { Sealer } from '../../core/node/desk/sealer.ts';
import { DEFAULT_SETTINGS } from '../../core/node/desk/settings.ts';
import { SystemClock } from '../../core/node/system/clock.ts';
import type { ClockState } from '../../core/ports.ts';
import { scratch } from './support/cli.ts';

const dir = scratch('clock-');

interface Answer {
  readonly sealed?: number;
  readonly error?: { readonly code: string; readonly details: Readonly<Record<string, string | number>> };
  readonly checkpoint?: { readonly time: string };
  readonly timeline?: readonly { readonly kind: string; readonly time: string }[];
  readonly records?: readonly { readonly id: string }[];
}

/** A home and its command line, at the time that is set. */
function desk(name: string) {
  const home = join(dir, name);
  const call = async (...args: string[]): Promise<[number, Answer, string]> => {
    const [out, err]: [string[], string[]] = [[], []];
    const terminal = {
      out: (text: string) => void out.push(text),
      err: (text: string) => void err.push(text),
      showsProgress: false,
    };
    const code = await main([...args, '--home', home, '--json', '--lang', 'en'], terminal);
    return [code, JSON.parse(out.join('')) as Answer, err.join('')];
  };
  const file = (content: string) => {
    const path = join(dir, `${name}-${content}.txt`);
    writeFileSync(path, content);
    return path;
  };
  return { call, file, home };
}

const set = (time: string) => vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(time) });
/** What the system says of the clock; on the machine of a test it may say anything. */
const vouch = (state: ClockState) => void vi.spyOn(SystemClock.prototype, 'state').mockReturnValue(state);
beforeEach(() => vouch('unknown'));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('a clock that goes back by a month holds everything, says by how much, and goes on when it is right', async () => {
  const { call, file } = desk('back');
  set('2026-11-21T08:00:00Z');
  await call('init', '--holder', 'Sample');
  await call('add', file('a'));
  expect((await call('seal'))[0]).toBe(0);
  await call('add', file('b'));
  set('2026-10-21T08:00:00Z');
  const [code, { error }, words] = await call('seal');
  expect([code, error?.code, error?.details.by]).toEqual([30, 'clock-behind', 'log']);
  expect(words).toMatch(/31 days before.*existing records wait\..*Set the clock/);
  expect((await call('add', file('c')))[1].error?.code).toBe('clock-behind');
  expect((await call('status'))[1]).toMatchObject({ problem: { code: 'clock-behind' }, waiting: 1 });
  set('2026-11-21T09:00:00Z');
  const [done, answer] = await call('seal');
  expect([done, answer.sealed, answer.checkpoint?.time]).toEqual([0, 1, '2026-11-21T09:00:00.000Z']);
});

it('a clock that is far ahead holds everything', async () => {
  const { call, file } = desk('ahead');
  set('2026-11-21T08:00:00Z');
  await call('init', '--holder', 'Sample');
  await call('add', file('a'));
  await call('seal');
  await call('add', file('b'));
  set('2099-01-02T00:00:00Z');
  const [code, { error }] = await call('seal');
  expect([code, error?.code]).toEqual([30, 'clock-ahead']);
  set('2026-11-21T09:00:00Z');
  const [done, { sealed }] = await call('seal');
  expect([done, sealed]).toEqual([0, 1]);
});

describe('four months after the last work', () => {
  async function rested(name: string) {
    const one = desk(name);
    set('2026-11-21T08:00:00Z');
    await one.call('init', '--holder', 'Sample');
    await one.call('add', one.file('a'));
    await one.call('seal');
    set('2027-03-21T08:00:00Z');
    return one;
  }

  it('a desk whose clock the system vouches for goes on without a question', async () => {
    const { call, file } = await rested('rested-synchronised');
    vouch('synchronised');
    expect((await call('status'))[1]).toMatchObject({ problem: null });
    expect((await call('clock'))[0]).toBe(0);
    await call('add', file('b'));
    const [code, { checkpoint }] = await call('seal');
    expect([code, checkpoint?.time]).toEqual([0, '2027-03-21T08:00:00.000Z']);
  });

  it('one of whose clock nothing is known asks, and goes on once a person has said that it is right', async () => {
    const { call, file } = await rested('rested-unknown');
    const [code, { error }, words] = await call('add', file('b'));
    expect([code, error?.code, error?.details.by, error?.details.state]).toEqual([30, 'clock-ahead', 'log', 'unknown']);
    expect(words).toMatch(/120 days ago.*does not say.*synchronised.*clock accept/);
    expect((await call('status'))[1]).toMatchObject({ problem: { code: 'clock-ahead' } });
    expect((await call('clock', 'accept', '--reason', 'compared with the court’s'))[0]).toBe(0);
    await call('add', file('b'));
    expect((await call('seal'))[1]).toMatchObject({ sealed: 1, checkpoint: { time: '2027-03-21T08:00:00.000Z' } });
  });
});

it('a log that has the year 2099 goes on when a person says so, and never runs backwards', async () => {
  const { call, file } = desk('stuck');
  set('2099-01-02T00:00:00Z');
  await call('init', '--holder', 'Sample');
  expect((await call('add', file('a')))[1].error?.code).toBe('clock-ahead');
  expect((await call('clock', 'accept', '--reason', 'it said so'))[0]).toBe(0);
  await call('add', file('a'));
  expect((await call('seal'))[0]).toBe(0);
  set('2026-11-21T08:00:00Z');
  expect((await call('add', file('b')))[1].error?.code).toBe('clock-behind');
  expect((await call('clock'))[0]).toBe(30);
  expect((await call('clock', 'accept', '--reason', 'the battery was changed'))[0]).toBe(0);
  const [, { records }] = await call('add', file('b'));
  set('2026-11-21T08:10:00Z');
  const [code, sealed] = await call('seal');
  expect([code, sealed.checkpoint?.time]).toEqual([0, '2099-01-02T00:00:00.000Z']);
  const [, { timeline }] = await call('show', records?.[0]?.id ?? '');
  expect(timeline?.find(({ kind }) => kind === 'sealed')?.time).toBe('2099-01-02T00:00:00.000Z');
  set('2026-11-20T08:00:00Z');
  await call('add', file('c'));
  expect((await call('clock'))[0]).toBe(30);
});

it('nobody says that the clock is right without a reason', async () => {
  const { call } = desk('no-reason');
  set('2026-11-21T08:00:00Z');
  await call('init', '--holder', 'Sample');
  for (const reason of [[], ['--reason', ''], ['--reason', ' \t']]) {
    const [code, { error }, words] = await call('clock', 'accept', ...reason);
    expect([code, error?.code, error?.details.reason]).toEqual([70, 'bad-input', 'empty']);
    expect(words).toContain('“Reason” is missing.');
  }
});

describe('an intake that was cut off while the clock is wrong', () => {
  const query = { kind: null, from: null, to: null, sort: 'seq', descending: false, offset: 0, limit: 500 } as const;
  const names = (one: Desk) =>
    one.records({ ...query, search: '', states: [] }).rows.map(({ facts }) => facts.fileName ?? '');

  async function cutOff(name: string) {
    const { call, file, home } = desk(name);
    set('2026-11-21T08:00:00Z');
    await call('init', '--holder', 'Sample');
    await call('add', file('a'));
    await call('seal');
    set('2026-10-21T08:00:00Z');
    const lost = { paths: [file('lost')], again: false, started: '2026-11-21T08:00:00.000Z' };
    const listFile = join(home, 'intake.json');
    writeFileSync(listFile, JSON.stringify(lost));
    const opened = await Desk.open({ home, version: '9.9.9', oldRuntime: false, program: 'test', resident: true });
    return { opened, file, listFile };
  }

  it('goes on when a person has decided', async () => {
    const { opened, listFile } = await cutOff('resumed');
    expect(existsSync(listFile)).toBe(true);
    expect(() => opened.intake({ paths: [], again: false })).toThrow(expect.objectContaining({ code: 'clock-behind' }));
    opened.decideClock('the battery was changed');
    await vi.waitFor(() => expect(existsSync(listFile)).toBe(false), 300_000);
    expect(names(opened)).toContain('resumed-lost.txt');
    await opened.close();
  });

  it('comes before the next one', async () => {
    const { opened, file } = await cutOff('first');
    set('2026-11-21T09:00:00Z');
    await opened.intake({ paths: [file('next')], again: false }).done;
    expect(names(opened)).toEqual(['first-a.txt', 'first-lost.txt', 'first-next.txt']);
    await opened.close();
  });
});

it('sealing by time counts by a clock that nobody sets', () => {
  let elapsed = 1000;
  let lastEdit = '2026-11-21T08:00:00.000Z';
  const sealer = new Sealer({
    active: true,
    waiting: () => ({ count: 1, lastEdit }),
    settings: () => ({ ...DEFAULT_SETTINGS, sealAfterSeconds: 60 }),
    elapsed: () => elapsed,
    seal: async () => ({ sealed: 1 }),
  });
  expect(sealer.remaining()).toBe(60_000);
  elapsed += 20_000;
  expect(sealer.remaining()).toBe(40_000);
  // the clock was a month ahead when this was edited, or is now
  lastEdit = '2026-12-21T08:00:00.000Z';
  expect(sealer.remaining()).toBe(60_000);
  elapsed += 60_000;
  expect(sealer.remaining()).toBe(0);
});

it('what waits but cannot be sealed is tried again a minute later, not at once', async () => {
  vi.useFakeTimers();
  let tries = 0;
  const sealer = new Sealer({
    active: true,
    waiting: () => ({ count: 1, lastEdit: '2026-11-21T08:00:00.000Z' }),
    settings: () => ({ ...DEFAULT_SETTINGS, sealAfterRecords: 1 }),
    elapsed: () => Date.now(),
    seal: async () => ({ sealed: tries++ === 0 ? 1 : 0 }),
  });
  sealer.schedule();
  await vi.advanceTimersByTimeAsync(59_000);
  expect(tries).toBe(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tries).toBe(3);
  sealer.stop();
});

it('a home that cannot be read for a while is sealed once it is back', async () => {
  vi.useFakeTimers();
  let isGone = false;
  let waiting = 1;
  const sealer = new Sealer({
    active: true,
    waiting: () => {
      if (isGone) throw new Error('disk I/O error');
      return { count: waiting, lastEdit: '2026-11-21T08:00:00.000Z' };
    },
    settings: () => ({ ...DEFAULT_SETTINGS, sealAfterSeconds: 60 }),
    elapsed: () => Date.now(),
    seal: async () => {
      const sealed = waiting;
      waiting = 0;
      return { sealed };
    },
  });
  sealer.schedule();
  isGone = true;
  await vi.advanceTimersByTimeAsync(300_000);
  expect([waiting, vi.getTimerCount()]).toEqual([1, 1]);
  isGone = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect([waiting, vi.getTimerCount()]).toEqual([0, 0]);
});
