import { describe, expect } from 'vitest';
import { wordsFor } from '../../core/words/words.ts';
import { button, dialog, go, seriousFindings, texts } from './drive.ts';
import { useTheatre } from './play.ts';

const t = texts.en;
const scene = useTheatre();
const look = { language: 'en', records: 3, waiting: 0 } as const;

describe('a trust bundle is made', () => {
  scene('from files: names, what is needed, the code, and a saved file', look, async ({ page }) => {
    await go(page, 'trust', t);
    await button(page, t.bundle.button).click();
    await dialog(page).getByText(t.bundle.empty).waitFor();
    expect(await button(dialog(page), t.bundle.save).isDisabled()).toBe(true);
    await button(dialog(page), t.bundle.addFiles).click();
    await dialog(page).getByRole('rowheader', { name: '互联网法院' }).waitFor();
    expect(await dialog(page).getByRole('rowheader').count()).toBe(9);
    await dialog(page).getByLabel(t.bundle.name).fill('Any chain');
    await dialog(page).getByLabel(t.bundle.chains).fill('3');
    await dialog(page)
      .getByText(wordsFor('en').error('bad-input', { reason: 'trust-too-few-chains', need: 3, all: 2 }).happened)
      .waitFor();
    await dialog(page).getByLabel(t.bundle.chains).fill('1');
    await dialog(page).getByLabel(t.bundle.witnesses).fill('2');
    await dialog(page)
      .getByText(
        'A certificate is “proven” if any 1 of these 2 chains confirmed it and all 2 of these witnesses signed it.',
      )
      .waitFor();
    await dialog(page).getByText(t.bundle.readOut).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    // on paper: the name, what is needed, the code and everybody named, without fields and buttons
    await page.emulateMedia({ media: 'print' });
    await dialog(page).getByRole('heading', { name: 'Any chain' }).waitFor();
    expect(await dialog(page).locator('.check-code').isVisible()).toBe(true);
    for (const hidden of ['input', 'button'])
      expect(await dialog(page).locator(hidden).first().isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await button(dialog(page), t.bundle.save).click();
    await page.getByText('Any chain.trust.json').first().waitFor();
    // what is saved is not asked about
    await button(dialog(page), t.common.close).last().click();
    await dialog(page).waitFor({ state: 'hidden' });
  });

  scene('of what contradicts itself in names only once it is said whose names count', look, async ({ page }) => {
    await go(page, 'trust', t);
    await button(page, t.bundle.button).click();
    await button(dialog(page), t.bundle.addFiles).click();
    await dialog(page).getByRole('rowheader', { name: '互联网法院' }).waitFor();
    await dialog(page).getByLabel(t.bundle.name).fill('Any chain');
    await dialog(page).getByLabel(t.bundle.chains).fill('1');
    await button(dialog(page), t.bundle.addAccepted).click();
    await page.getByRole('menuitem').first().click();
    await button(dialog(page), t.bundle.namesOfFirst).click();
    await dialog(page).getByText(t.bundle.readOut).waitFor();
    await button(dialog(page), t.bundle.leaveOut.replace('{{name}}', 'witnesses.txt')).click();
    await dialog(page).getByRole('rowheader', { name: 'archive.example' }).waitFor({ state: 'detached' });
  });

  scene('by the keyboard alone', look, async ({ page }) => {
    await go(page, 'trust', t);
    await button(page, t.bundle.button).focus();
    await page.keyboard.press('Enter');
    await button(dialog(page), t.bundle.addFiles).focus();
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('rowheader', { name: '互联网法院' }).waitFor();
    await dialog(page).getByLabel(t.bundle.chains).focus();
    await page.keyboard.press('ArrowUp');
    await dialog(page).getByText('any 1 of these 2 chains').waitFor();
  });
});

describe('a bundle that was accepted without comparing', () => {
  scene('is compared later, by the code that was heard', look, async ({ page }) => {
    await go(page, 'trust', t);
    const card = page.getByRole('listitem').filter({ hasText: 'Court of Nowhere' });
    const code = ((await card.locator('.check-code').textContent()) ?? '').replace(/\D/g, '');
    await button(card, t.bundle.compare.button).click();
    const field = dialog(page).getByLabel(t.trust.accept.typed);
    await field.fill(`${code.slice(0, 24)}${(Number(code[24]) + 1) % 10}`);
    await dialog(page).getByText(t.trust.accept.differs.replace('{{at}}', '25')).waitFor();
    expect(await button(dialog(page), t.bundle.compare.confirm).isDisabled()).toBe(true);
    await field.fill(code.replace(/(.{5})/g, '$1 - '));
    await dialog(page).getByText(t.trust.accept.matches).waitFor();
    await button(dialog(page), t.bundle.compare.confirm).click();
    await page.getByText(t.bundle.compare.done).waitFor();
    await button(card, t.bundle.compare.button).waitFor({ state: 'detached' });
  });
});
