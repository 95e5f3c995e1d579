// The vectors of 0.1.0 are evidence of what that version wrote: not one byte of them ever changes.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import { VECTORS, vector } from './support/vectors.ts';

const LIST = 'SHA256SUMS';

/** Every file, by its path with `/`. */
function files(folder: string = VECTORS): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'));
}

test('every file is listed, is there, and is the one that was made', () => {
  const listed = readFileSync(vector(LIST), 'utf8').trimEnd().split('\n');
  const found = files()
    .filter((name) => name !== LIST)
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(vector(name)))
          .digest('hex')}  ${name}`,
    );
  expect(found.sort()).toEqual([...listed].sort());
});

test('they stay small enough to be in every checkout', () => {
  const bytes = files().reduce((sum, name) => sum + statSync(vector(name)).size, 0);
  expect(bytes).toBeLessThan(4_000_000);
});
