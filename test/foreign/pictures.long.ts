/** The same as pictures-imagemagick.test.ts over many thousand pictures. */
import { expect, it } from 'vitest';
import { needs } from './pdf-programs.ts';
import { jpegDifferences, pngDifferences } from './pictures/differential.ts';

it('20,000 PNGs and 400 JPEGs as ImageMagick reads them', { timeout: 3_600_000 }, (context) => {
  needs(context, 'convert', 'mogrify');
  for (let seed = 1; seed <= 20; seed++) expect(pngDifferences(seed, 1000)).toEqual([]);
  for (let seed = 1; seed <= 10; seed++) expect(jpegDifferences(seed * 1000, 40)).toEqual([]);
});
