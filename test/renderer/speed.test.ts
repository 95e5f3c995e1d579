import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { button, drop, go, texts } from './drive.ts';
import { useTheatre } from './play.ts';

const t = texts.zh;

/** Begins to write down how long the window stood still, and gives the longest (ms). */
async function watchStandstill(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const seen = globalThis as unknown as { longest: number };
    seen.longest = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.longest = Math.max(seen.longest, entry.duration);
    }).observe({ type: 'longtask', buffered: false });
  });
  return () => page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
}

describe('a large desk', () => {
  const scene = useTheatre();

  scene('scrolls through 100,000 records', { records: 100_000, waiting: 0 }, async ({ page }) => {
    await go(page, 'records', t);
    await page.getByRole('row').nth(3).waitFor();
    expect(await page.getByRole('row').count()).toBeLessThan(60);
    const grid = page.getByRole('grid').filter({ visible: true });
    await grid.focus();
    const begun = Date.now();
    await page.keyboard.press('End');
    await page.getByRole('gridcell', { name: '1', exact: true }).waitFor();
    console.info(`100,000 records: last row after ${Date.now() - begun} ms`);
    // the played desk sorts all records anew for every page; the rest is drawing
    expect(Date.now() - begun).toBeLessThan(5_000);
    expect(await grid.getAttribute('aria-rowcount')).toBe('100001');
  });

  scene('stays smooth while 10,000 files come in', { records: 0, waiting: 0, speed: 400 }, async ({ page }) => {
    await page.getByText(t.notarize.drop).waitFor();
    const longest = await watchStandstill(page);
    await drop(page, ['many-10000']);
    await page.getByText(t.notarize.intake.finished_other.replace('{{count}}', '10000')).waitFor({ timeout: 120_000 });
    expect(await button(page, t.notarize.bar.seal).isEnabled()).toBe(true);
    // the desk is played in the same thread, so its work is counted along
    const stood = await longest();
    console.info(`10,000 files: the window stood still for ${Math.round(stood)} ms at most`);
    expect(stood).toBeLessThan(1_000);
  });
});
