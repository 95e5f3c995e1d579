/** What a clerk lets a recipient see: by whom it is for, one by one, one record apart, with the page that is sent beside it. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { withheldFor } from '../../core/handover/presets.ts';
import { wordsFor } from '../../core/words/words.ts';
import { scratch } from '../node/support/cli.ts';
import { button, dialog, go, seriousFindings, texts } from './drive.ts';
import { useTheatre } from './play.ts';

const shots = process.env.NOTARY_SHOTS ?? scratch('shown-shots-');

/** The choices of which a page was asked for, the last one last. */
const previewed = (page: Page) =>
  page.evaluate(
    () => (globalThis as unknown as { previewedPlayed: readonly { id: string; withhold: string[] }[] }).previewedPlayed,
  );

describe.each([
  ['en', 'light'],
  ['zh', 'dark'],
] as const)('what recipients see, %s, %s', (language, theme) => {
  const scene = useTheatre();
  const t = texts[language];
  const words = wordsFor(language);
  const look = { language, theme, records: 12, waiting: 0 } as const;
  const choice = (page: Page, name: string) => dialog(page).getByRole('radio', { name });

  scene('is chosen by whom it is for, and the page follows', look, async ({ page }) => {
    await go(page, 'records', t);
    for (const file of ['invoice-4711.xml', '采购合同'])
      await page.getByRole('row').filter({ hasText: file }).first().getByRole('checkbox').check();
    await button(page, t.records.certify.button).click();
    await dialog(page).locator('canvas.sheet').first().waitFor();
    await choice(page, t.disclosure.for.bank).check();
    await dialog(page).getByText(t.disclosure.why.bank).waitFor();
    await page.waitForFunction(
      (wanted) =>
        (globalThis as unknown as { previewedPlayed: readonly { withhold: string[] }[] }).previewedPlayed
          .at(-1)
          ?.withhold.join() === wanted,
      (withheldFor('bank', []) ?? []).join(),
    );
    await dialog(page).locator('.pages:not(.old) canvas.sheet').first().waitFor();
    const [first, last] = [(await previewed(page)).at(0)?.id, (await previewed(page)).at(-1)?.id];
    expect(last).toBe(first);
    await page.screenshot({ path: join(shots, `shown-${language}.png`) });
    expect(await seriousFindings(page)).toEqual([]);
    await button(dialog(page), t.disclosure.after).click();
    await page.waitForFunction(
      (before) =>
        (globalThis as unknown as { previewedPlayed: readonly { id: string }[] }).previewedPlayed.at(-1)?.id !== before,
      last,
    );
  });

  scene('is saved under a name, chosen by it, and removed', look, async ({ page }) => {
    await go(page, 'records', t);
    await page.getByRole('row').filter({ hasText: 'invoice-4711.xml' }).first().getByRole('checkbox').check();
    await button(page, t.records.certify.button).click();
    await choice(page, t.disclosure.own).check();
    await dialog(page).getByRole('checkbox', { name: words.facts.number, exact: true }).uncheck();
    await dialog(page).getByText(t.disclosure.save).click();
    await dialog(page).getByRole('textbox', { name: t.disclosure.name }).fill('Our insurer');
    await button(dialog(page), t.disclosure.keep).click();
    await choice(page, 'Our insurer').waitFor();
    await choice(page, t.disclosure.all).check();
    await choice(page, 'Our insurer').check();
    await dialog(page).getByText(t.disclosure.repeated).waitFor();
    await button(dialog(page), t.disclosure.forget.replace('{{name}}', 'Our insurer')).click();
    await choice(page, 'Our insurer').waitFor({ state: 'detached' });
  });

  scene('is chosen for one record apart, also one of its parties', look, async ({ page }) => {
    await go(page, 'records', t);
    await page.evaluate(async () => {
      const { notary } = globalThis as unknown as {
        readonly notary: {
          records(q: object): Promise<{ value: { rows: { id: string; facts: { parties: unknown[] | null } }[] } }>;
          edit(change: object): unknown;
        };
      };
      const all = { search: '', states: [], kind: null, from: null, to: null, sort: 'seq', descending: false };
      const { value } = await notary.records({ ...all, offset: 0, limit: 99 });
      const ids = value.rows.filter(({ facts }) => facts.parties?.length === 2).map(({ id }) => id);
      await notary.edit({ ids, facts: {}, profile: 'delivery' });
    });
    await page.getByRole('row').filter({ hasText: '采购合同' }).first().getByRole('checkbox').check();
    await button(page, t.records.certify.button).click();
    await dialog(page).getByText(t.disclosure.apart).click();
    const second = `${words.element({ label: words.facts.parties, place: 2 })}: 上海样本科技股份有限公司`;
    await dialog(page).getByRole('checkbox', { name: second }).uncheck();
    await page.waitForFunction(() =>
      (globalThis as unknown as { previewedPlayed: readonly { withhold: string[] }[] }).previewedPlayed
        .at(-1)
        ?.withhold.includes('parties:2'),
    );
    await dialog(page).getByRole('checkbox', { name: second }).scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(shots, `apart-${language}.png`) });
    expect(await seriousFindings(page)).toEqual([]);
    await button(dialog(page), t.disclosure.likeOthers).click();
    expect(await dialog(page).getByRole('checkbox', { name: second }).isChecked()).toBe(true);
  });

  scene(
    'is said while it is folded away, and a name alone shows nothing of what the settings withhold',
    look,
    async ({ page }) => {
      await go(page, 'records', t);
      const recipient = 'Bank <desk@bank.example>';
      await page.evaluate(
        (recipient) =>
          (globalThis as unknown as { readonly notary: { settings(change: object): unknown } }).notary.settings({
            withhold: ['holderId'],
            shownTo: [{ recipient, preset: null, withhold: ['number'] }],
          }),
        recipient,
      );
      await page.getByRole('row').nth(1).getByRole('checkbox').check();
      const notShown = (...names: (keyof typeof words.facts)[]) =>
        dialog(page).getByText(
          t.disclosure.without.replace('{{names}}', words.names(names.map((name) => words.facts[name]))),
        );
      for (const start of [t.share.button, t.pack.button]) {
        await button(page, start).click();
        await notShown('holderId').waitFor();
        const field = dialog(page).getByRole('combobox', { name: t.sent.to.label });
        await field.fill(recipient);
        await field.press('Enter');
        await field.press('Escape');
        await dialog(page).getByText(t.disclosure.lastOf.replace('{{recipient}}', recipient)).waitFor();
        await notShown('holderId', 'number').waitFor();
        await page.screenshot({ path: join(shots, `folded-${language}.png`) });
        expect(await seriousFindings(page)).toEqual([]);
        // in the open it is said once
        await dialog(page).getByText(t.disclosure.title).click();
        await choice(page, t.disclosure.all).waitFor();
        expect(await notShown('holderId', 'number').count()).toBe(1);
        await choice(page, t.disclosure.all).check();
        await notShown('holderId', 'number').waitFor({ state: 'detached' });
        await button(dialog(page), t.common.cancel).click();
        await dialog(page).waitFor({ state: 'detached' });
      }
    },
  );
});
