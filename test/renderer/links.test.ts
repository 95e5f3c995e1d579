import { describe, expect } from 'vitest';
import { wordsFor } from '../../core/words/words.ts';
import { button, dialog, drop, go, seriousFindings, texts } from './drive.ts';
import { useTheatre } from './play.ts';

describe.each([
  ['en', 'light'],
  ['zh', 'dark'],
] as const)('links of a record in %s, %s', (language, theme) => {
  const scene = useTheatre();
  const t = texts[language];
  const { rels, referredAs } = wordsFor(language).links;
  const look = { language, theme, records: 3, waiting: 2 };

  scene('are suggested, stated, shown at both ends, and removed while it waits', look, async ({ page, picture }) => {
    const drawer = page.locator('.record-view');
    const open = async (nth: number) => {
      await page
        .getByRole('row')
        .nth(nth)
        .dblclick({ position: { x: 200, y: 10 } });
      await drawer.getByRole('heading', { name: t.links.title }).waitFor();
    };
    const refersTo = drawer.getByRole('list', { name: t.links.refersTo });
    await go(page, 'records', t);
    await open(1);
    const suggested = drawer.getByRole('list', { name: t.links.suggested });
    await suggested.getByRole('button', { name: new RegExp(rels.contract) }).click();
    await refersTo.getByText(rels.contract, { exact: true }).waitFor();
    expect(await suggested.count()).toBe(0);
    // by keyboard alone: as what, and a record that is searched
    await button(drawer, t.links.add).focus();
    await page.keyboard.press('Enter');
    const rel = dialog(page).getByRole('combobox', { name: t.links.rel });
    await rel.focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('.ant-select-item-option').filter({ hasText: rels.delivery }).waitFor();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('combobox', { name: t.links.record }).focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('.ant-select-item-option').filter({ hasText: '4711' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await seriousFindings(page)).toEqual([]);
    await picture(`${language}-links-adding`);
    await button(dialog(page), t.links.go).click();
    await refersTo.getByText(rels.delivery, { exact: true }).waitFor();
    // a partner's certificate
    await button(drawer, t.links.add).click();
    await drop(page, ['proven.pdf']);
    await dialog(page).getByText('SO-2026-0388').waitFor();
    await button(dialog(page), t.links.go).click();
    await refersTo.getByText('SO-2026-0388').waitFor();
    await drawer.getByRole('heading', { name: t.links.title }).scrollIntoViewIfNeeded();
    expect(await seriousFindings(page)).toEqual([]);
    await picture(`${language}-links`);
    await drawer.getByRole('button', { name: t.links.removeOf.replace('{{rel}}', rels.delivery) }).click();
    await refersTo.getByText(rels.delivery, { exact: true }).waitFor({ state: 'detached' });
    // the partner's certificate is forgotten, once it was said what goes and what stays; the link stays
    const more = t.links.menu.replace('{{name}}', 'SO-2026-0388 · 销售订单');
    await button(drawer, more).click();
    await page.getByRole('menuitem', { name: t.links.forget.item }).click();
    await dialog(page).getByText(t.links.forget.staysLinks_one.replace('{{count}}', '1')).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await picture(`${language}-links-forget`);
    await button(dialog(page), t.common.cancel).click();
    await refersTo.getByText('SO-2026-0388').waitFor();
    await button(drawer, more).click();
    await page.getByRole('menuitem', { name: t.links.forget.item }).click();
    await button(dialog(page), t.links.forget.go).click();
    await refersTo.getByText(t.links.unknown).waitFor();
    expect(await drawer.getByText('SO-2026-0388').count()).toBe(0);
    // the other end says it too, and leads back
    await refersTo.getByRole('button').first().click();
    await drawer.getByText(t.links.fixed).waitFor();
    await drawer
      .getByRole('list', { name: t.links.referredToBy })
      .getByText(referredAs.contract, { exact: true })
      .waitFor();
    await picture(`${language}-links-sealed`);
  });
});
