/** Nothing that strangers write turns, hides or blanks what stands around it: it is shown escaped. */
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { wordsFor } from '../../core/words/words.ts';
import { button, dialog, drop, go, texts } from './drive.ts';
import { useTheatre } from './play.ts';

const HOSTILE = '\u202e\u2800\u200b\u2066';

/** Texts and attributes of the page that have one of the hostile characters. */
const foreign = (page: Page) =>
  page.evaluate(() => {
    const isHostile = (text: string) => /[\u202e\u2800\u200b\u2066]/.test(text);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (isHostile(node.textContent ?? '')) found.push(`text: ${node.textContent}`);
    for (const element of document.querySelectorAll('body *'))
      for (const { name, value } of element.attributes)
        if (isHostile(value)) found.push(`${element.tagName} ${name}: ${value}`);
    return found;
  });

describe('the window', () => {
  const scene = useTheatre();
  const t = texts.en;
  const look = { language: 'en', theme: 'light', records: 3, waiting: 0, hostile: true } as const;

  scene('escapes the texts of a certificate, whatever its verdict', look, async ({ page }) => {
    await go(page, 'verify', t);
    for (const verdict of ['proven', 'self-attested', 'pending', 'untrusted', 'tampered', 'different-file'] as const) {
      await drop(page, [`${verdict}${HOSTILE}.pdf`]);
      await page.getByRole('heading', { level: 2, name: wordsFor('en').verdictTitle(verdict) }).waitFor();
      expect(await foreign(page)).toEqual([]);
      expect(await page.locator('body').textContent()).toContain('\\u{202E}');
    }
    await drop(page, [`proven${HOSTILE}.pdf`, `lone${HOSTILE}.docx`, `locked${HOSTILE}.pdf`]);
    await page.getByText('lone').first().waitFor();
    expect(await foreign(page)).toEqual([]);
  });

  scene('escapes the names of a bundle, shows its controllers and warns of look-alikes', look, async ({ page }) => {
    await go(page, 'trust', t);
    await button(page, t.trust.add).click();
    await dialog(page)
      .getByText(/look alike/)
      .first()
      .waitFor();
    await dialog(page)
      .getByText(/controller: /)
      .first()
      .waitFor();
    expect(await foreign(page)).toEqual([]);
    await button(dialog(page), t.trust.accept.without).click();
    await page.getByText(t.trust.accept.done).waitFor();
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
    });
    await page
      .getByText(/controller: /)
      .first()
      .waitFor();
    expect(await foreign(page)).toEqual([]);
  });
});
