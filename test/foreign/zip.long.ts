/** The same as zip.test.ts over many thousand archives. */
import { expect, it } from 'vitest';
import { needs } from './pdf-programs.ts';
import { differences } from './zip/differential.ts';

it('20,000 archives as four programs read them', { timeout: 3_600_000 }, (context) => {
  needs(context, 'python3', 'unzip', 'bsdtar');
  for (let seed = 1; seed <= 20; seed++) {
    const { faults, read } = differences(seed, 1000);
    expect(faults).toEqual([]);
    expect(read.zipfile).toBe(read.sound);
  }
});
