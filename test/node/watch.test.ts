/** What an open desk looks at by itself: slowly, at times that chance moves, waited for by nobody. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HEALTH_MS, Watch, type WatchDependencies } from '../../core/node/desk/watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE = 60_000;
const AWAY = { code: 'clock-ahead', message: '', details: {} } as const;

type Given = Partial<Omit<WatchDependencies, 'log' | 'chains'>> & {
  /** Names of the chains that are switched on, or why they cannot be read. */
  list?(): readonly string[];
  trouble?(): typeof AWAY | null;
  health?: WatchDependencies['chains']['health'];
};

function watched({ trouble = () => null, health, list = () => ['a'], ...given }: Given = {}) {
  const asked: number[] = [];
  const began = Date.now();
  const answers = { reachable: true };
  const answer = async () => {
    asked.push((Date.now() - began) / MINUTE);
    return [{ reachable: answers.reachable }];
  };
  const watch = new Watch({
    clock: { refresh: async () => {} },
    log: {
      get trouble() {
        return trouble();
      },
    },
    onClock: () => {},
    chains: {
      get watched() {
        return list();
      },
      health: health ?? answer,
    },
    random: () => 0.5,
    ...given,
  });
  watch.start();
  return { watch, asked, answers };
}

it('asks the members every five minutes, half as often each time that some do not answer, every twenty at last', async () => {
  const { watch, asked, answers } = watched();
  await vi.advanceTimersByTimeAsync(6 * MINUTE);
  expect(asked).toEqual([0.5, 5.5]);
  answers.reachable = false;
  await vi.advanceTimersByTimeAsync(80 * MINUTE);
  expect(asked.slice(2)).toEqual([10.5, 20.5, 40.5, 60.5, 80.5]);
  answers.reachable = true;
  await vi.advanceTimersByTimeAsync(22 * MINUTE);
  expect(asked.slice(7)).toEqual([100.5, 105.5]);
  watch.stop();
  await vi.advanceTimersByTimeAsync(600 * MINUTE);
  expect(asked).toHaveLength(9);
});

it.each([
  [0, 0.75],
  [1, 1.25],
])('at times that chance moves by a quarter at most (%d)', async (chance, factor) => {
  const { watch, asked } = watched({ random: () => chance });
  await vi.advanceTimersByTimeAsync(7 * MINUTE);
  expect(asked.slice(0, 2)).toEqual([0.5 * factor, (0.5 + HEALTH_MS / MINUTE) * factor]);
  watch.stop();
});

it('never asks twice at once, and a chain that cannot be asked costs the others nothing', async () => {
  let [running, most] = [0, 0];
  const heard: string[] = [];
  const { watch } = watched({
    list: () => ['broken', 'slow'],
    health: (name) => {
      if (name === 'broken') throw new Error('its file is damaged');
      most = Math.max(most, ++running);
      const answer = () => {
        running -= 1;
        heard.push(name);
        return [];
      };
      return new Promise((resolve) => setTimeout(() => resolve(answer()), 30 * MINUTE));
    },
  });
  await vi.advanceTimersByTimeAsync(120 * MINUTE);
  expect([most, heard]).toEqual([1, ['slow', 'slow']]);
  watch.stop();
});

it('goes on where the list of chains cannot be read for a while: a failure does not end the process of the desk', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  let isAway = true;
  const { watch, asked } = watched({
    list: () => {
      if (isAway) throw new Error('SQLITE_IOERR: the share of the home is gone');
      return ['a'];
    },
  });
  try {
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    isAway = false;
    await vi.advanceTimersByTimeAsync(MINUTE);
    vi.useRealTimers();
    await new Promise((resolve) => setImmediate(resolve)); // Node tells of a rejection once all microtasks are done
    expect([asked, unhandled.mock.calls]).toEqual([[2.5], []]);
  } finally {
    process.off('unhandledRejection', unhandled);
    watch.stop();
  }
});

it('goes on where the state of the clock cannot be read for a while', async () => {
  const told: number[] = [];
  let looks = 0;
  const { watch } = watched({
    list: () => [],
    trouble: () => {
      looks += 1;
      if (looks === 2) throw new Error('SQLITE_IOERR');
      return looks < 2 ? null : AWAY;
    },
    onClock: () => void told.push(looks),
  });
  await vi.advanceTimersByTimeAsync(1.5 * MINUTE);
  expect(told).toEqual([3]);
  watch.stop();
});

it('learns of the clock every ten minutes, each minute while it holds the desk, and tells what changed', async () => {
  let [held, told, refreshed] = [false, 0, 0];
  const { watch } = watched({
    list: () => [],
    clock: {
      refresh: async () => {
        refreshed += 1;
      },
    },
    trouble: () => (held && refreshed < 4 ? AWAY : null),
    onClock: () => {
      told += 1;
    },
  });
  await vi.advanceTimersByTimeAsync(11 * MINUTE);
  expect([refreshed, told]).toEqual([2, 0]);
  held = true;
  await vi.advanceTimersByTimeAsync(10 * MINUTE);
  expect([refreshed, told]).toEqual([3, 1]); // it was wrong before the system was asked, and nobody signed meanwhile
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect([refreshed, told]).toEqual([4, 2]);
  await vi.advanceTimersByTimeAsync(60 * MINUTE);
  expect(told).toBe(2);
  watch.stop();
});

it('tells that a clock which was wrong when the desk was opened was put right, though the system was not asked yet', async () => {
  let [held, told] = [true, 0];
  const { watch } = watched({
    list: () => [],
    trouble: () => (held ? AWAY : null),
    onClock: () => {
      told += 1;
    },
  });
  held = false;
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(told).toBe(1);
  watch.stop();
});

it('looks at nothing of a desk that was closed while the system was asked', async () => {
  let looks = 0;
  const answers: (() => void)[] = [];
  const { watch } = watched({
    list: () => [],
    clock: { refresh: () => new Promise((resolve) => void answers.push(resolve)) },
    trouble: () => {
      looks += 1;
      return null;
    },
  });
  await vi.advanceTimersByTimeAsync(MINUTE);
  watch.stop();
  for (const answer of answers) answer();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(looks).toBe(1);
});
