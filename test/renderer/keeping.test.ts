import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { button, dialog, go, seriousFindings, texts } from './drive.ts';
import { useTheatre } from './play.ts';

const scene = useTheatre();
const english = { language: 'en' } as const;
const t = texts.en;

const openRecord = async (page: Page, row: number) => {
  await go(page, 'records', t);
  await page.getByRole('row').nth(row).getByRole('gridcell').nth(2).click();
  await button(page, t.erase.button).waitFor();
};

describe('erasing', () => {
  scene(
    'says what goes and what stays, waits for the tick, then names what lies elsewhere',
    english,
    async ({ page }) => {
      await openRecord(page, 12);
      await button(page, t.erase.button).click();
      const box = dialog(page);
      for (const words of [t.erase.warning, t.erase.goesFacts, t.erase.staysLeaf, t.erase.goesBox, t.erase.elsewhere])
        await box.getByText(words, { exact: true }).waitFor();
      expect(await button(box, t.erase.go).isDisabled()).toBe(true);
      await box.getByLabel(t.erase.tick).check();
      await button(box, t.erase.go).click();
      await box.getByText(t.erase.done_one.replace('{{count}}', '1')).waitFor();
      await box.getByText('/home/wang/Documents/').waitFor();
      await box.getByRole('button', { name: t.common.close }).last().click();
      // the record that stands open, and its row
      await page.getByText(t.erase.name).waitFor();
      await page.getByText(t.erase.noCertificate).waitFor();
      expect(await button(page, t.erase.button).count()).toBe(0);
      expect(await page.getByRole('row').nth(12).textContent()).toContain('Erased');
    },
  );

  scene('of a selection, by keyboard alone', english, async ({ page }) => {
    await go(page, 'records', t);
    await page.getByRole('checkbox', { name: t.common.selectAll }).click();
    const open = button(page, t.erase.button);
    await open.focus();
    await page.keyboard.press('Enter');
    await dialog(page).getByText(t.erase.warning, { exact: true }).waitFor();
    expect(await dialog(page).textContent()).toContain('Erase 46 records');
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    const tick = dialog(page).getByLabel(t.erase.tick);
    await tick.focus();
    await page.keyboard.press('Space');
    await button(dialog(page), t.erase.go).focus();
    await page.keyboard.press('Enter');
    await dialog(page).getByText('46 records were erased.').waitFor();
    await page.keyboard.press('Escape');
    await button(page, t.erase.button).waitFor({ state: 'detached' });
  });
});

describe('access to the desk', () => {
  const toSettings = async (page: Page) => {
    await go(page, 'settings', t);
    await page.getByRole('region', { name: t.access.title }).scrollIntoViewIfNeeded();
  };

  scene(
    'a desk that only file permissions protect says so, until a passphrase is set',
    { ...english, ways: ['file', 'recovery'] },
    async ({ page }) => {
      await toSettings(page);
      await page.getByText(t.access.file).waitFor();
      await button(page, t.access.setPassphrase).click();
      expect(await dialog(page).getByLabel(t.access.current).count()).toBe(0);
      await dialog(page).getByLabel(t.access.next, { exact: true }).fill('short');
      await dialog(page).getByLabel(t.access.again).fill('shorter');
      await button(dialog(page), t.common.save).click();
      await dialog(page).getByText(t.access.nextShort.replace('{{min}}', '8')).waitFor();
      await dialog(page).getByText(t.access.notTheSame).waitFor();
      for (const label of [t.access.next, t.access.again])
        await dialog(page).getByLabel(label, { exact: true }).fill('battery staple');
      await page.keyboard.press('Enter');
      await page.getByText(t.access.set).waitFor();
      await button(page, t.access.changePassphrase).waitFor();
      expect(await page.getByText(t.access.file).count()).toBe(0);
    },
  );

  scene(
    'a wrong passphrase says so beside its field, and changes nothing',
    { ...english, ways: ['passphrase', 'recovery'] },
    async ({ page }) => {
      await toSettings(page);
      await button(page, t.access.renew).click();
      await dialog(page).getByLabel(t.access.current).fill('wrong horse');
      await button(dialog(page), t.access.renewGo).click();
      await dialog(page).getByText('This is neither the passphrase nor the recovery code of this desk.').waitFor();
      await dialog(page).getByLabel(t.access.current).fill('correct horse');
      await button(dialog(page), t.access.renewGo).click();
      const code = dialog(page).getByRole('group', { name: t.setup.recovery.code });
      expect(await code.textContent()).toMatch(/^([0-9A-Z]{5}-){5}[0-9A-Z]{5}$/);
      // shown once: it is left only by saying that it is kept
      await page.keyboard.press('Escape');
      await button(dialog(page), t.access.copy).click();
      await dialog(page).getByText(t.access.copied).waitFor();
      expect(await button(dialog(page), t.access.finish).isDisabled()).toBe(true);
      await dialog(page).getByLabel(t.setup.recovery.kept).check();
      await button(dialog(page), t.access.finish).click();
      await dialog(page).waitFor({ state: 'detached' });
    },
  );

  scene('a locked desk says that it is locked', { ...english, problem: 'key-locked' }, async ({ page }) => {
    await toSettings(page);
    await page.getByText(t.access.locked).waitFor();
    expect(await button(page, t.access.renew).count()).toBe(0);
  });
});

describe.each([
  ['zh', 'light'],
  ['en', 'dark'],
] as const)('pictures in %s, %s', (language, theme) => {
  const words = texts[language];

  scene(
    'the dialogs and the settings',
    { language, theme, ways: ['passphrase', 'recovery'] },
    async ({ page, picture }) => {
      const show = async (name: string) => {
        await page.waitForTimeout(150);
        await picture(`${language}-${theme}-${name}`);
        expect.soft(await seriousFindings(page), name).toEqual([]);
      };
      await go(page, 'records', words);
      await page.getByRole('row').nth(12).getByRole('gridcell').nth(2).click();
      const erase = button(page, words.erase.button);
      await erase.waitFor();
      await show('60-record-erase');
      await erase.click();
      await dialog(page).getByLabel(words.erase.tick).check();
      await show('61-erase');
      await button(dialog(page), words.erase.go).click();
      await dialog(page).getByRole('status').waitFor();
      await show('62-erased');
      await dialog(page).getByRole('button', { name: words.common.close }).last().click();
      await page.getByText(words.erase.name).waitFor();
      await show('63-erased-record');
      await page.keyboard.press('Escape');
      await show('64-list');
      await go(page, 'settings', words);
      await page.getByRole('region', { name: words.access.title }).scrollIntoViewIfNeeded();
      await show('65-access');
      await button(page, words.access.changePassphrase).click();
      await dialog(page).waitFor();
      await show('66-passphrase');
      await button(dialog(page), words.common.cancel).click();
      await button(page, words.access.renew).click();
      await dialog(page).getByLabel(words.access.current).fill('correct horse');
      await show('67-renew');
      await button(dialog(page), words.access.renewGo).click();
      await dialog(page).getByRole('group').waitFor();
      await show('68-new-code');
    },
  );

  scene('a desk without protection', { language, theme, ways: ['file', 'recovery'] }, async ({ page, picture }) => {
    await go(page, 'settings', words);
    await page.getByRole('region', { name: words.access.title }).scrollIntoViewIfNeeded();
    await picture(`${language}-${theme}-69-unprotected`);
  });
});
