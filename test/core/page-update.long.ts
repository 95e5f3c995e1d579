/** Many random changes of accepted updates: of one and two signatures, unseen and visible. */
import { expect, it } from 'vitest';
import { renderCertificate } from '../../core/certificate/make.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { sampleEvidence, sampleFonts } from './certificate-samples.ts';
import { tryEntries, tryMutations } from './support/update-mutations.ts';
import { showAt, signed, signedTwice } from './support/updates.ts';

it('a change of an accepted update is refused, or leaves the page as it was', { timeout: 3_600_000 }, async () => {
  const { pdf, pages } = await renderCertificate(sampleEvidence(), sampleFonts(), nobleCrypto);
  for (const update of [signed(pdf), signedTwice(pdf), signed(pdf, showAt('[46 60 246 110]'))])
    expect(await tryMutations(update, pdf, pages, 60_000)).toBeGreaterThan(10);
  expect(await tryEntries(pdf, pages, 60_000)).toBeGreaterThan(100);
});
