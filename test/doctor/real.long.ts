/** All of the PDFs of many makers through intake: each gives a record or a clear error, in time and memory. */
import { expect, it } from 'vitest';
import { lookThrough } from './support/look-through.ts';
import { realPdfs } from './support/real-pdfs.ts';

it('real PDFs of many makers, none slower than 5 s, none over 300 MB', { timeout: 900_000 }, async (context) => {
  const paths = realPdfs(context);
  const seen = await lookThrough(paths);
  console.log(JSON.stringify(seen));
  expect(seen.files).toBeGreaterThanOrEqual(175);
  expect(seen).toMatchObject({ missing: [], withoutRecord: [] });
  expect(seen.slowestMs).toBeLessThan(5000);
  expect(seen.mostMb).toBeLessThan(300);
  expect(seen.largestJson).toBeLessThan(64 * 1024);
});
