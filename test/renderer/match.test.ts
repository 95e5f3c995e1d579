/** The match of chosen records in the window: rules with their states, a filter, roles, and what can be saved. */
import { describe, expect } from 'vitest';
import { matchWordsFor } from '../../core/words/match.ts';
import { button, dialog, go, seriousFindings, texts } from './drive.ts';
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

describe.each([
  ['en', 'dark'],
  ['zh', 'light'],
] as const)('several trades in one match (%s, %s)', (language, theme) => {
  const t = texts[language];
  const words = matchWordsFor(language);
  const look = { language, theme, records: 0, waiting: 0, trades: 3 };

  scene('have a row each, which is opened and noted on by keyboard alone', look, async ({ page, picture }) => {
    const table = dialog(page).getByRole('table', { name: t.match.trades });
    /** Nothing of the dialog is cut off at its side or lies over something else. */
    const fits = async () => {
      const body = dialog(page).locator('.dialog-body');
      expect(await body.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(1);
      for (const cell of await table.locator('tbody td, tbody th').all())
        expect(await cell.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(1);
    };
    await page.setViewportSize({ width: 1024, height: 700 });
    await go(page, 'records', t);
    await page.getByLabel(t.common.selectAll).click();
    await button(page, t.match.button).click();
    await table.waitFor();
    const verdicts = await table.locator('tbody td:nth-child(2)').allInnerTexts();
    expect(verdicts.map((text) => text.trim())).toEqual([
      words.states.pass,
      words.states.differs,
      words.states.missing,
    ]);
    await fits();
    // words of buttons stand on one line, unless they are a name
    for (const one of await table.getByRole('button', { name: t.match.noteOn.split('{{')[0] ?? '' }).all())
      expect((await one.boundingBox())?.height).toBeLessThan(30);
    await picture(`${language}-${theme}-match-trades`);
    const second = table.getByRole('button', { name: `${words.roles.order} PO-2`, exact: true });
    await second.focus();
    await page.keyboard.press('Enter');
    expect(await second.getAttribute('aria-expanded')).toBe('true');
    await table.locator('.match-row').first().waitFor();
    const noteOn = t.match.noteOn.replace('{{row}}', `${words.roles.order} PO-2`);
    await table.getByRole('button', { name: noteOn, exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('called Li about it; a credit note follows by the end of the month'.repeat(3));
    await page.keyboard.press('Escape');
    const noted = table.getByRole('button', { name: new RegExp(`^${noteOn}: called Li`) });
    await noted.waitFor();
    expect(await noted.evaluate((one) => one === document.activeElement)).toBe(true);
    await fits();
    expect(await seriousFindings(page)).toEqual([]);
    await picture(`${language}-${theme}-match-trades-open`);
    await dialog(page).getByRole('checkbox', { name: t.match.filter }).check();
    await expect.poll(() => table.locator('tbody th').count()).toBe(2);
    // 200 % of a window of 1024 by 700
    await page.setViewportSize({ width: 512, height: 350 });
    await picture(`${language}-${theme}-match-trades-200`);
    await fits();
    await table.scrollIntoViewIfNeeded();
    await picture(`${language}-${theme}-match-trades-200-table`);
  });
});
