import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { button, dialog, go, texts } from './drive.ts';
import { useTheatre } from './play.ts';

const scene = useTheatre();
const t = texts.en;
const look = { language: 'en', records: 0, waiting: 6 } as const;

/** Chooses the usual currency in the settings. */
async function usually(page: Page, choice: string): Promise<void> {
  await go(page, 'settings', t);
  await page.getByRole('combobox', { name: t.settings.currency, exact: true }).click();
  await page.keyboard.type(choice);
  await page.getByTitle(choice, { exact: true }).last().click();
  await page.getByText(t.settings.saved, { exact: true }).waitFor();
  await go(page, 'notarize', t);
}

/** Opens the facts of a record without an amount. */
async function facts(page: Page) {
  await page
    .getByRole('row')
    .filter({ hasText: 'IMG_20261118' })
    .dblclick({ position: { x: 60, y: 10 } });
  await dialog(page).waitFor();
  const amount = dialog(page).getByRole('textbox', { name: 'Amount', exact: true });
  /** The currency that is shown. */
  const shown = () => dialog(page).locator('.currency').textContent();
  const question = dialog(page).getByText(t.notarize.editor.whichCurrency);
  return { amount, shown, question };
}

const saved = (page: Page, text: string) => page.getByRole('gridcell', { name: text, exact: true }).waitFor();

describe('an amount without a currency', () => {
  scene('has the usual one of the settings, shown before it is saved', look, async ({ page }) => {
    await usually(page, 'JPY');
    const { amount, shown } = await facts(page);
    expect(await shown()).toBe('JPY');
    await amount.fill('5000');
    expect(await shown()).toBe('JPY');
    await amount.fill('¥5000');
    expect(await shown()).toBe('JPY');
    await button(dialog(page), t.common.save).click();
    await saved(page, 'JPY 5,000');
  });

  scene('is not saved where the settings name none, in the dialog and in the list', look, async ({ page }) => {
    await usually(page, t.settings.currencyNone);
    const { amount, shown } = await facts(page);
    await amount.fill('5000');
    expect(await shown()).toBe(t.notarize.table.choose);
    await button(dialog(page), t.common.save).click();
    await dialog(page).getByText('needs its currency', { exact: false }).waitFor();
    await dialog(page).getByRole('combobox', { name: t.notarize.editor.currency }).click();
    await page.getByTitle('HKD').click();
    await button(dialog(page), t.common.save).click();
    await saved(page, 'HKD 5,000');
  });
});

describe('a sign that does not fit the currency beside it', () => {
  scene('is asked about, and nothing is saved before the answer', look, async ({ page }) => {
    const { amount, shown, question } = await facts(page);
    await dialog(page).getByRole('combobox', { name: t.notarize.editor.currency }).click();
    await page.getByTitle('JPY').click();
    await amount.fill('€5000');
    await question.waitFor();
    await button(dialog(page), t.common.save).click();
    await dialog(page).getByText('two currencies', { exact: false }).waitFor();
    await button(dialog(page), 'EUR').click();
    await question.waitFor({ state: 'detached' });
    expect([await shown(), await amount.inputValue()]).toEqual(['EUR', '€5000']);
    // whoever answers goes on typing
    expect(await amount.evaluate((one) => one === document.activeElement)).toBe(true);
    await amount.fill('¥5000');
    await question.waitFor();
    await button(dialog(page), 'JPY').click();
    await button(dialog(page), t.common.save).click();
    await saved(page, 'JPY 5,000');
  });

  scene(
    'goes when another currency is chosen, and the amount stays, in wide characters too',
    look,
    async ({ page }) => {
      const { amount, question, shown } = await facts(page);
      await dialog(page).getByRole('combobox', { name: t.notarize.editor.currency }).click();
      await page.getByTitle('JPY').click();
      for (const typed of ['1234．50€', '１２３４．５０€']) {
        await amount.fill(typed);
        await question.waitFor();
        await button(dialog(page), 'JPY').click();
        await question.waitFor({ state: 'detached' });
        expect([await shown(), await amount.inputValue()]).toEqual(['JPY', '1234.50']);
      }
    },
  );

  scene('is asked about where only the usual currency is shown', look, async ({ page }) => {
    const { amount, question, shown } = await facts(page);
    await amount.fill('$5000');
    await question.waitFor();
    await button(dialog(page), 'HKD').click();
    expect(await shown()).toBe('HKD');
    // what names a currency itself needs no question
    await amount.fill('5000');
    expect(await shown()).toBe('HKD');
  });
});
