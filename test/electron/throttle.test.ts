import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { IntakeItem, IntakeProgress, NotaryEvent } from '../../electron/api.ts';
import { throttled } from '../../electron/host/throttle.ts';
import { emptyStatus } from '../fakes/desk.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const item = (index: number, done: number): IntakeItem => ({
  index,
  file: `${index}.pdf`,
  path: `/in/${index}.pdf`,
  size: 100,
  done,
  state: 'hashing',
  recordId: null,
  sha256: null,
  error: null,
  warnings: [],
});

const intake = (number: number, filesDone: number, items: readonly IntakeItem[], running = true): NotaryEvent => {
  const progress: IntakeProgress = {
    intake: number,
    running,
    files: 1000,
    filesDone,
    bytes: 1000,
    bytesDone: filesDone,
    failed: 0,
    existing: 0,
    leftOut: 0,
    partsLeft: 0,
    secondsLeft: null,
    items,
  };
  return { kind: 'intake', progress };
};

test('ten events a second at most, the first at once and the last never lost', () => {
  const sent: NotaryEvent[] = [];
  const emit = throttled((event) => sent.push(event));
  for (let i = 1; i <= 1000; i += 1) {
    emit(intake(1, i, [], i < 1000));
    vi.advanceTimersByTime(1);
  }
  expect(sent.length).toBeLessThanOrEqual(11);
  expect(sent[0]).toEqual(intake(1, 1, []));
  vi.advanceTimersByTime(1000);
  expect(sent.at(-1)).toEqual(intake(1, 1000, [], false));
});

test('items that changed in events left out are in the next one, each in its newest state', () => {
  const sent: NotaryEvent[] = [];
  const emit = throttled((event) => sent.push(event));
  emit(intake(1, 0, [item(0, 1)]));
  emit(intake(1, 1, [item(0, 50), item(1, 10)]));
  emit(intake(1, 2, [item(0, 100)]));
  vi.advanceTimersByTime(100);
  expect(sent).toEqual([intake(1, 0, [item(0, 1)]), intake(1, 2, [item(0, 100), item(1, 10)])]);
});

test('kinds and intakes do not hold each other up', () => {
  const sent: NotaryEvent[] = [];
  const emit = throttled((event) => sent.push(event));
  const events = [intake(1, 0, []), intake(2, 0, []), { kind: 'status', status: emptyStatus }, { kind: 'records' }];
  for (const event of events as NotaryEvent[]) emit(event);
  expect(sent).toEqual(events);
});

test('news that do not replace each other pass one by one', () => {
  const sent: NotaryEvent[] = [];
  const emit = throttled((event) => sent.push(event));
  const problem: NotaryEvent = { kind: 'problem', error: { code: 'internal', message: '', details: {} } };
  const sealed: NotaryEvent = { kind: 'sealed', time: '2026-11-29T10:34:00.000Z', ids: [] };
  for (let i = 0; i < 3; i += 1) emit(problem);
  for (let i = 0; i < 2; i += 1) emit(sealed);
  expect(sent).toEqual([problem, problem, problem, sealed, sealed]);
});
