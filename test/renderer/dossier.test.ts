/** Dossiers in the window: made from a selection, a list and a table; shown, drawn from, compared, certified. */
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { button, dialog, go, seriousFindings, type Texts, texts } from './drive.ts';
import { useTheatre } from './play.ts';

const scene = useTheatre();

const picture = async (page: Page, name: string) => {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/dossier-${name}.png` });
};

/** Selects the first records and opens the dialog that makes a dossier of them. */
async function fromSelection(page: Page, t: Texts): Promise<void> {
  await go(page, 'records', t);
  await page.getByRole('row').nth(3).waitFor();
  for (const i of [1, 3, 4]) await page.getByRole('row').nth(i).getByRole('checkbox').click();
  await button(page, t.dossier.button).click();
  await dialog(page).waitFor();
}

/** Opens the page of the sealed dossier, which is the newest record. */
async function openDossier(page: Page, t: Texts): Promise<void> {
  await go(page, 'records', t);
  await page.getByRole('row').nth(1).getByRole('gridcell').nth(1).click();
  await button(page, t.dossier.sample.button).waitFor();
}

describe.each(['en', 'zh'] as const)('a dossier (%s)', (language) => {
  const t = texts[language];
  const look = { language, records: 12, waiting: 2 } as const;

  scene('is made of what is selected, opened, and taken back', look, async ({ page }) => {
    await fromSelection(page, t);
    const made = dialog(page);
    await made.getByRole('combobox', { name: t.dossier.template }).click();
    await page.locator('.ant-select-item-option').first().click();
    // the template fills in the rule, and what it needs can be read
    await made.getByText(t.dossier.needs).waitFor();
    expect(await made.getByRole('textbox', { name: t.dossier.fields.words, exact: true }).inputValue()).not.toBe('');
    await made.getByRole('textbox', { name: t.dossier.fields.title, exact: true }).fill('Pool 7');
    await made.getByText(t.dossier.warnings.only).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await picture(page, `make-${language}`);
    // more lines than a rule has are said, and nothing can be made
    const rule = made.getByRole('textbox', { name: t.dossier.fields.words, exact: true });
    const written = await rule.inputValue();
    await rule.fill(Array.from({ length: 21 }, (_, n) => `line ${n}`).join('\n'));
    await made.getByText(t.dossier.fields.wordsMany.replace('{{most}}', '20')).waitFor();
    expect(await button(made, t.dossier.go).isDisabled()).toBe(true);
    await rule.fill(written);
    // a day that is none is said, and nothing can be made
    await made.getByRole('textbox', { name: t.dossier.fields.cutOff, exact: true }).fill('2026-02-30');
    await made.getByText(t.dossier.fields.notADay).waitFor();
    expect(await button(made, t.dossier.go).isDisabled()).toBe(true);
    await made.getByRole('textbox', { name: t.dossier.fields.cutOff, exact: true }).fill('2026-06-30');
    await button(made, t.dossier.go).click();
    await button(page, t.dossier.page.seal).waitFor();
    await picture(page, `waits-${language}`);
    await page.keyboard.press('Escape');
    await button(page, t.common.undo).click();
    await page.getByText(t.dossier.takenBack).waitFor();
  });

  scene('is made of a table whose columns are said, once its rows are settled', look, async ({ page }) => {
    await go(page, 'records', t);
    await page.getByRole('row').nth(3).waitFor();
    await button(page, t.dossier.fromList).click();
    const made = dialog(page);
    await made.getByRole('radio', { name: t.dossier.source.tape }).check();
    await button(made, t.dossier.tape.choose).click();
    const head = made.getByRole('combobox', { name: t.dossier.tape.meaning.replace('{{head}}', '资产') });
    await head.click();
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option').nth(4).click();
    await made.getByRole('columnheader').nth(2).waitFor();
    await made.getByText('R-99').waitFor();
    await picture(page, `tape-${language}`);
    // rows without a record are not left out unless somebody says so
    expect(await button(made, t.dossier.go).isDisabled()).toBe(true);
    await made.getByRole('radio', { name: t.dossier.tape.skip_other.replace('{{formatted}}', '2') }).check();
    await expect.poll(() => button(made, t.dossier.go).isDisabled()).toBe(false);
    expect(await seriousFindings(page)).toEqual([]);
    await button(made, t.dossier.go).click();
    await button(page, t.dossier.page.seal).waitFor();
  });

  scene('says how far it is, and can be cancelled', look, async ({ page }) => {
    await fromSelection(page, t);
    const made = dialog(page);
    await made.getByRole('textbox', { name: t.dossier.fields.title, exact: true }).fill('slow');
    await expect.poll(() => button(made, t.dossier.go).isDisabled()).toBe(false);
    await button(made, t.dossier.go).click();
    const running = dialog(page).getByRole('status').filter({ hasText: t.dossier.steps.commit });
    await running.waitFor();
    await picture(page, `running-${language}`);
    await button(running, t.common.cancel).click();
    await made.getByText(t.dossier.cancelled).waitFor();
  });

  const sealed = { ...look, dossier: 100_000 } as const;

  scene('of 100,000 items is looked through, searched, and its warnings are read', sealed, async ({ page }) => {
    await openDossier(page, t);
    const grid = page.getByRole('grid', { name: t.dossier.lines.label });
    await grid.getByRole('row').nth(5).waitFor();
    expect(await grid.getAttribute('aria-rowcount')).toBe('100001');
    expect(await grid.getByRole('row').count()).toBeLessThan(60);
    await picture(page, `page-${language}`);
    await grid.focus();
    await page.keyboard.press('End');
    await grid.getByText('100,000', { exact: true }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByPlaceholder(t.dossier.lines.search).fill('no such thing');
    await page.getByText(t.dossier.lines.noMatch).waitFor();
    const warnings = page.locator('.pool-warning');
    const few = await warnings.count();
    await page.getByRole('checkbox', { name: t.dossier.warnings.only }).uncheck();
    expect(await warnings.count()).toBeGreaterThan(few);
  });

  scene('gives a sample, and a certificate that opens exactly it', sealed, async ({ page }) => {
    await openDossier(page, t);
    await button(page, t.dossier.sample.button).click();
    const sample = dialog(page);
    expect(await button(sample, t.dossier.sample.go).isDisabled()).toBe(true);
    await sample.getByRole('textbox', { name: t.dossier.sample.seed, exact: true }).fill('auditor 2026-07-01');
    await button(sample, t.dossier.sample.go).click();
    await sample.getByRole('status').filter({ hasText: '95' }).waitFor();
    await picture(page, `sample-${language}`);
    expect(await seriousFindings(page)).toEqual([]);
    await button(sample, t.sent.recordList.csv).click();
    await page.getByText(t.dossier.sample.saved).waitFor();
    // what is drawn by amount no certificate can repeat
    await sample.getByRole('radio', { name: t.dossier.sample.amount }).check();
    await button(sample, t.dossier.sample.go).click();
    await sample.getByRole('status').filter({ hasText: '4.88' }).filter({ hasText: '128,000' }).waitFor();
    expect(await button(sample, t.dossier.sample.certify).isDisabled()).toBe(true);
    await sample.getByRole('radio', { name: t.dossier.sample.item }).check();
    await button(sample, t.dossier.sample.go).click();
    await button(sample, t.dossier.sample.certify).click();
    const certify = page.getByRole('dialog', { name: t.dossier.certify.title });
    expect(await certify.getByRole('textbox', { name: t.dossier.sample.seed, exact: true }).inputValue()).toBe(
      'auditor 2026-07-01',
    );
    await picture(page, `certify-${language}`);
    expect(await seriousFindings(page)).toEqual([]);
    await button(certify, t.records.certify.go).click();
    await certify.getByText(t.dossier.certify.done).waitFor();
  });

  scene('opens items that are chosen, and is compared with another', { ...look, dossier: 6 }, async ({ page }) => {
    await openDossier(page, t);
    await button(page, t.dossier.compare.button).click();
    await button(dialog(page), t.dossier.compare.file).click();
    await dialog(page).getByText(t.dossier.compare.shared.replace('{{formatted}}', '4')).waitFor();
    await picture(page, `compare-${language}`);
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await button(page, t.dossier.tables.button).click();
    await dialog(page).getByRole('radio', { name: t.dossier.tables.esma }).check();
    await picture(page, `tables-${language}`);
    await button(dialog(page), t.dossier.tables.go).click();
    await page.getByText(t.dossier.tables.saved).waitFor();
    await button(page, t.records.detail.make).click();
    const certify = page.getByRole('dialog', { name: t.dossier.certify.title });
    await certify.getByRole('radio', { name: t.dossier.certify.chosen }).check();
    expect(await button(certify, t.records.certify.go).isDisabled()).toBe(true);
    // all at once, and none again
    const chosen = (count: number) =>
      certify.getByText(t.dossier.certify.chosenCount_other.replace('{{formatted}}', String(count))).waitFor();
    await certify.getByRole('row').first().getByRole('checkbox').click();
    await chosen(6);
    await certify.getByRole('row').first().getByRole('checkbox').click();
    await chosen(0);
    await certify.getByRole('row').nth(2).getByRole('checkbox').check();
    await picture(page, `chosen-${language}`);
    await button(certify, t.records.certify.go).click();
    await certify.getByText(t.dossier.certify.done).waitFor();
  });
});
