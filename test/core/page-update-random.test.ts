/** A sample of what page-update.long.ts does at length. */
import { expect, it } from 'vitest';
import { sampleRendering } from './certificate-samples.ts';
import { tryEntries, tryMutations } from './support/update-mutations.ts';
import { signed } from './support/updates.ts';

it('a change of an accepted update is refused, or leaves the page as it was', async () => {
  const { pdf, pages } = await sampleRendering();
  // some letters may change (a name, a date): a property that accepts nothing would show nothing
  expect(await tryMutations(signed(pdf), pdf, pages, 4000)).toBeGreaterThan(0);
});

it('so is an entry of any name in any of its dictionaries', async () => {
  const { pdf, pages } = await sampleRendering();
  expect(await tryEntries(pdf, pages, 600)).toBeGreaterThan(0);
});
