/** The editor of facts with profiles: what a record is told by is typed there, and what would go is said first. */
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { profileFactWords } from '../../core/records/profiles/words.ts';
import { button, dialog, texts } from './drive.ts';
import { useTheatre } from './play.ts';

const scene = useTheatre();

async function open(page: Page) {
  await page
    .getByRole('row')
    .filter({ hasText: 'IMG_20261118' })
    .dblclick({ position: { x: 60, y: 10 } });
  await dialog(page).waitFor();
}

async function choose(page: Page, label: string, option: string) {
  await dialog(page).getByRole('combobox', { name: label }).click();
  await page
    .locator('.ant-select-item-option')
    .and(page.getByTitle(option, { exact: true }))
    .click();
}

describe.each(['en', 'zh'] as const)('the profile of a waiting record (%s)', (language) => {
  const t = texts[language].notarize.editor;
  const { common } = texts[language];
  const own = profileFactWords(language);
  const [invoice, payment] = language === 'en' ? ['Invoice', 'Payment'] : ['发票', '付款凭证'];

  scene(
    'brings its fields, and says which facts another one has no place for',
    { language, records: 0, waiting: 6 },
    async ({ page }) => {
      await open(page);
      const field = (name: keyof typeof own) => dialog(page).getByRole('textbox', { name: own[name], exact: true });
      expect(await field('seller').count()).toBe(0);
      await choose(page, t.profile, invoice as string);
      await field('seller').fill('杭州甲公司');
      await field('net').fill('5');
      await button(dialog(page), common.save).click();
      await page.getByText(t.saved_one.replace('{{count}}', '1')).waitFor();
      await open(page);
      expect(await field('seller').inputValue()).toBe('杭州甲公司');
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/invoice-${language}.png` });
      await choose(page, t.profile, payment as string);
      await dialog(page).getByText(own.seller).waitFor();
      expect(await field('payee').count()).toBe(1);
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/payment-${language}.png` });
      await button(dialog(page), common.save).click();
      await dialog(page).waitFor({ state: 'detached' });
    },
  );
});
