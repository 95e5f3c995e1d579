/** All of the PDFs of many makers through intake: each gives a record or a clear error, in time and memory. */
import { expect, it } from 'vitest';
import { lookThrough } from './support/look-through.ts';
import { pdfsBelow, realPdfs } from './support/real-pdfs.ts';

it('real PDFs of many makers, none slower than 5 s, none over 300 MB', { timeout: 900_000 }, async (context) => {
  const folder = realPdfs(context);
  const seen = await lookThrough(...pdfsBelow(folder));
  console.log(JSON.stringify(seen));
  expect(seen.files).toBe(175);
  expect(seen).toMatchObject({ missing: [], withoutRecord: [] });
  expect(seen.slowestMs).toBeLessThan(5000);
  // the whole of the process that read the worst of them
  expect(seen.readerMb).toBeGreaterThan(0);
  expect(seen.readerMb).toBeLessThan(300);
  // the desk's own, with two hashing threads, beside what it had empty
  expect(seen.deskMb - seen.emptyMb).toBeLessThan(300);
  expect(seen.largestJson).toBeLessThan(64 * 1024);
});
