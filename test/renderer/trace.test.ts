/** The trace of a record: drawn, listed, by keyboard, in both languages and appearances. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { button, dialog, go, seriousFindings, type Texts, texts } from './drive.ts';
import { useTheatre } from './play.ts';
import { picturesFolder } from './stage.ts';

const scene = useTheatre();

async function openTrace(page: Page, t: Texts): Promise<void> {
  await go(page, 'records', t);
  await page
    .getByRole('row')
    .nth(2)
    .dblclick({ position: { x: 200, y: 10 } });
  await button(dialog(page), new RegExp(`${t.trace.button}$`)).click();
  await page.locator('.trace-card').first().waitFor();
}

const chosen = (page: Page) => page.locator('.trace-card[aria-current="true"]').textContent();

async function picture(page: Page, name: string): Promise<void> {
  await mkdir(picturesFolder, { recursive: true });
  await writeFile(join(picturesFolder, `${name}.png`), await page.screenshot());
}

describe('a trace', () => {
  for (const [language, theme] of [
    ['en', 'light'],
    ['zh', 'dark'],
  ] as const)
    scene(
      `is drawn on a time line and listed: ${language}, ${theme}`,
      { language, theme, records: 6 },
      async ({ page }) => {
        const t = texts[language];
        await openTrace(page, t);
        expect(await page.locator('.trace-card').count()).toBeGreaterThan(4);
        expect(await seriousFindings(page)).toEqual([]);
        await picture(page, `trace-${language}-${theme}`);
        await dialog(page).getByText(t.trace.list, { exact: true }).click();
        expect(await dialog(page).getByRole('row').count()).toBe(8);
        expect(await seriousFindings(page)).toEqual([]);
        await picture(page, `trace-list-${language}-${theme}`);
      },
    );

  scene(
    'every record is reached by arrow keys: along links, and in the order of time',
    { language: 'en', records: 6 },
    async ({ page }) => {
      await openTrace(page, texts.en);
      expect(await chosen(page)).toMatch(/^1\. PO-7; Order;/);
      await page.locator('.trace-card[aria-current="true"]').focus();
      const reached: (string | null)[] = [];
      await page.keyboard.press('Home');
      for (let i = 0; i < 7; i++) {
        reached.push((await chosen(page))?.split(';')[0] ?? null);
        await page.keyboard.press('ArrowDown');
      }
      expect(new Set(reached).size).toBe(7);
      await page.keyboard.press('Home');
      while (!(await chosen(page))?.includes('INV-9')) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowLeft');
      expect(await chosen(page)).toContain('HT-1');
      await page.keyboard.press('ArrowRight');
      expect(await chosen(page)).toContain('INV-9');
      // what is chosen has the focus
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('INV-9');
    },
  );

  scene(
    "shows a partner's verdict as one of the day it was reached, and a leaf hash only of a leaf",
    { language: 'en', records: 6 },
    async ({ page }) => {
      await openTrace(page, texts.en);
      const card = (number: string) => page.locator('.trace-card').filter({ hasText: number });
      const detail = page.locator('.trace-detail');
      expect(await card('PO-7').locator('.tone-green').count()).toBe(1);
      expect(await card('DN-5').locator('.tone-green').count()).toBe(0);
      expect(await page.locator('.trace-anchor.remembered').count()).toBe(1);
      await card('DN-5').click();
      await detail.getByText('as checked on 2026-11-22').first().waitFor();
      expect(await detail.getByText(texts.en.trace.leaf, { exact: true }).count()).toBe(1);
      await picture(page, 'trace-partner-en');
      // only what is seen is drawn: the record that waits is reached by time
      await page.keyboard.press('End');
      for (let i = 0; i < 7 && !(await chosen(page))?.includes('PAY-2'); i++) await page.keyboard.press('ArrowUp');
      await detail.getByText('PAY-2').first().waitFor();
      expect(await detail.getByText(texts.en.trace.leaf, { exact: true }).count()).toBe(0);
    },
  );

  scene(
    'is zoomed, and saved for programs and for the other side',
    { language: 'en', records: 6 },
    async ({ page }) => {
      const t = texts.en;
      await openTrace(page, t);
      await page.getByRole('button', { name: t.trace.smaller }).click();
      await page.getByRole('button', { name: '75 %' }).waitFor();
      await button(dialog(page), new RegExp(t.trace.pack.button)).click();
      await dialog(page).getByText(t.trace.pack.what).waitFor();
      await picture(page, 'trace-pack-en');
      await button(dialog(page), t.share.go).click();
      await page.getByText('/home/clerk/trace.zip').waitFor();
    },
  );

  scene(
    'of thousands of records draws only what is seen',
    { language: 'en', records: 6, trace: 5000 },
    async ({ page }) => {
      await openTrace(page, texts.en);
      expect(await page.locator('.trace-card').count()).toBeLessThan(400);
      expect(await page.locator('.trace-link').count()).toBeLessThan(1500);
      await picture(page, 'trace-many-en');
    },
  );

  scene('is put on paper whole', { language: 'en', records: 6 }, async ({ page }) => {
    await openTrace(page, texts.en);
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    expect(await dialog(page).getByRole('row').count()).toBe(8);
    expect(await page.locator('.trace-drawing.whole .trace-card').count()).toBe(7);
    await mkdir(picturesFolder, { recursive: true });
    await writeFile(join(picturesFolder, 'trace-paper-en.png'), await page.screenshot({ fullPage: true }));
  });
});
