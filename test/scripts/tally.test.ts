import { expect, test } from 'vitest';
import { addUp, countLine, oneFailed, oneNotRun, onePassed, strict } from '../../scripts/test/tally.ts';

const notRun = oneNotRun('end-to-end tests', 'no Electron');

test('the last line counts, and names skipped tests only if there are any', () => {
  expect(countLine(addUp([onePassed, onePassed]))).toBe('2 passed, 0 failed');
  expect(countLine(addUp([onePassed, oneFailed('lint'), notRun]))).toBe('1 passed, 1 failed, 1 skipped');
});

test('where nothing may be left out, what was not run has failed', () => {
  const tally = strict(addUp([onePassed, notRun]));
  expect(countLine(tally)).toBe('1 passed, 1 failed');
  expect(tally.failed).toEqual(['end-to-end tests (not run: no Electron)']);
});
