/** What is suggested for a record that waits: shown beside its fields, taken by a person, and saved with the rest. */
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { Suggestion } from '../../core/documents/reading/suggestion.ts';
import { button, dialog, seriousFindings, texts } from './drive.ts';
import { useTheatre } from './play.ts';

const scene = useTheatre();
const t = texts.en;

const seen = (name: string, value: Suggestion['value'], place: Suggestion['place'] = 'qr', doubtful = false) => ({
  name,
  value,
  place,
  doubtful,
});
const MONEY = { amount: '4449.00', currency: 'CNY' };
const suggests: readonly Suggestion[] = [
  seen('number', '26112000000000000019'),
  seen('number', '26112000000000000019', 'page'),
  seen('date', '2026-03-04', 'page'),
  seen('date', '2026-03-05', 'file-name'),
  seen('money', MONEY, 'qr', true),
  seen('sellerId', '91110108690017781B', 'page'),
];
/** The first that waits is a scan with a title and a kind, and no other fact. */
const look = { language: 'en', records: 2, waiting: 1, suggests } as const;

/** Every value of the dialog's fields. */
const fields = async (page: Page) => {
  const value = (name: string) => dialog(page).locator(`#${name}`).inputValue();
  return { number: await value('number'), date: await value('date'), money: await value('money') };
};
const open = async (page: Page) => {
  await page.getByRole('row').nth(1).getByRole('gridcell').nth(3).dblclick();
  await dialog(page).getByText(t.invoice.alsoSeen).waitFor();
};

scene('all that agree are taken with one key, and saved with the rest', look, async ({ page }) => {
  await open(page);
  expect(await fields(page)).toEqual({ number: '', date: '', money: '' });
  const all = button(dialog(page), t.invoice.takeAll_one);
  await all.focus();
  await page.keyboard.press('Enter');
  await vi.waitFor(async () => {
    expect(await fields(page)).toEqual({ number: '26112000000000000019', date: '', money: '' });
  });
  await page
    .getByRole('status')
    .filter({ hasText: t.invoice.tookAll_one.replace('{{count}}', '1') })
    .first()
    .waitFor({ state: 'attached' });
  expect(await all.count()).toBe(0);
  await button(dialog(page), t.common.save).click();
  await page.getByRole('row').nth(1).getByText('26112000000000000019').waitFor();
});

scene('what differs, or is doubtful, is shown with its place, and a person chooses', look, async ({ page }) => {
  await open(page);
  const lines = await dialog(page).locator('.suggested').allInnerTexts();
  expect(lines.map((line) => line.replace(t.invoice.takeOver, '').trim())).toEqual([
    'Suggested by the QR code and the text of the page: 26112000000000000019',
    'Suggested by the text of the page: 2026-03-04',
    'Suggested by the file name: 2026-03-05',
    'Suggested by the QR code: CNY 4,449.00 (altered or misread: its checksum does not fit)',
  ]);
  await button(dialog(page), 'Use that: 2026-03-05 as Date of the document').click();
  await vi.waitFor(async () => expect((await fields(page)).date).toBe('2026-03-05'));
  await dialog(page).getByText('Suggested by the text of the page: 2026-03-04').waitFor();
  expect(await dialog(page).getByText('Suggested by the file name').count()).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByText(t.common.discard.question).waitFor();
});

scene('many records are given theirs at once, which can be undone', look, async ({ page }) => {
  await page.getByRole('row').nth(1).getByRole('checkbox').check();
  await button(page, t.notarize.takeSuggestions).click();
  await page.getByRole('row').nth(1).getByText('26112000000000000019').waitFor();
  await button(page, t.common.undo).click();
  await page.getByText(t.notarize.editor.undone).waitFor();
  expect(await page.getByRole('row').nth(1).getByText('26112000000000000019').count()).toBe(0);
});

scene('undoing says what stays, because it was changed again', look, async ({ page }) => {
  await page.getByRole('row').nth(1).getByRole('checkbox').check();
  await button(page, t.notarize.takeSuggestions).click();
  await page.getByRole('row').nth(1).getByText('26112000000000000019').click();
  await page.locator('.cell-editor input').fill('By hand');
  await page.keyboard.press('Enter');
  await button(page, t.common.undo).click();
  await page.getByText('Undone in full for 0 of 1 records', { exact: false }).waitFor();
  expect(await page.getByRole('row').nth(1).getByText('By hand').count()).toBe(1);
});

for (const language of ['en', 'zh'] as const)
  scene(`fits the dialog (${language})`, { ...look, language }, async ({ page }) => {
    await page.getByRole('row').nth(1).getByRole('gridcell').nth(3).dblclick();
    await dialog(page).getByText(texts[language].invoice.alsoSeen).waitFor();
    const wide = await dialog(page).evaluate((one) => one.scrollWidth - one.clientWidth);
    expect(wide).toBeLessThanOrEqual(1);
  });
