import { expect, test } from 'vitest';
import { addUp, countLine, oneFailed, oneNotRun, onePassed, strict } from '../../scripts/test/tally.ts';

const notRun = oneNotRun('end-to-end tests', 'no Electron');

test('the last line counts, and names skipped tests only if there are any', () => {
  expect(countLine(addUp([onePassed, onePassed]))).toBe('2 passed, 0 failed');
  expect(countLine(addUp([onePassed, oneFailed('lint'), notRun]))).toBe('1 passed, 1 failed, 1 skipped');
});

test('the slowest tests of all parts are named, the slowest first', () => {
  const timed = (...all: readonly number[]) => ({
    ...onePassed,
    slowest: all.map((seconds) => ({ name: `${seconds} s`, seconds })),
  });
  const slowest =
    addUp([timed(1, 5, 3), onePassed, timed(...Array.from({ length: 10 }, (_, i) => 10 + i))]).slowest ?? [];
  expect(slowest.map(({ seconds }) => seconds)).toEqual([19, 18, 17, 16, 15, 14, 13, 12, 11, 10]);
  expect(strict(addUp([timed(2)])).slowest).toEqual([{ name: '2 s', seconds: 2 }]);
});

test('where nothing may be left out, what was not run has failed', () => {
  const tally = strict(addUp([onePassed, notRun]));
  expect(countLine(tally)).toBe('1 passed, 1 failed');
  expect(tally.failed).toEqual(['end-to-end tests (not run: no Electron)']);
});
