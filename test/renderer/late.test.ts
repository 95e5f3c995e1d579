/** Answers that come late, and what is given or pressed meanwhile. */
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { wordsFor } from '../../core/words/words.ts';
import { button, dialog, drop, go, texts } from './drive.ts';
import { useTheatre } from './play.ts';

const scene = useTheatre();
const t = texts.en;
const look = { language: 'en', records: 6, waiting: 2 } as const;

/** Lets the first call of this name wait (ms), and counts all of them. */
async function delayFirst(page: Page, name: string, wait: number): Promise<() => Promise<number>> {
  await page.evaluate(
    ({ name, wait }) => {
      const { notary } = globalThis as unknown as { readonly notary: Record<string, (...args: unknown[]) => unknown> };
      const answer = notary[name];
      const counts = globalThis as unknown as { asked: number };
      counts.asked = 0;
      notary[name] = async (...args: unknown[]) => {
        counts.asked += 1;
        if (counts.asked === 1) await new Promise((resolve) => setTimeout(resolve, wait));
        return await answer?.(...args);
      };
    },
    { name, wait },
  );
  return () => page.evaluate(() => (globalThis as unknown as { asked: number }).asked);
}

describe('an answer that comes late', () => {
  scene('of a record is not shown in the place of another', look, async ({ page }) => {
    await go(page, 'records', t);
    const file = (row: number) => page.getByRole('row').nth(row).getByRole('gridcell').nth(1);
    const name = (await file(2).textContent()) ?? '';
    await delayFirst(page, 'record', 1500);
    await file(1).dblclick();
    await dialog(page).waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
    await file(2).dblclick();
    await dialog(page).locator('.record-file').waitFor();
    await page.waitForTimeout(2000);
    expect(await dialog(page).locator('.record-file').textContent()).toContain(name.slice(0, 6));
  });

  scene('of a check does not take the place of the next', look, async ({ page }) => {
    await go(page, 'verify', t);
    await drop(page, ['slow-film.mov', 'proven.pdf']);
    await page.getByRole('progressbar').waitFor();
    await drop(page, ['self-attested.pdf']);
    await page.getByRole('heading', { name: wordsFor('en').verdictTitle('self-attested') }).waitFor();
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
  });
});

/** Notes what a dialog has at the first moment that its field is seen. */
async function watchFirstMoment(page: Page, field: string, beside: string): Promise<() => Promise<boolean | null>> {
  await page.evaluate(
    ({ field, beside }) => {
      const noted = globalThis as unknown as { hadBeside: boolean | null };
      noted.hadBeside = null;
      new MutationObserver(() => {
        if (document.querySelector(field) !== null) noted.hadBeside ??= document.querySelector(beside) !== null;
      }).observe(document.body, { childList: true, subtree: true });
    },
    { field, beside },
  );
  return () => page.evaluate(() => (globalThis as unknown as { hadBeside: boolean | null }).hadBeside);
}

const suggests = [{ name: 'number', value: 'INV-7', place: 'file-name', doubtful: false }] as const;
/** The first that waits has no number. */
const numberless = { language: 'en', records: 2, waiting: 1, suggests } as const;

describe('what is suggested beside fields', () => {
  const openFacts = (page: Page) => page.getByRole('row').nth(1).getByRole('gridcell').nth(3).dblclick();

  scene('is there when they are, so that none moves', numberless, async ({ page }) => {
    const hadBeside = await watchFirstMoment(page, '#number', '.take-all');
    await delayFirst(page, 'record', 50);
    await openFacts(page);
    await expect.poll(hadBeside).toBe(true);
  });

  scene('is not waited for where that takes long', numberless, async ({ page }) => {
    const hadBeside = await watchFirstMoment(page, '#number', '.take-all');
    await delayFirst(page, 'record', 3000);
    await openFacts(page);
    await expect.poll(hadBeside).toBe(false);
    await dialog(page).locator('.take-all').waitFor();
  });
});

describe('what comes while a dialog is open', () => {
  scene('joins the files that it asks about', look, async ({ page }) => {
    await page.getByRole('row').nth(1).waitFor();
    for (const path of ['/files/self-attested.pdf', '/files/proven.pdf', '/files/proven.pdf'])
      await page.evaluate((one) => {
        const { tellPlayed } = globalThis as unknown as { tellPlayed(event: unknown): void };
        tellPlayed({ kind: 'open', paths: [one], screen: null });
      }, path);
    await dialog(page).getByText(t.common.opened.body_other.replace('{{count}}', '2')).waitFor();
  });

  scene('is not done twice by a second Enter', look, async ({ page }) => {
    await page.getByRole('row').nth(1).getByRole('checkbox').check();
    const asked = await delayFirst(page, 'withdraw', 500);
    await button(page, t.notarize.withdraw).click();
    await dialog(page).getByRole('textbox').fill('twice');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await dialog(page).waitFor({ state: 'hidden' });
    expect(await asked()).toBe(1);
    expect(await page.locator('.notice.fail').count()).toBe(0);
  });
});

describe('what was typed at the first run', () => {
  scene('is there again after a certificate was checked', { language: 'en', ready: false }, async ({ page }) => {
    await page.getByLabel(t.setup.holder).fill('Blue Sea Trading Ltd.');
    await button(page, t.setup.onlyVerify).click();
    await page.getByRole('heading', { level: 1, name: t.verify.title }).waitFor();
    expect(await page.getByLabel(t.setup.holder).isVisible()).toBe(false);
    await button(page, t.setup.back).click();
    expect(await page.getByLabel(t.setup.holder).inputValue()).toBe('Blue Sea Trading Ltd.');
  });
});
