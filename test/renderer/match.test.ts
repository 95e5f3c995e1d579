/** The match of chosen records in the window: rules with their states, a filter, roles, and what can be saved. */
import { describe, expect } from 'vitest';
import { matchWordsFor } from '../../core/words/match.ts';
import { button, dialog, go, texts } from './drive.ts';
import { useTheatre } from './play.ts';

const scene = useTheatre();

describe.each(['en', 'zh'] as const)('a match (%s)', (language) => {
  const t = texts[language];
  const words = matchWordsFor(language);

  scene(
    'shows what differs and what is missing, and takes a role that a person says',
    { language, records: 12, waiting: 0 },
    async ({ page }) => {
      await go(page, 'records', t);
      await page.getByRole('row').nth(3).waitFor();
      for (const i of [1, 2, 3, 4]) await page.getByRole('row').nth(i).getByRole('checkbox').click();
      await button(page, t.match.button).click();
      await dialog(page).getByText(words.rules['payment-there'], { exact: true }).waitFor();
      const rows = dialog(page).locator('.match-row');
      const all = await rows.count();
      await dialog(page).getByRole('checkbox', { name: t.match.filter }).check();
      const left = await rows.count();
      expect(left).toBeLessThanOrEqual(all);
      expect(await dialog(page).getByText(words.states.missing, { exact: false }).count()).toBeGreaterThan(0);
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/match-${language}.png` });
      await dialog(page).locator('.match-documents .ant-select').first().click();
      await page.locator('.ant-select-item-option').filter({ hasText: words.roles.payment }).click();
      await dialog(page).getByLabel(t.match.percent).fill('x');
      await dialog(page).getByRole('alert').waitFor();
      await dialog(page).getByLabel(t.match.percent).fill('1');
      await button(dialog(page), t.match.notarize).click();
      await page.getByText(t.match.recorded).waitFor();
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/match-roles-${language}.png` });
    },
  );
});
