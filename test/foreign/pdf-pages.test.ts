/** The number of pages of a PDF, however it is written, as qpdf and poppler count it. */
import { expect, it } from 'vitest';
import { pagesDifferences } from './pdf-pages/differential.ts';
import { needs } from './pdf-programs.ts';

it('what qpdf and poppler count in 300 files is what we count', (context) => {
  needs(context, 'qpdf', 'pdfinfo');
  const { faults, files, counted } = pagesDifferences(20261129, 150);
  expect(faults).toEqual([]);
  expect(files).toBe(300);
  expect(counted).toBeGreaterThan(200);
});
