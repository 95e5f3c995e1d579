import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { VERDICTS } from '../../core/verification/report.ts';
import { wordsFor } from '../../core/words/words.ts';
import { button, dialog, drop, go, seriousFindings, texts } from './drive.ts';
import { useTheatre } from './play.ts';
import type { Stage } from './stage.ts';

/** Every screen in both languages and both colourings: nothing serious for axe, and a picture for people to look at. */
describe.each([
  ['zh', 'light'],
  ['en', 'dark'],
] as const)('screens in %s, %s', (language, theme) => {
  const t = texts[language];
  const look = { language, theme };
  const scene = useTheatre();

  async function show({ page, picture }: Stage, name: string): Promise<void> {
    await page.waitForTimeout(150);
    await picture(`${language}-${theme}-${name}`);
    expect.soft(await seriousFindings(page), name).toEqual([]);
  }

  const choose = async (page: Page, name: string) => await button(dialog(page), name).click();

  scene('first run', { ...look, ready: false, records: 0, waiting: 0 }, async (stage) => {
    const { page } = stage;
    await page.emulateMedia({ colorScheme: theme });
    await page.getByLabel(t.setup.holder).fill('杭州示例贸易有限公司');
    await show(stage, '01-first-run');
    await button(page, t.setup.create).click();
    await page.getByRole('heading', { name: t.setup.recovery.title }).waitFor();
    await show(stage, '02-recovery-code');
  });

  scene('files come in', { ...look, records: 0, waiting: 0 }, async (stage) => {
    const { page } = stage;
    await page.getByText(t.notarize.drop).waitFor();
    await show(stage, '03-empty');
    await drop(page, ['合同.pdf', 'empty.pdf', 'locked-发票.pdf', 'known-a.pdf', 'known-b.pdf', 'many-60']);
    await page.getByRole('progressbar').first().waitFor();
    await stage.picture(`${language}-${theme}-04-coming-in`);
    await button(page, t.notarize.intake.dismiss).waitFor();
    await show(stage, '05-failed');
    await page.getByRole('button', { name: t.notarize.intake.existing_other.replace('{{count}}', '2') }).click();
    await show(stage, '06-known');
    await page.getByLabel(t.common.selectAll).click();
    await button(page, t.notarize.edit).click();
    await dialog(page).waitFor();
    await show(stage, '07-facts-of-many');
  });

  scene('facts and sealing', look, async (stage) => {
    const { page } = stage;
    const contract = page.getByRole('row').filter({ hasText: '采购合同' });
    await contract.waitFor();
    await show(stage, '08-waiting');
    await contract.getByRole('gridcell', { name: '2026-11-03' }).click();
    await page.keyboard.type('x');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await show(stage, '09-cell');
    await page.keyboard.press('Escape');
    await contract.getByText('采购合同-2026-0117.pdf').click();
    await dialog(page).waitFor();
    await show(stage, '10-facts-of-one');
    await choose(page, t.common.cancel);
    await button(page, t.notarize.importTable).click();
    await dialog(page).waitFor();
    await show(stage, '11-table');
    await choose(page, t.notarize.table.pick);
    await dialog(page).getByText('归档号').waitFor();
    await show(stage, '11-table-preview');
    await choose(page, t.common.cancel);
    await button(page, t.notarize.bar.seal).click();
    await button(page, t.notarize.bar.certificates).waitFor();
    await show(stage, '12-sealed');
    await button(page, t.notarize.bar.certificates).click();
    await dialog(page).waitFor();
    await show(stage, '13-certificates');
    await choose(page, t.records.certify.go);
    await button(dialog(page), t.records.certify.openFolder).waitFor();
    await show(stage, '14-made');
  });

  scene('records', look, async (stage) => {
    const { page } = stage;
    await go(page, 'records', t);
    await page.getByRole('row').nth(3).waitFor();
    await show(stage, '15-records');
    await page.getByRole('row').nth(9).getByRole('gridcell').nth(2).click();
    await page.locator('canvas').first().waitFor();
    await show(stage, '16-record');
    await page.locator('canvas').first().scrollIntoViewIfNeeded();
    await page.waitForTimeout(500);
    await show(stage, '17-preview');
  });

  scene('verify', look, async (stage) => {
    const { page } = stage;
    await go(page, 'verify', t);
    await show(stage, '18-verify');
    for (const verdict of VERDICTS) {
      await drop(page, [`${verdict}.pdf`]);
      await page.getByRole('heading', { level: 2, name: wordsFor(language).verdictTitle(verdict) }).waitFor();
      await show(stage, `19-${verdict}`);
    }
    await drop(page, ['known-contract.docx']);
    await button(page, t.verify.lone.show).waitFor();
    await show(stage, '20-document-alone');
    await drop(page, ['proven.pdf', 'tampered.pdf', 'untrusted.pdf', 'lone.docx', 'locked.pdf']);
    await page.getByText('lone.docx').waitFor();
    await show(stage, '21-several');
  });

  scene('trust, settings, help', look, async (stage) => {
    const { page } = stage;
    await go(page, 'trust', t);
    await page.getByText('Court of Nowhere').first().waitFor();
    await show(stage, '22-trust');
    await button(page, t.bundle.button).click();
    await dialog(page).waitFor();
    await show(stage, '22a-bundle-empty');
    await button(dialog(page), t.bundle.addFiles).click();
    await dialog(page).getByRole('rowheader').first().waitFor();
    await dialog(page).getByLabel(t.bundle.name).fill('任一链 Any chain');
    await dialog(page).getByLabel(t.bundle.chains).fill('1');
    await dialog(page).getByText(t.bundle.readOut).waitFor();
    await show(stage, '22b-bundle');
    await button(dialog(page), t.common.cancel).click();
    await button(page, t.trust.add).click();
    await dialog(page).waitFor();
    await show(stage, '23-accept');
    await choose(page, t.common.cancel);
    await go(page, 'settings', t);
    await show(stage, '24-settings');
    await page.keyboard.press('Control+/');
    await dialog(page).waitFor();
    await show(stage, '25-shortcuts');
  });

  scene('chains, sending, final certificates', { ...look, provisional: 3 }, async (stage) => {
    const { page } = stage;
    await go(page, 'trust', t);
    await button(page, t.chains.add).click();
    await dialog(page).waitFor();
    await show(stage, '27-consortium-accept');
    await choose(page, t.trust.accept.without);
    await page.getByText(t.chains.unreachable).waitFor();
    await show(stage, '28-chains');
    await go(page, 'records', t);
    await button(page, t.records.final.make).waitFor();
    await page.getByRole('checkbox', { name: t.common.selectAll }).click();
    await show(stage, '29-final-offered');
    await button(page, t.share.button).click();
    await dialog(page).waitFor();
    await show(stage, '30-send');
    await choose(page, t.common.cancel);
    await button(page, t.records.final.make).click();
    await dialog(page).waitFor();
    await show(stage, '31-final');
  });

  scene('a locked desk', { ...look, problem: 'key-locked', onlyConfirmed: true }, async (stage) => {
    await button(stage.page, t.common.unlock.button).waitFor();
    await show(stage, '26-locked');
  });
});
