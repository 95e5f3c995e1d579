/** Pixels of pictures as ImageMagick reads them. */
import { expect, it } from 'vitest';
import { needs } from './pdf-programs.ts';
import { jpegDifferences, pngDifferences } from './pictures/differential.ts';

it('every pixel of 400 PNGs of all kinds', (context) => {
  needs(context, 'mogrify');
  expect(pngDifferences(20261129, 400)).toEqual([]);
});

it('shades of 40 JPEGs', (context) => {
  needs(context, 'convert', 'mogrify');
  expect(jpegDifferences(20261129, 40)).toEqual([]);
});
