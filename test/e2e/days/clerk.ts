/** The clerk’s day: a folder comes in, gets its facts, is sealed, and its certificates go out. */
import { test } from 'vitest';
import { answerOpenDialog, answerSaveDialog } from '../controls.ts';
import { CONTRACT, FILES, INVOICE, WARNED } from '../office.ts';
import type { Studio } from '../studio.ts';

export function clerk(studio: Studio): void {
  test('takes in a folder', async () => {
    const { notarize } = studio.clerk.texts;
    await studio.clerk.go('notarize');
    await studio.clerk.drop([studio.file('in')]);
    await studio.clerk.button(notarize.intake.dismiss).waitFor();
    await studio.show(`notarize, ${FILES} files`);
    const warned = studio.clerk.page.getByRole('region', { name: notarize.intake.title }).locator('.tab').nth(1);
    await warned.click();
    await studio.show('notarize, warnings');
    await studio.clerk.button(notarize.intake.dismiss).click();
    await studio.show('notarize, list');
  });

  test('states facts: in place, for one, for many, from a table', async () => {
    const { notarize, common } = studio.clerk.texts;
    await studio.clerk.row(INVOICE).getByRole('gridcell').nth(2).click();
    await studio.show('notarize, a fact in place');
    await studio.pressEscape();
    await studio.clerk.row(INVOICE).getByRole('gridcell').nth(2).dblclick();
    await studio.clerk.dialog.waitFor();
    await studio.show('facts of one');
    await studio.clerk.dialog.getByRole('textbox').first().fill('many words '.repeat(9));
    await studio.pressEscape();
    await studio.show('facts of one, discard');
    await studio.clerk.button(common.discard.go).click();
    await studio.clerk.dialog.waitFor({ state: 'detached' });
    await studio.clerk.row(INVOICE).getByRole('checkbox').check();
    await studio.clerk.row(WARNED).getByRole('checkbox').check();
    await studio.show('notarize, selected');
    await studio.showDialog(notarize.edit, 'facts of many');
    await studio.showDialog(notarize.withdraw, 'withdraw');
    await studio.clerk.button(common.clearSelection).click();
    await studio.clerk.button(notarize.importTable).click();
    await studio.show('table, start');
    await answerOpenDialog(studio.desk.app, [studio.file('facts.csv')]);
    await studio.clerk.button(notarize.table.pick, studio.clerk.dialog).click();
    await studio.clerk.dialog.getByText(notarize.table.currency).waitFor();
    await studio.show('table, preview');
    await studio.clerk.dialog.getByRole('combobox').click();
    await studio.clerk.page.getByTitle('CNY').click();
    await studio.clerk.dialog
      .getByRole('button', { name: studio.clerk.say(notarize.table.take_other, { count: 3 }) })
      .click();
    await studio.clerk.dialog.waitFor({ state: 'detached' });
    await studio.show('notarize, facts from a table');
  });

  test('uses the menus of the list', async () => {
    const { common } = studio.clerk.texts;
    await studio.show('notarize, menu of a row', {
      bring: () => studio.clerk.row(INVOICE).getByRole('gridcell').nth(1).click({ button: 'right' }),
      putAway: () => studio.pressEscape(),
    });
    const columns = studio.main().locator('summary').filter({ hasText: common.columns, visible: true });
    await studio.show('notarize, columns', { bring: () => columns.click(), putAway: () => studio.pressEscape() });
  });

  test('withdraws and seals', async () => {
    const { notarize } = studio.clerk.texts;
    await studio.clerk.row(WARNED).getByRole('checkbox').check();
    await studio.clerk.button(notarize.withdraw).click();
    await studio.clerk.dialog
      .getByRole('textbox')
      .fill({ zh: '文件未下载完整', en: 'not fully downloaded' }[studio.language]);
    await studio.clerk.button(notarize.withdrawal.button, studio.clerk.dialog).click();
    await studio.clerk.dialog.waitFor({ state: 'detached' });
    await studio.show('notarize, withdrawn');
    await studio.clerk.seal();
    await studio.show('sealed');
  });

  test('makes certificates', async () => {
    const { notarize, disclosure, records, common } = studio.clerk.texts;
    await studio.clerk.button(notarize.bar.certificates).click();
    await studio.clerk.dialog.locator('canvas').first().waitFor();
    await studio.show('certificates');
    await studio.clerk.dialog.getByRole('radio', { name: disclosure.own }).check();
    await studio.show('certificates, facts one by one');
    await studio.clerk.dialog.getByRole('radio', { name: disclosure.all }).check();
    await answerOpenDialog(studio.desk.app, [studio.file('certificates')]);
    await studio.clerk.button(records.certify.go, studio.clerk.dialog).click();
    await studio.clerk.button(records.certify.openFolder, studio.clerk.dialog).waitFor({ timeout: 300_000 });
    await studio.show('certificates made');
    await studio.clerk.button(common.close, studio.clerk.dialog).last().click();
  });

  test('looks through the records', async () => {
    const { records, common } = studio.clerk.texts;
    await studio.clerk.go('records');
    await studio.clerk.row('2026-').first().waitFor();
    await studio.show('records');
    const search = studio.clerk.page.getByPlaceholder(records.search);
    await search.fill('设备采购');
    await studio.show('records, searched');
    await search.fill('nothing has this name');
    await studio.clerk.page.getByText(records.noMatch).waitFor();
    await studio.show('records, nothing found');
    await search.fill(CONTRACT.slice(0, -4));
    await studio.clerk.row(CONTRACT).getByText('海蓝').first().click();
    await studio.clerk.dialog.getByRole('heading', { name: records.detail.facts }).waitFor();
    await studio.show('one record');
    for (const heading of [records.detail.proof, records.detail.confirmedBy, records.detail.certificate])
      await studio.show(`one record, ${heading}`, {
        bring: () => studio.clerk.dialog.getByRole('heading', { name: heading, exact: true }).scrollIntoViewIfNeeded(),
        putAway: async () => {},
      });
    await studio.leave();
    await search.fill('');
    const columns = studio.main().locator('summary').filter({ hasText: common.columns, visible: true });
    await studio.show('records, columns', { bring: () => columns.click(), putAway: () => studio.pressEscape() });
  });

  test('sends, packs, erases', async () => {
    const { share, pack, erase, sent, common } = studio.clerk.texts;
    for (const name of [CONTRACT, INVOICE]) {
      await studio.clerk.page.getByPlaceholder(studio.clerk.texts.records.search).fill(name.slice(0, -4));
      await studio.clerk.row(name).getByRole('checkbox').check();
    }
    await studio.show('records, selected');
    await studio.showDialog(pack.button, 'pack for court');
    await studio.showDialog(erase.button, 'erase');
    await studio.clerk.button(share.button).click();
    const to = studio.clerk.dialog.getByRole('combobox', { name: sent.to.label });
    await to.fill('Nordic Bank trade@');
    await to.press('Enter');
    await studio.show('send, wrong address');
    await to.press('Backspace');
    await to.fill('Nordic Bank <trade@bank.example>');
    await to.press('Enter');
    await answerSaveDialog(studio.desk.app, studio.file('send.zip'));
    await studio.clerk.button(share.go, studio.clerk.dialog).click();
    await studio.clerk.button(sent.mail.button, studio.clerk.dialog).waitFor();
    await studio.show('sent, outcome');
    await studio.clerk.button(common.close, studio.clerk.dialog).last().click();
    await studio.clerk.button(common.clearSelection).click();
    await studio.clerk.page.getByText(sent.sent, { exact: true }).click();
    await studio.clerk.row('Nordic Bank').first().waitFor();
    await studio.show('sent list');
    await studio.clerk.page.getByText(sent.records, { exact: true }).click();
    await studio.clerk.page.getByPlaceholder(studio.clerk.texts.records.search).fill('');
  });
}
