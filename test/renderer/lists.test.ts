import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type Column, fittingColumns } from '../../renderer/components/grid/columns.ts';
import { splitTail } from '../../renderer/components/middle-text.tsx';
import { button, dialog, go, seriousFindings, texts } from './drive.ts';
import { useTheatre } from './play.ts';

const scene = useTheatre();
const english = { language: 'en' } as const;
const t = texts.en;

describe('a text that is cut in its middle', () => {
  it.each([
    ['INV-2026-0001.pdf', 'INV', '-2026-0001.pdf'],
    ['采购合同（第三版）终稿.pdf', '采购合同（第', '三版）终稿.pdf'],
    ['short', '', 'short'],
    ['', '', ''],
    // what people see as one sign is never cut
    ['family 👨‍👩‍👧‍👦 picture.png', 'family ', '👨‍👩‍👧‍👦 picture.png'],
  ])('%s', (text, head, tail) => {
    expect(splitTail(text).join('')).toBe(text);
    expect(splitTail(text)).toEqual([head, tail]);
  });
});

describe('a text for which there is room', () => {
  scene('is shown whole', { ...english, waiting: 6 }, async ({ page }) => {
    await page.getByText('invoice-4711.xml').waitFor();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const cut = await page.evaluate(() => {
      // dots hide what does not fit from scrollWidth: the text is measured
      const width = (half: Element) => {
        const copy = half.cloneNode() as HTMLElement;
        copy.style.cssText = 'position: fixed; max-width: none; width: max-content';
        half.parentElement?.append(copy);
        const { width } = copy.getBoundingClientRect();
        copy.remove();
        return width;
      };
      return [...document.querySelectorAll('.grid .middle')].flatMap((middle) => {
        const halves = [...middle.querySelectorAll('[data-text]')].map((half) => ({
          shown: half.getBoundingClientRect().width,
          needed: width(half),
        }));
        const room = (middle.closest('.grid-cell')?.clientWidth ?? 0) - 24;
        const needed = halves.reduce((sum, half) => sum + half.needed, 0);
        const isCut = needed <= room && halves.some((half) => half.shown < half.needed - 0.5);
        return isCut ? [middle.getAttribute('title')] : [];
      });
    });
    expect(cut).toEqual([]);
    const tails = page.locator('.grid .middle-tail');
    expect(await tails.count()).toBeGreaterThan(15);
  });
});

describe('a text for which there is no room', () => {
  scene('is cut once', { ...english, waiting: 6 }, async ({ page }) => {
    await page.setViewportSize({ width: 1024, height: 700 });
    await page.getByText('invoice-4711.xml').waitFor();
    const parts = await page.locator('.grid-cell > .middle:has(.middle-head)').evaluateAll((all) =>
      all
        .filter(({ clientWidth }) => clientWidth <= 104)
        .map(({ children }) =>
          [...children].filter((one) => one.checkVisibility() && getComputedStyle(one).color !== 'rgba(0, 0, 0, 0)'),
        )
        .map(({ length }) => length),
    );
    expect(new Set(parts)).toEqual(new Set([1]));
  });
});

describe('columns', () => {
  const column = (key: string, track: string, drop?: number): Column<null> => ({
    key,
    title: key,
    track,
    ...(drop === undefined ? {} : { drop }),
    render: () => null,
  });
  const all = [column('file', 'minmax(200px, 4fr)'), column('time', '100px', 1), column('size', '80px', 2)];
  const shown = (width: number) => fittingColumns(all, width).map(({ key }) => key);

  it('go in their order when there is too little room, and the one by which a row is known stays', () => {
    expect(shown(380)).toEqual(['file', 'time', 'size']);
    expect(shown(379)).toEqual(['file', 'time']);
    expect(shown(299)).toEqual(['file']);
    expect(shown(10)).toEqual(['file']);
  });
});

