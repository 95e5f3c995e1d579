import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { FINDING_CODES } from '../../core/documents/doctor/findings.ts';
import { wordsFor } from '../../core/words/words.ts';
import { scratch } from '../node/support/cli.ts';
import { drop, go, seriousFindings, texts } from './drive.ts';
import { sampleFindings } from './fake/findings.ts';
import { useTheatre } from './play.ts';

const shots = process.env.NOTARY_SHOTS ?? scratch('findings-shots-');

/** A document that differs: what happened stands in the banner, with how sure it is, and the banner stays red. */
describe.each(['en', 'zh'] as const)('what happened to a document, %s', (language) => {
  const scene = useTheatre();
  const t = texts[language];
  const words = wordsFor(language);

  for (const theme of ['light', 'dark'] as const)
    scene(`every finding, with its certainty, ${theme}`, { language, theme }, async ({ page }) => {
      await go(page, 'verify', t);
      const name = `different-file-${FINDING_CODES.join('-')}.pdf`;
      await drop(page, [name]);
      const list = page.locator('.banner.tone-red').getByRole('list', { name: t.doctor.whatHappened });
      await list.waitFor();
      const said = sampleFindings(name).map((finding) => words.findingWords(finding));
      expect(await list.getByRole('listitem').count()).toBe(FINDING_CODES.length);
      for (const { label, sentence } of said)
        await list.getByRole('listitem').filter({ hasText: label }).filter({ hasText: sentence }).waitFor();
      expect(new Set(said.map(({ certainty }) => certainty))).toEqual(new Set(['certain', 'uncertain', 'unknown']));
      await page.getByText(t.doctor.limits).waitFor();
      await page.screenshot({ path: join(shots, `findings-${language}-${theme}.png`) });
      expect(await seriousFindings(page)).toEqual([]);
    });

  scene('one page, said to a screen reader too', { language }, async ({ page }) => {
    await go(page, 'verify', t);
    await drop(page, ['different-file.pdf']);
    const [finding] = sampleFindings('different-file.pdf');
    if (finding === undefined) throw new Error('no sample');
    await page
      .getByRole('status')
      .filter({ hasText: words.finding(finding) })
      .first()
      .waitFor({ state: 'attached' });
    await page.screenshot({ path: join(shots, `finding-${language}.png`) });
  });

  scene('the other version is one step away', { language }, async ({ page }) => {
    await go(page, 'verify', t);
    await drop(page, ['different-file-superseded.pdf']);
    await page.getByRole('button', { name: t.verify.lone.show }).click();
    await page.getByRole('dialog').waitFor();
  });
});
