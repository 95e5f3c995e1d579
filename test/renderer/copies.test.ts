import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { button, dialog, drop, go, texts } from './drive.ts';
import { useTheatre } from './play.ts';

const scene = useTheatre();
const t = texts.en;
const look = { language: 'en', records: 6, waiting: 0 } as const;

/** What can be copied here, by the names of the buttons. */
const copies = async (within: Page | Locator) => {
  const prefix = t.common.copy.replace('{{name}}', '');
  const names = await within
    .getByRole('button', { name: new RegExp(`^${prefix}`) })
    .evaluateAll((buttons) => buttons.map((one) => one.getAttribute('aria-label') ?? ''));
  return names.map((name) => name.slice(prefix.length));
};

/** Copies by the keyboard and gives what is on the clipboard then. */
async function copied(page: Page, within: Page | Locator, name: string): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await button(within, t.common.copy.replace('{{name}}', name)).first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: t.common.copied }).waitFor();
  return await page.evaluate(() => navigator.clipboard.readText());
}

describe('what is compared elsewhere can be copied', () => {
  scene('of a record', look, async ({ page }) => {
    await go(page, 'records', t);
    await page
      .getByRole('row')
      .nth(1)
      .dblclick({ position: { x: 200, y: 10 } });
    const drawer = dialog(page);
    await drawer.getByText(t.chains.block, { exact: true }).waitFor();
    expect(await copies(drawer)).toEqual(
      expect.arrayContaining([
        t.records.detail.digest,
        t.records.detail.id,
        t.records.detail.root,
        t.chains.block,
        t.chains.transaction,
      ]),
    );
    // as programs take it
    expect(await copied(page, drawer, t.chains.block)).toMatch(/^[0-9a-f]{64}$/);
  });

  scene('of this desk', look, async ({ page }) => {
    await go(page, 'trust', t);
    await page.getByText(t.trust.desk.origin).waitFor();
    const section = page.locator('section').filter({ hasText: t.trust.desk.origin }).first();
    expect(await copies(section)).toEqual([t.trust.code, t.trust.desk.origin, t.records.detail.root]);
    expect(await copied(page, section, t.trust.desk.origin)).toMatch(/^desk\/[0-9a-f]+$/);
  });

  scene('of a verdict', look, async ({ page }) => {
    await go(page, 'verify', t);
    await drop(page, ['different-file.pdf']);
    await page.getByText(t.verify.expert.title).click();
    const result = page.getByRole('article');
    await result.getByText(t.verify.expert.origin).waitFor();
    expect(await copies(result)).toEqual(
      expect.arrayContaining([
        t.verify.expert.number,
        t.verify.expert.digest,
        t.verify.expert.origin,
        t.verify.expert.root,
        t.verify.expert.code,
        t.verify.expert.fingerprint,
      ]),
    );
    // without the spaces of the page
    expect(await copied(page, result, t.verify.expert.number)).toMatch(/^[0-9A-Z]+$/);
  });
});

describe('the button that copies', () => {
  for (const width of [1360, 960, 512])
    scene(`stands beside what it copies in a window of ${width} px`, look, async ({ page }) => {
      await page.setViewportSize({ width, height: 700 });
      await go(page, 'trust', t);
      await page.getByText(t.trust.desk.origin).waitFor();
      const alone = await page.locator('code button').evaluateAll((buttons) =>
        buttons.filter((one) => {
          const before = document.createRange();
          before.setStart(one.closest('code') as Element, 0);
          before.setEndBefore(one);
          const lastLine = [...before.getClientRects()].filter(({ width: wide }) => wide > 1).at(-1);
          return lastLine === undefined || lastLine.bottom <= one.getBoundingClientRect().top;
        }),
      );
      expect(alone.length).toBe(0);
      expect(await page.locator('code button').count()).toBeGreaterThan(2);
    });
});

describe('a code that is to be compared with what somebody else says', () => {
  scene('is not offered to be carried over', look, async ({ page }) => {
    await go(page, 'trust', t);
    await button(page, t.trust.add).click();
    await dialog(page).getByText(t.trust.accept.title).waitFor();
    expect(await copies(dialog(page))).toEqual([]);
  });
});