describe('a list', () => {
  scene('opens a record by a double click, and a field by one', { ...english, waiting: 3 }, async ({ page }) => {
    const cell = page.getByRole('row').nth(1).getByRole('gridcell').nth(2);
    await cell.dblclick();
    await dialog(page).waitFor();
    expect(await page.locator('.cell-editor').count()).toBe(0);
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
    await cell.click();
    await page.locator('.cell-editor input').waitFor();
  });

  scene(
    'stays open when a record is opened by a double click',
    { ...english, records: 20, waiting: 0 },
    async ({ page }) => {
      await go(page, 'records', t);
      await page.getByRole('row').nth(1).getByRole('gridcell').nth(2).dblclick();
      await dialog(page).waitFor();
      await page.waitForTimeout(600);
      expect(await dialog(page).isVisible()).toBe(true);
    },
  );

  scene('has a menu for each row, also by keyboard', { ...english, records: 20, waiting: 0 }, async ({ page }) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await go(page, 'records', t);
    await page.getByRole('row').nth(2).waitFor();
    await page.getByRole('row').nth(1).click({ button: 'right' });
    await page.getByRole('menuitem', { name: t.records.menu.sha256 }).click();
    await page.getByText(t.common.copied).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^[0-9a-f]{64}$/);
    await page.getByRole('grid').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menu').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText(t.common.selected_one.replace('{{count}}', '1')).waitFor();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    expect(await page.getByRole('grid').evaluate((grid) => grid === document.activeElement)).toBe(true);
  });

  scene(
    'says what is selected and not shown, and moves no row',
    { ...english, records: 40, waiting: 0 },
    async ({ page }) => {
      await go(page, 'records', t);
      const first = page.getByRole('row').nth(1);
      await first.waitFor();
      const top = async () => (await first.boundingBox())?.y;
      const before = await top();
      await first.getByRole('checkbox').check();
      await page.getByRole('row').nth(2).getByRole('checkbox').check();
      expect(await top()).toBe(before);
      await page.getByLabel(t.records.search).fill('nowhere at all');
      await page.getByText(t.common.selectedOutside_other.replace('{{count}}', '2')).waitFor();
      await button(page, t.common.selectedOnly).click();
      await page.getByText(t.records.count_other.replace('{{formatted}}', '2'), { exact: true }).waitFor();
      await button(page, t.common.clearSelection).click();
      await button(page, t.records.clear).click();
      await page.getByText(t.records.count_other.replace('{{formatted}}', '40')).waitFor();
    },
  );

  scene(
    'shows the columns that are wanted, also next time',
    { ...english, records: 20, waiting: 0 },
    async ({ page }) => {
      await go(page, 'records', t);
      const head = page.getByRole('columnheader', { name: t.records.columns.state });
      await head.waitFor();
      await page.locator('summary:visible').filter({ hasText: t.common.columns }).click();
      await page.getByRole('checkbox', { name: t.records.columns.state }).uncheck();
      await head.waitFor({ state: 'detached' });
      expect(await seriousFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.reload();
      await go(page, 'records', t);
      await page.getByRole('columnheader', { name: t.records.columns.file }).waitFor();
      expect(await head.count()).toBe(0);
    },
  );

  scene('is exported, and says how much', { ...english, records: 20, waiting: 0 }, async ({ page }) => {
    await go(page, 'records', t);
    await page.getByRole('row').nth(1).waitFor();
    await button(page, t.records.export.csv).click();
    await page.getByText(t.records.export.done_other.replace('{{formatted}}', '20')).waitFor();
  });
});

describe('a field', () => {
  const money = (page: Page) => page.getByRole('row').filter({ hasText: 'IMG_20261118' }).getByRole('gridcell').nth(6);

  scene('keeps the one character that opened it', { ...english, waiting: 6 }, async ({ page }) => {
    const cell = money(page);
    await cell.click();
    await cell.locator('input').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('5');
    await page.keyboard.press('Enter');
    await cell.getByText('CNY 5').waitFor();
  });

  scene('is open for what is typed right after the click, and once', { ...english, waiting: 6 }, async ({ page }) => {
    const cell = page.getByRole('gridcell', { name: 'CNY 128,000.00' });
    const opened = await cell.evaluate((found) => {
      (found as HTMLElement).click();
      found.closest<HTMLElement>('.grid')?.focus();
      return document.querySelector('.cell-editor') !== null;
    });
    expect(opened).toBe(false);
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await page.getByRole('gridcell', { name: 'CNY 128,000.001' }).waitFor();
    await page.waitForTimeout(400);
    expect(await page.locator('.cell-editor').count()).toBe(0);
  });
});

describe('what was sealed', () => {
  scene('stays, with what comes next', { ...english, records: 0, waiting: 3 }, async ({ page }) => {
    await page.getByRole('row').nth(1).waitFor();
    await button(page, t.notarize.bar.seal).click();
    const result = page.getByRole('region', { name: t.notarize.sealed.title });
    await result.getByText(/^3 records sealed at /).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await button(page, t.notarize.bar.show).click();
    await page.getByText(t.records.only_other.replace('{{formatted}}', '3')).waitFor();
    await go(page, 'notarize', t);
    await button(page, t.notarize.sealed.close).click();
    await result.waitFor({ state: 'detached' });
  });

  scene('the notes at the bottom lie over nothing', { ...english, records: 0, waiting: 3 }, async ({ page }) => {
    await page.getByLabel(t.common.selectAll).click();
    await button(page, t.notarize.edit).click();
    await dialog(page).getByLabel('Note', { exact: true }).fill('seen');
    await button(dialog(page), t.common.save).click();
    const note = page.getByRole('status').filter({ hasText: /changed/ });
    await note.waitFor();
    const seal = await button(page, t.notarize.bar.seal).boundingBox();
    const box = await note.boundingBox();
    expect(box && seal && box.y + box.height <= seal.y).toBe(true);
    await note.getByRole('button', { name: t.common.closeNotice }).click();
    await note.waitFor({ state: 'detached' });
    expect((await button(page, t.notarize.bar.seal).boundingBox())?.y).toBe(seal?.y);
  });
});
