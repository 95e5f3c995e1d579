/** The same as pdf-pages.test.ts over many thousand files. */
import { expect, it } from 'vitest';
import { pagesDifferences } from './pdf-pages/differential.ts';
import { needs } from './pdf-programs.ts';

it('10,000 files as qpdf and poppler count them', { timeout: 3_600_000 }, (context) => {
  needs(context, 'qpdf', 'pdfinfo');
  for (let seed = 1; seed <= 10; seed++) expect(pagesDifferences(seed, 500).faults).toEqual([]);
});
