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
      await dialog(page).getByRole('alert').waitFor({ state: 'detached' });
      // days that are no number, or too many, are not 0 days
      for (const days of ['x', '', '3661']) {
        await dialog(page).getByLabel(t.match.days).fill(days);
        await dialog(page).locator('.match-old').waitFor();
        expect(await dialog(page).getByLabel(t.match.days).getAttribute('aria-invalid')).toBe('true');
        expect(await dialog(page).getByLabel(t.match.percent).getAttribute('aria-invalid')).toBe('false');
        expect(await dialog(page).getByRole('alert').textContent()).toContain('3660');
        expect(await button(dialog(page), t.match.notarize).isDisabled()).toBe(true);
      }
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/match-wrong-${language}.png` });
      await dialog(page).getByLabel(t.match.days).fill('3660');
      await dialog(page).locator('.match-old').waitFor({ state: 'detached' });
      await button(dialog(page), t.match.notarize).click();
      await page.getByText(t.match.recorded).waitFor();
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/match-roles-${language}.png` });
    },
  );

  scene(
    'is not offered for more records than a trade has, and says so',
    { language, records: 501, waiting: 0 },
    async ({ page }) => {
      await go(page, 'records', t);
      await page.getByLabel(t.common.selectAll).click();
      const match = button(page, t.match.button);
      await expect.poll(() => match.isDisabled()).toBe(true);
      expect(await match.getAttribute('title')).toContain('500');
      await page.getByRole('row').nth(1).getByRole('checkbox').click();
      await expect.poll(() => match.isDisabled()).toBe(false);
      expect(await match.getAttribute('title')).toBeNull();
    },
  );
});
