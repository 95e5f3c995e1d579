/** A desk whose clock was set to another time: nothing is sealed by it, and the desk is not stuck for ever. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { main } from '../../core/node/cli/main.ts';
import { Sealer } from '../../core/node/desk/sealer.ts';
import { DEFAULT_SETTINGS } from '../../core/node/desk/settings.ts';
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
  return { call, file };
}

const set = (time: string) => vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(time) });
afterEach(() => void vi.useRealTimers());

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

it('sealing by time counts by a clock that nobody sets', () => {
  let elapsed = 1000;
  let lastEdit = '2026-11-21T08:00:00.000Z';
  const sealer = new Sealer({
    active: true,
    waiting: () => ({ count: 1, lastEdit }),
    settings: () => ({ ...DEFAULT_SETTINGS, sealAfterSeconds: 60 }),
    elapsed: () => elapsed,
    seal: async () => {},
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
