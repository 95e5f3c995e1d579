/** Many random changes of accepted updates: of one and two signatures, unseen and visible. */
import { expect, it } from 'vitest';
import { sampleRendering } from './certificate-samples.ts';
import { tryEntries, tryMutations } from './support/update-mutations.ts';
import { showAt, signed, signedTwice } from './support/updates.ts';

it('a change of an accepted update is refused, or leaves the page as it was', { timeout: 3_600_000 }, async () => {
  const { pdf, pages } = await sampleRendering();
  for (const update of [signed(pdf), signedTwice(pdf), signed(pdf, showAt('[46 60 246 110]'))])
    expect(await tryMutations(update, pdf, pages, 60_000)).toBeGreaterThan(10);
  expect(await tryEntries(pdf, pages, 60_000)).toBeGreaterThan(100);
});
