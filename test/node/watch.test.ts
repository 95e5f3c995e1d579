/** What an open desk looks at by itself: slowly, at times that chance moves, waited for by nobody. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HEALTH_MS, Watch, type WatchDependencies } from '../../core/node/desk/watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE = 60_000;
const AWAY = { code: 'clock-ahead', message: '', details: {} } as const;

type Given = Partial<Omit<WatchDependencies, 'log' | 'chains'>> & {
  trouble?(): typeof AWAY | null;
  health?: WatchDependencies['chains']['health'];
  readonly names?: readonly string[];
};

function watched({ trouble = () => null, health, names = ['a'], ...given }: Given = {}) {
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
    chains: { watched: names, health: health ?? answer },
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
    names: ['broken', 'slow'],
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

it('learns of the clock every ten minutes, each minute while it holds the desk, and tells what changed', async () => {
  let [held, told, refreshed] = [false, 0, 0];
  const { watch } = watched({
    names: [],
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
  expect([refreshed, told]).toEqual([3, 0]); // it was wrong before it was asked about: whoever signed has told it
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect([refreshed, told]).toEqual([4, 1]);
  watch.stop();
});

it('looks at nothing of a desk that was closed while the system was asked', async () => {
  let looks = 0;
  const answers: (() => void)[] = [];
  const { watch } = watched({
    names: [],
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
