import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { wordsFor } from '../../core/words/words.ts';
import { scratch } from '../node/support/cli.ts';
import { drop, go, seriousFindings, texts } from './drive.ts';
import { severalReport } from './fake/reports.ts';
import { useTheatre } from './play.ts';

const shots = process.env.NOTARY_SHOTS ?? scratch('several-shots-');

/** A certificate with several chains and witnesses: the screen says of each what the words of core say. */
describe.each(['en', 'zh'] as const)('who of several stands, %s', (language) => {
  const scene = useTheatre();
  const t = texts[language];

  for (const theme of ['light', 'dark'] as const)
    scene(`each chain and witness, ${theme}`, { language, theme }, async ({ page }) => {
      await go(page, 'verify', t);
      await drop(page, ['proven-several.pdf']);
      const part = page.getByRole('region', { name: t.verify.who });
      const report = severalReport();
      const offset = await page.evaluate((time) => -new Date(time).getTimezoneOffset(), report.provenTime ?? '');
      const policy = wordsFor(language).policy(report, offset) ?? expect.fail();
      const lines = part.locator('.policy li');
      await lines.first().waitFor();
      expect(await lines.locator('.wrap').allTextContents()).toEqual(policy.lines.map(({ text }) => text));
      expect(await part.locator('.policy > p').allTextContents()).toEqual([policy.needed, policy.found]);
      // ticked are those that count, and a bar of one chain's members is not beside them
      const ticked = await lines.filter({ hasText: '✓' }).locator('.wrap').allTextContents();
      expect(ticked).toEqual(policy.lines.filter(({ counts }) => counts).map(({ text }) => text));
      expect(ticked).toHaveLength(3);
      expect(await part.locator('.quorum').count()).toBe(0);
      await part.scrollIntoViewIfNeeded();
      await page.screenshot({ path: join(shots, `verify-several-${language}-${theme}.png`) });
      expect(await seriousFindings(page)).toEqual([]);
    });
});
