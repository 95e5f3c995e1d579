/** Only the page that the build made goes to somebody, from the program's own folder and no other. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { CHECKER_NAME, checkerPage, checkerPath } from '../../core/node/desk/handover/share/checker-page.ts';
import { wordsFor } from '../../core/words/words.ts';
import { scratch } from './support/cli.ts';

const dir = scratch('checker-');
const page = join(dir, 'dist', CHECKER_NAME);
const pin = (text: string) =>
  writeFileSync(`${page}.sha256`, `${createHash('sha256').update(text).digest('hex')}  ${CHECKER_NAME}\n`);

test('is looked for in one place', () => {
  const owner = (path: string) => pathToFileURL(join(dir, path)).href;
  expect(checkerPath(owner('core/node/desk/handover/share/checker-page.ts'))).toBe(page);
  expect(checkerPath(owner('dist/electron/chunk.js'))).toBe(page);
});

test('is the one that was built, or none', () => {
  mkdirSync(join(dir, 'dist'));
  expect(() => checkerPage(page)).toThrow(expect.objectContaining({ code: 'file-missing' }));
  writeFileSync(page, '<html>');
  expect(() => checkerPage(page)).toThrow(expect.objectContaining({ code: 'file-missing' }));
  pin('<html>');
  expect(Buffer.from(checkerPage(page).bytes).toString()).toBe('<html>');
  writeFileSync(page, '<html><script src="https://evil.example">');
  expect(() => checkerPage(page)).toThrow(expect.objectContaining({ code: 'file-changed' }));
});

test('and says how to build it', () => {
  const details = { file: CHECKER_NAME, reason: 'checker' };
  for (const code of ['file-missing', 'file-changed'] as const)
    for (const language of ['en', 'zh'] as const)
      expect(wordsFor(language).error(code, details).next).toContain('npm run build:verifier');
});
