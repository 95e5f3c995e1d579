/** Archives as four programs read them: ours, Python's zipfile, Info-ZIP's unzip and libarchive's bsdtar. */
import { expect, it } from 'vitest';
import { needs } from './pdf-programs.ts';
import { differences } from './zip/differential.ts';

it('what three other programs read is what we read, and nothing is missing without a word', (context) => {
  needs(context, 'python3', 'unzip', 'bsdtar');
  const { faults, read } = differences(20261129, 300);
  expect(faults).toEqual([]);
  expect(read.sound).toBeGreaterThan(80);
  expect(read.ours).toBe(read.sound);
  expect(read.zipfile).toBe(read.sound);
  // these two do not read all that is allowed: bytes before the archive, for instance
  expect(read.unzip).toBeGreaterThan(read.sound / 2);
  expect(read.bsdtar).toBeGreaterThan(read.sound / 2);
});
