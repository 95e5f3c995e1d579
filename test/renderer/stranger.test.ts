import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { wordsFor } from '../../core/words/words.ts';
import { scratch } from '../node/support/cli.ts';
import { button, dialog, drop, go, seriousFindings, texts } from './drive.ts';
import { hexOf } from './fake/sample.ts';
import { useTheatre } from './play.ts';

const shots = process.env.NOTARY_SHOTS ?? scratch('stranger-shots-');

/** What a clerk does for people who have nothing of ours: reports, checker pages, digests of parts, later versions. */
describe.each([
  ['en', 'light'],
  ['zh', 'dark'],
] as const)('for the stranger, %s, %s', (language, theme) => {
  const scene = useTheatre();
  const t = texts[language];
  const words = wordsFor(language);
  const look = { language, theme, records: 12, waiting: 3 } as const;

  scene('a report for an expert is saved in both forms', look, async ({ page }) => {
    await go(page, 'verify', t);
    await drop(page, ['proven.pdf']);
    const report = page.getByRole('region', { name: t.report.title });
    for (const format of ['pdf', 'json'] as const) {
      await button(report, t.report[format]).click();
      await page.getByText(t.report.saved).first().waitFor();
    }
    await report.scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(shots, `report-${language}.png`) });
    expect(await seriousFindings(page)).toEqual([]);
  });

  scene('a long verification shows how far it is and can be stopped', look, async ({ page }) => {
    await go(page, 'verify', t);
    await drop(page, ['slow-film.mov', 'proven.pdf']);
    await page.getByRole('progressbar').waitFor();
    await page.getByText(/ \/ 8\.4 GB/).waitFor();
    await page.screenshot({ path: join(shots, `running-${language}.png`) });
    await button(page, t.common.cancel).click();
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByText(t.verify.drop).waitFor();
  });

  scene(
    'the checker page is shown with its digest and given away; parts can be switched off',
    look,
    async ({ page }) => {
      await go(page, 'settings', t);
      const checker = page.getByRole('region', { name: t.checker.title });
      await checker.getByText(hexOf(51).slice(0, 8)).waitFor();
      await checker.getByText(t.checker.ownSource).waitFor();
      await button(checker, t.checker.save).click();
      await page.getByText(t.checker.saved).waitFor();
      const parts = page.getByRole('switch', { name: t.doctor.parts.switch });
      expect(await parts.isChecked()).toBe(true);
      await page.getByText(t.doctor.parts.guess).waitFor();
      await parts.click();
      await page.getByText(t.settings.saved, { exact: true }).waitFor();
      await checker.scrollIntoViewIfNeeded();
      await page.screenshot({ path: join(shots, `settings-${language}.png`) });
      expect(await seriousFindings(page)).toEqual([]);
      await go(page, 'notarize', t);
      expect(await page.getByRole('checkbox', { name: t.doctor.parts.leaveOutNow }).count()).toBe(0);
    },
  );

  scene(
    'digests of parts are left out of one intake, one record, one certificate, one share',
    look,
    async ({ page }) => {
      await page.getByRole('checkbox', { name: t.doctor.parts.leaveOutNow }).check();
      await drop(page, ['secret.pdf']);
      const row = page.getByRole('row').filter({ hasText: 'secret.pdf' });
      await row.waitFor();
      const asked = await page.evaluate(
        () => (globalThis as unknown as { askedPlayed: readonly unknown[] }).askedPlayed,
      );
      expect(asked).toEqual([{ paths: ['/files/secret.pdf'], again: false, fingerprints: false }]);
      await row.getByText('secret.pdf').click();
      await dialog(page).getByRole('checkbox', { name: t.doctor.parts.leaveOut }).check();
      await page.screenshot({ path: join(shots, `leave-out-${language}.png`) });
      await button(dialog(page), t.common.save)
        .or(dialog(page).getByRole('button', { name: t.common.save }))
        .first()
        .click();
      await go(page, 'records', t);
      await page.getByRole('row').nth(8).getByRole('checkbox').check();
      await button(page, t.share.button).click();
      await dialog(page).getByText(t.disclosure.title).click();
      await dialog(page).getByRole('radio', { name: t.disclosure.own }).click();
      await dialog(page).getByRole('checkbox', { name: words.facts.fingerprints }).uncheck();
      await page.screenshot({ path: join(shots, `share-${language}.png`) });
      expect(await seriousFindings(page)).toEqual([]);
    },
  );

  scene(
    'each dialog names what goes with a withheld fact, and nothing when it is shown again',
    { ...look, waiting: 0 },
    async ({ page }) => {
      await go(page, 'records', t);
      await page.getByRole('row').filter({ hasText: 'invoice-4711.xml' }).first().getByRole('checkbox').check();
      const names = words.names([words.facts.title, words.facts.fileName]);
      const also = t.disclosure.also.replace('{{names}}', names);
      for (const start of [t.records.certify.button, t.share.button, t.pack.button]) {
        await button(page, start).click();
        const title = dialog(page).locator('summary').filter({ hasText: t.disclosure.title });
        if ((await title.count()) > 0) await title.click();
        await dialog(page).getByRole('radio', { name: t.disclosure.own }).click();
        const number = dialog(page).getByRole('checkbox', { name: words.facts.number, exact: true });
        await number.uncheck();
        await dialog(page).getByText(also, { exact: true }).waitFor();
        expect(await seriousFindings(page)).toEqual([]);
        await dialog(page).getByText(also, { exact: true }).scrollIntoViewIfNeeded();
        await page.screenshot({ path: join(shots, `also-${language}.png`) });
        // with the amount alone nothing else goes
        await dialog(page).getByRole('checkbox', { name: words.facts.money, exact: true }).uncheck();
        await number.check();
        await dialog(page).getByText(also, { exact: true }).waitFor({ state: 'detached' });
        await dialog(page).getByRole('checkbox', { name: words.facts.money, exact: true }).check();
        await button(dialog(page), t.common.cancel).click();
        await dialog(page).waitFor({ state: 'hidden' });
      }
    },
  );

  scene('certificates begin with a page of codes when the settings say so', look, async ({ page }) => {
    await go(page, 'settings', t);
    const paper = page.getByRole('switch', { name: t.paper.certify });
    expect(await paper.isChecked()).toBe(false);
    await paper.click();
    await page.getByText(t.settings.saved, { exact: true }).waitFor();
    await paper.scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(shots, `paper-${language}.png`) });
    expect(await seriousFindings(page)).toEqual([]);
    await go(page, 'records', t);
    await page.getByRole('row').nth(8).getByRole('checkbox').check();
    await button(page, t.records.certify.button).click();
    expect(await dialog(page).getByRole('checkbox', { name: t.paper.certify }).isChecked()).toBe(true);
  });

  scene('a later version is added, and both records name each other', look, async ({ page }) => {
    await go(page, 'records', t);
    await page.getByRole('row').filter({ hasText: '采购合同-2026-0117.pdf' }).first().click();
    await dialog(page).getByRole('heading', { name: t.versions.title }).waitFor();
    await button(dialog(page), t.versions.add).click();
    await page.getByRole('heading', { level: 1, name: t.notarize.title }).waitFor();
    await page.getByRole('row').filter({ hasText: '采购合同-2026-0117(2).pdf' }).waitFor();
    await go(page, 'records', t);
    await page.getByRole('row').filter({ hasText: '采购合同-2026-0117.pdf' }).first().click();
    await dialog(page).getByText(t.versions.replacedBy, { exact: true }).waitFor();
    await dialog(page).getByText(t.versions.certificateNote).waitFor();
    await dialog(page).getByRole('heading', { name: t.versions.title }).scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(shots, `versions-${language}.png`) });
    expect(await seriousFindings(page)).toEqual([]);
    await dialog(page)
      .getByRole('button', { name: /采购合同-2026-0117\(2\)\.pdf/ })
      .click();
    await dialog(page).getByText(t.versions.replaces, { exact: true }).waitFor();
  });
});
