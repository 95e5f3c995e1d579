/** What the machine says of its clock holds for as long as nobody sets it. */
import { expect, it } from 'vitest';
import { SystemClock } from '../../core/node/system/clock.ts';

const MINUTE = 60_000;

function machine() {
  const at = { now: Date.parse('2026-11-21T08:00:00Z'), elapsed: 5_000, synchronised: true };
  const clock = new SystemClock({
    now: () => at.now,
    elapsed: () => at.elapsed,
    isSynchronised: async () => at.synchronised,
  });
  const pass = (milliseconds: number) => {
    at.now += milliseconds;
    at.elapsed += milliseconds;
  };
  return { at, clock, pass };
}

it('is unknown until the system was asked, and where it says no or cannot be asked', async () => {
  const { at, clock } = machine();
  expect(clock.state()).toBe('unknown');
  await clock.refresh();
  expect(clock.state()).toBe('synchronised');
  at.synchronised = false;
  await clock.refresh();
  expect(clock.state()).toBe('unknown');
  const dumb = new SystemClock({
    now: () => 0,
    elapsed: () => 0,
    isSynchronised: () => Promise.reject(new Error('no such program')),
  });
  await dumb.refresh();
  expect(dumb.state()).toBe('unknown');
});

it('is unknown once the clock was set, forth or back, until the system was asked again', async () => {
  for (const jump of [60 * 24 * 60 * MINUTE, -7 * MINUTE]) {
    const { at, clock, pass } = machine();
    await clock.refresh();
    pass(400 * 24 * 60 * MINUTE);
    at.now += MINUTE; // as time servers do
    expect(clock.state()).toBe('synchronised');
    at.now += jump;
    expect(clock.state()).toBe('unknown');
    await clock.refresh();
    expect(clock.state()).toBe('synchronised');
  }
});
