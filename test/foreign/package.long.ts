/** The same as package-python.test.ts over many thousand files. */
import { expect, it } from 'vitest';
import { packageDifferences } from './package/differential.ts';
import { needs } from './pdf-programs.ts';

it('20,000 files as Python reads them', { timeout: 3_600_000 }, (context) => {
  needs(context, 'python3');
  for (let seed = 1; seed <= 20; seed++) expect(packageDifferences(seed, 1000).faults).toEqual([]);
});
