import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { BoxState } from '../../core/documents/box/types.ts';
import { boxWordsFor } from '../../core/words/box.ts';
import { wordsFor } from '../../core/words/words.ts';
import { button, dialog, drop, go, seriousFindings, texts } from './drive.ts';
import { stateOf } from './fake/box.ts';
import { useTheatre } from './play.ts';

const t = texts.en;
const english = { language: 'en' } as const;
const states = boxWordsFor('en').states;

const sheet = (page: Page) => page.getByRole('region', { name: t.box.title });
const grid = (page: Page) => page.getByRole('grid', { name: t.box.list });
const chip = (page: Page, name: string) =>
  page.getByRole('group', { name: t.box.filter.label }).getByRole('button', { name });
const found = (page: Page, formatted: string) =>
  page.getByText(t.box.filter.found_other.replace('{{formatted}}', formatted), { exact: true });

/** Rows of a state in a played box of so many. */
const rowsOf = (state: BoxState, files: number) =>
  Array.from({ length: files }, (_, i) => stateOf(i + 1)).filter((one) => one === state).length;

async function open(page: Page, name: string): Promise<void> {
  await go(page, 'verify', t);
  await drop(page, [name]);
  await sheet(page).waitFor();
}

/** The case box: what a person does with it, and what the window then shows. */
describe('the case box', () => {
  const scene = useTheatre();

  scene(
    'is for folders, archives, mails and many files; a certificate with its document is not one',
    english,
    async ({ page }) => {
      await go(page, 'verify', t);
      await drop(page, ['proven.pdf', 'contract.docx']);
      await page.getByRole('heading', { level: 2, name: wordsFor('en').verdictTitle('proven') }).waitFor();
      expect(await sheet(page).count()).toBe(0);
      for (const names of [
        ['box-40'],
        ['evidence.zip'],
        ['letter.eml'],
        Array.from({ length: 21 }, (_, i) => `${i}.pdf`),
      ]) {
        await drop(page, names);
        await sheet(page).waitFor();
        await button(page, t.box.done.close).click();
        await page.getByText(t.verify.drop).waitFor();
      }
      await button(page, t.box.chooseFolder).click();
      await found(page, '300').waitFor();
    },
  );

  scene('shows totals that filter, sorts, and finds by name', english, async ({ page }) => {
    await open(page, 'box-400');
    await found(page, '400').waitFor();
    await sheet(page).getByText(boxWordsFor('en').pagesNotCompared, { exact: true }).waitFor();
    // what needs a look comes first
    await page.getByRole('row').nth(1).filter({ hasText: states.forked }).waitFor();
    const [pending, duplicate] = [rowsOf('pending', 400), rowsOf('duplicate', 400)];
    await chip(page, `${states.pending} ${pending}`).click();
    await found(page, `${pending}`).waitFor();
    expect(await chip(page, `${states.pending} ${pending}`).getAttribute('aria-pressed')).toBe('true');
    await chip(page, `${states.duplicate} ${duplicate}`).click();
    await found(page, `${pending + duplicate}`).waitFor();
    await button(page, t.box.filter.clear).click();
    await found(page, '400').waitFor();
    await page.getByLabel(t.box.filter.search).fill('00012');
    await page.getByText(t.box.filter.found_one.replace('{{formatted}}', '1'), { exact: true }).waitFor();
    await page.getByLabel(t.box.filter.search).fill('nowhere at all');
    await page.getByText(t.box.filter.noMatch).waitFor();
    await button(page, t.box.filter.clear).click();
    await page.getByRole('columnheader').getByRole('button', { name: t.box.columns.number }).click();
    await page.getByRole('gridcell', { name: '1', exact: true }).waitFor();
    await page.getByRole('columnheader').getByRole('button', { name: t.box.columns.number }).click();
    await page.getByRole('row').nth(1).getByRole('gridcell', { name: '400', exact: true }).waitFor();
  });

  scene('opens a row by keyboard, with its whole verdict, and gives the focus back', english, async ({ page }) => {
    await open(page, 'box-60');
    await grid(page).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('heading', { level: 2, name: states.duplicate }).waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
    expect(await grid(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await chip(page, `${states.tampered} ${rowsOf('tampered', 60)}`).click();
    await page.getByRole('row').nth(1).getByText(states.tampered).click();
    await dialog(page).getByText(wordsFor('en').checks.page).waitFor();
  });

  scene('stops, and goes on from there', english, async ({ page }) => {
    await go(page, 'verify', t);
    await drop(page, ['endless-box-400']);
    const bar = page.getByRole('progressbar', { name: t.box.running.title });
    await page.getByText(/200 of 400 files/).waitFor();
    expect(await bar.getAttribute('aria-valuenow')).toBe('50');
    await page.getByText(t.box.running.said.replace('{{percent}}', '50')).waitFor({ state: 'attached' });
    // other files can be checked meanwhile
    await drop(page, ['proven.pdf']);
    await page.getByRole('heading', { level: 2, name: wordsFor('en').verdictTitle('proven') }).waitFor();
    await button(page.getByRole('region', { name: t.box.running.title }), t.common.cancel).click();
    await button(page.getByRole('main'), t.common.close).click();
    await button(page, t.box.cutOff.resume).click();
    await found(page, '400').waitFor();
  });

  scene('offers a check that ended with the program', { ...english, cutOff: true }, async ({ page }) => {
    await go(page, 'verify', t);
    await page.getByText(t.box.cutOff.happened.replace('{{name}}', 'box-400')).waitFor();
    await button(page, t.box.cutOff.discard).click();
    await button(page, t.box.cutOff.discard).waitFor({ state: 'detached' });
    await page.getByText(t.verify.drop).waitFor();
  });

  scene('saves the sheet, and has it notarized', { ...english, records: 0, waiting: 0 }, async ({ page }) => {
    await open(page, 'box-40');
    for (const format of ['pdf', 'xlsx', 'csv', 'sha256'] as const) {
      await button(page, t.box.export[format]).click();
      await page.getByText(t.box.export.saved).first().waitFor();
    }
    await button(page, t.box.export.notarize).click();
    await button(page, t.box.export.records).click();
    await page.getByRole('row').filter({ hasText: '批量核验表.pdf' }).waitFor();
  });

  scene('says that it is done to somebody who works elsewhere', english, async ({ page }) => {
    await go(page, 'records', t);
    await page.evaluate(() => {
      const { tellPlayed } = globalThis as unknown as { tellPlayed(event: unknown): void };
      const status = { state: 'done', sources: ['/files/box'], sheet: { totals: { rows: 7 } }, time: '' };
      tellPlayed({ kind: 'box', status });
    });
    await page.getByText(t.box.done.said.replace('{{count}}', '7')).first().waitFor();
    await button(page, t.common.show).click();
    await page.getByRole('heading', { level: 1, name: t.verify.title }).waitFor();
  });

  scene('is checked again when other bundles are trusted', english, async ({ page }) => {
    await open(page, 'box-40');
    await go(page, 'trust', t);
    await button(page, t.trust.add).click();
    await button(dialog(page), t.trust.accept.without).click();
    await go(page, 'verify', t);
    await button(page, t.box.done.again).click();
    await button(page, t.box.done.again).waitFor({ state: 'detached' });
    await found(page, '40').waitFor();
  });

  scene('scrolls through 50,000 rows', english, async ({ page }) => {
    await open(page, 'box-50000');
    await found(page, '50,000').waitFor();
    expect(await page.getByRole('row').count()).toBeLessThan(60);
    expect(await grid(page).getAttribute('aria-rowcount')).toBe('50001');
    await page.getByRole('columnheader').getByRole('button', { name: t.box.columns.number }).click();
    await page.getByRole('gridcell', { name: '1', exact: true }).waitFor();
    await grid(page).focus();
    const begun = Date.now();
    await page.keyboard.press('End');
    await page.getByRole('gridcell', { name: '50,000', exact: true }).waitFor();
    console.info(`50,000 rows: last row after ${Date.now() - begun} ms`);
  });
});

/** Every screen of the case box: nothing serious for axe, and a picture for people to look at. */
describe.each([
  ['zh', 'light'],
  ['en', 'dark'],
] as const)('screens of the case box in %s, %s', (language, theme) => {
  const scene = useTheatre();
  const words = texts[language];

  scene('are without serious findings', { language, theme, cutOff: true }, async ({ page, picture }) => {
    const show = async (name: string) => {
      await page.waitForTimeout(150);
      await picture(`${language}-${theme}-box-${name}`);
      expect.soft(await seriousFindings(page), name).toEqual([]);
    };
    await go(page, 'verify', words);
    await button(page, words.box.cutOff.resume).waitFor();
    await show('1-cut-off');
    await drop(page, ['endless-box-400']);
    await page
      .getByText(/200.*400/)
      .first()
      .waitFor();
    await show('2-running');
    await button(page, words.common.cancel).click();
    await button(page, words.box.cutOff.resume).click();
    await page.getByRole('grid', { name: words.box.list }).waitFor();
    await show('3-sheet');
    await page.getByRole('row').nth(1).getByRole('gridcell').nth(1).click();
    await dialog(page).getByRole('heading', { level: 2 }).first().waitFor();
    await show('4-row');
    await page.keyboard.press('Escape');
    await page.getByRole('textbox', { name: words.box.filter.search }).fill('nowhere at all');
    await page.getByText(words.box.filter.noMatch).waitFor();
    await show('5-nothing-found');
  });
});
