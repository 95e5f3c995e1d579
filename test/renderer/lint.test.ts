import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { wordsFor } from '../../core/words/words.ts';
import { scratch } from '../node/support/cli.ts';
import { drop, seriousFindings, texts } from './drive.ts';
import { useTheatre } from './play.ts';

const shots = process.env.NOTARY_SHOTS ?? scratch('lint-shots-');

/** Warnings are seen, say how to fix it, and one key goes on. */
describe.each(['en', 'zh'] as const)('warnings before sealing, %s', (language) => {
  const scene = useTheatre();
  const t = texts[language].notarize.intake;

  scene('are listed and left by one key', { language, records: 3, waiting: 0, speed: 10 }, async ({ page }) => {
    await drop(page, ['contract.pdf', 'draft-a.docx', 'draft-b.docx']);
    const { means, fix } = wordsFor(language).warnings['tracked-changes']('3');
    await page.getByText(means).first().waitFor();
    await page.getByText(fix).first().waitFor();
    await page.getByText(t.warned_other.replace('{{count}}', '2')).waitFor();
    await page.getByRole('button', { name: t.goOn_other.replace('{{count}}', '2') }).waitFor();
    await page.screenshot({ path: join(shots, `${language}.png`) });
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText(texts[language].common.shortcuts.goOn).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('g');
    await page.getByText(means).first().waitFor({ state: 'detached' });
    const row = page.getByRole('row').filter({ hasText: 'draft-a.docx' });
    await row.getByText('draft-a.docx').click();
    await page.getByRole('dialog').getByText(means).waitFor();
    await page.screenshot({ path: join(shots, `${language}-kept.png`) });
    expect(await seriousFindings(page)).toEqual([]);
  });
});
