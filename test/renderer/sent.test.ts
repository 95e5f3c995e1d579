import { describe, expect } from 'vitest';
import { button, dialog, go, seriousFindings, texts } from './drive.ts';
import { useTheatre } from './play.ts';
import type { Stage } from './stage.ts';

const t = texts.en;
const english = { language: 'en', records: 12, waiting: 0 } as const;

/** Sending that is remembered, and packs for court, in the window. */
describe('what was sent', () => {
  const scene = useTheatre();

  scene('remembers who a share is for and opens a mail with it', english, async ({ page }) => {
    await go(page, 'records', t);
    await page.getByRole('row').nth(1).getByRole('checkbox').check();
    await button(page, t.share.button).click();
    const field = dialog(page).getByRole('combobox', { name: t.sent.to.label });
    await field.fill('Bank of Somewhere <desk@bank.example>');
    await field.press('Enter');
    await field.press('Escape');
    await button(dialog(page), t.share.go).click();
    await dialog(page).getByText('/home/wang/证书.zip').waitFor();
    await dialog(page)
      .getByText(/Bank of Somewhere <desk@bank.example>/)
      .waitFor();
    await button(dialog(page), t.sent.mail.button).click();
    await dialog(page).getByText(t.sent.mail.attached).waitFor();
    await button(dialog(page), t.common.close).last().click();
    await page.getByText(t.sent.sent, { exact: true }).click();
    await page.getByRole('gridcell', { name: 'Bank of Somewhere <desk@bank.example>' }).waitFor();
  });

  scene('offers what is newer to those who have what is older', { ...english, sent: 5 }, async ({ page }) => {
    await go(page, 'records', t);
    const offers = page.getByRole('list', { name: t.sent.due.list }).getByRole('listitem');
    await offers.nth(1).waitFor();
    const before = await offers.count();
    await offers.first().getByRole('button').click();
    await dialog(page).getByText(t.share.what).waitFor();
    await button(dialog(page), t.share.go).click();
    await dialog(page).getByText(t.sent.outcome.title, { exact: true }).waitFor();
    await button(dialog(page), t.common.close).last().click();
    await expect.poll(() => offers.count()).toBe(before - 1);
  });

  scene('is found, narrowed, and opens its record', { ...english, sent: 25 }, async ({ page }) => {
    await go(page, 'records', t);
    await page.getByText(t.sent.sent, { exact: true }).click();
    await page.getByText(t.sent.count_other.replace('{{formatted}}', '25')).waitFor();
    await page.getByLabel(t.sent.onlyDue).check();
    await page.getByText(t.sent.count_other.replace('{{formatted}}', '10')).waitFor();
    await page.getByRole('textbox', { name: t.sent.search }).fill('nordic');
    await page.getByText(t.sent.count_other.replace('{{formatted}}', '4')).waitFor();
    await expect.poll(() => page.getByRole('row').count()).toBe(5);
    await page.getByRole('row').nth(1).getByRole('gridcell').nth(2).click();
    await dialog(page).getByText(t.records.detail.facts).waitFor();
  });

  scene('is saved as a register', { ...english, sent: 3 }, async ({ page }) => {
    await go(page, 'records', t);
    await page.getByText(t.sent.sent, { exact: true }).click();
    await button(page, t.sent.recordList.xlsx).click();
    await page.getByText(t.sent.recordList.done).waitFor();
  });

  scene('is packed for court, which can be cancelled', english, async ({ page }) => {
    await go(page, 'records', t);
    await page.getByLabel(t.common.selectAll).click();
    await button(page, t.pack.button).click();
    await button(dialog(page), t.pack.go).click();
    await dialog(page).getByRole('progressbar').waitFor();
    await dialog(page).getByRole('status').getByRole('button', { name: t.common.cancel }).click();
    await dialog(page).getByText(t.pack.cancelled).waitFor();
    await button(dialog(page), t.pack.go).click();
    await dialog(page).getByText(t.pack.done).waitFor();
    await dialog(page).getByText('/home/wang/法院材料包.zip').waitFor();
  });
});

/** Looked at in both languages and both colourings; nothing serious for axe. */
describe.each([
  ['zh', 'light'],
  ['en', 'dark'],
] as const)('screens of what was sent in %s, %s', (language, theme) => {
  const words = texts[language];
  const scene = useTheatre();

  async function show({ page, picture }: Stage, name: string): Promise<void> {
    await page.waitForTimeout(150);
    await picture(`${language}-${theme}-${name}`);
    expect.soft(await seriousFindings(page), name).toEqual([]);
  }

  scene('list, offer, packing', { language, theme, records: 12, waiting: 0, sent: 9 }, async (stage) => {
    const { page } = stage;
    await go(page, 'records', words);
    await page.getByRole('list', { name: words.sent.due.list }).waitFor();
    await show(stage, '40-replacements');
    await page.getByText(words.sent.sent, { exact: true }).click();
    await page.getByRole('row').nth(3).waitFor();
    await show(stage, '41-sent');
    await page.getByText(words.sent.records, { exact: true }).click();
    await page.getByRole('row').nth(1).getByRole('checkbox').check();
    await button(page, words.share.button).click();
    const field = dialog(page).getByRole('combobox', { name: words.sent.to.label });
    await field.fill('法院 <filing@court.example>');
    await field.press('Enter');
    await field.press('Escape');
    await show(stage, '42-send-to');
    await button(dialog(page), words.share.go).click();
    await dialog(page).getByText(words.sent.outcome.title, { exact: true }).waitFor();
    await button(dialog(page), words.sent.mail.button).click();
    await dialog(page).getByText(words.sent.mail.attached).waitFor();
    await show(stage, '43-mail');
    await button(dialog(page), words.common.close).last().click();
    await button(page, words.pack.button).click();
    await dialog(page).getByText(words.pack.what).waitFor();
    await show(stage, '44-pack');
    await button(dialog(page), words.pack.go).click();
    await dialog(page).getByText(words.pack.done).waitFor();
    await show(stage, '45-packed');
  });
});
