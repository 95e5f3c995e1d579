/** Tracked changes of Word files and seals of OFD documents, however their XML and archives are written, as Python reads them. */
import { expect, it } from 'vitest';
import { packageDifferences } from './package/differential.ts';
import { needs } from './pdf-programs.ts';

it('what Python finds in 400 files is what is said before sealing', (context) => {
  needs(context, 'python3');
  const { faults, withFindings } = packageDifferences(20261129, 400);
  expect(faults).toEqual([]);
  expect(withFindings).toBeGreaterThan(150);
});
