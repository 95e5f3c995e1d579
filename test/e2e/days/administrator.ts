/** The administrator’s first hour: a new desk, its holder and its secrets, whom it trusts. */
import { test } from 'vitest';
import { vector } from '../../golden/support/vectors.ts';
import { answerOpenDialog, chooseInMenu } from '../controls.ts';
import { PASSPHRASE, type Studio } from '../studio.ts';

export function administrator(studio: Studio): void {
  test('sets the desk up', async () => {
    const { setup } = studio.clerk.texts;
    await studio.clerk.page.getByText({ zh: '中文', en: 'English' }[studio.language], { exact: true }).click();
    await studio.show('first run');
    await studio.clerk.button(setup.onlyVerify).click();
    await studio.show('only verify');
    await studio.clerk.button(setup.back).click();
    await studio.clerk.page.getByLabel(setup.creditCode).fill('91330100MA27XXXXXX');
    await studio.clerk.button(setup.create).click();
    await studio.clerk.page.getByText(setup.holderMissing).waitFor();
    await studio.show('first run, wrong input');
    await studio.clerk.page.getByLabel(setup.creditCode).fill('');
    await studio.clerk.nameHolder({ zh: '滨海市海蓝贸易有限公司', en: 'Blue Sea Trading Ltd.' }[studio.language]);
    await studio.show('recovery code');
    await studio.clerk.startWork();
    await studio.sealLate();
  });

  test('looks round an empty desk', async () => {
    for (const place of ['notarize', 'records', 'verify', 'trust', 'settings'] as const) {
      await studio.clerk.go(place);
      await studio.show(`${place}, new desk`);
    }
    await studio.clerk.go('records');
    await studio.clerk.page.getByText(studio.clerk.texts.sent.sent, { exact: true }).click();
    await studio.show('sent, new desk');
    await studio.clerk.page.getByText(studio.clerk.texts.sent.records, { exact: true }).click();
  });

  test('corrects the holder, sets a passphrase, renews the recovery code', async () => {
    const { access, holder, common } = studio.clerk.texts;
    await studio.clerk.go('settings');
    await studio.showDialog(holder.button, 'correct the holder');
    await studio.showDialog(access.renew, 'renew the recovery code');
    await studio.clerk.button(access.setPassphrase).click();
    await studio.clerk.dialog.getByLabel(access.next, { exact: true }).fill('short');
    await studio.clerk.dialog.getByLabel(access.again, { exact: true }).fill('other');
    await studio.pressEscape();
    await studio.show('passphrase, discard');
    await studio.clerk.button(common.discard.keep).click();
    for (const label of [access.next, access.again])
      await studio.clerk.dialog.getByLabel(label, { exact: true }).fill(PASSPHRASE);
    await studio.clerk.page.keyboard.press('Enter');
    await studio.clerk.button(access.changePassphrase).waitFor();
    await studio.clerk.page.getByRole('heading', { name: access.title }).scrollIntoViewIfNeeded();
    await studio.show('settings, passphrase set');
    await studio.clerk.button(access.renew).click();
    await studio.clerk.dialog.getByLabel(access.current).fill(PASSPHRASE);
    await studio.clerk.button(access.renewGo, studio.clerk.dialog).click();
    await studio.clerk.dialog.getByText(access.renewed).waitFor();
    await studio.show('new recovery code');
    await studio.clerk.dialog.getByRole('checkbox').check();
    await studio.clerk.button(access.finish, studio.clerk.dialog).click();
  });

  test('reads a consortium’s file and the trust bundle of another', async () => {
    const { chains, trust } = studio.clerk.texts;
    await studio.clerk.go('trust');
    await answerOpenDialog(studio.desk.app, [vector('consortium', 'chain-registered.consortium.json')]);
    await studio.showDialog(chains.add, 'connect a consortium');
    await answerOpenDialog(studio.desk.app, [vector('trust', 'chain-registered.trust.json')]);
    await studio.clerk.button(trust.add).click();
    await studio.clerk.dialog.getByLabel(trust.accept.typed).fill('12345');
    await studio.show('accept a trust bundle');
    await studio.leave();
  });

  test('looks up the keys and the menu of what was opened', async () => {
    await chooseInMenu(studio.desk.app, { zh: '键盘快捷键', en: 'Keyboard shortcuts' }[studio.language]);
    await studio.clerk.page.getByText(studio.clerk.texts.common.shortcuts.title).waitFor();
    await studio.show('shortcuts');
    await studio.leave();
  });
}
