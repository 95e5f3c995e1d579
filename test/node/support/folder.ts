import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A test's own `onTestFinished`: tests that run at the same time must give theirs. */
export type OnFinished = (callback: () => void) => void;

/** A folder of its own for one test, gone when that test is over. */
export function testFolder(onFinished: OnFinished = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'notary-test-'));
  onFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
