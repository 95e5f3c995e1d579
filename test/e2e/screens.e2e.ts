import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../electron/api.ts';
import { projectRoot } from '../../scripts/lib/project.ts';
import { seriousFindings, whenStill } from './axe.ts';
import { answerOpenDialog, answerSaveDialog, chooseInMenu, makeHome } from './controls.ts';
import { handOver, type LaunchedApp, launchApp, makeWorkFolder } from './launch.ts';
import { Person } from './person.ts';

const samples = join(projectRoot, 'core/node/cli/samples');
/** Kept as artefacts of a run, for people to look at. */
const pictures = join(projectRoot, 'artefacts/screens');

/** Every screen in the real window: looked at by axe, and kept as a picture. */
describe.each(['zh', 'en'] as const)('screens in %s', (language: Language) => {
  let folder: string;
  let desk: LaunchedApp;
  let clerk: Person;
  let shown = 0;

  beforeAll(async () => {
    await rm(join(pictures, language), { recursive: true, force: true });
    await mkdir(join(pictures, language), { recursive: true });
    folder = await makeWorkFolder('screens');
    await cp(join(samples, 'contract.pdf'), join(folder, '采购合同 2026-118.pdf'));
    await cp(join(samples, 'invoice.xml'), join(folder, 'invoice INV-2026-0042.xml'));
    await cp(join(samples, 'scan.png'), join(folder, '收货单扫描件.png'));
    await writeFile(join(folder, 'empty.txt'), '');
    await handOver(folder);
    desk = await launchApp({ home: await makeHome(), env: { TZ: 'Asia/Shanghai' } });
    clerk = new Person(desk, language);
  });
  afterAll(() => desk.close());

  const file = (part: string) => join(folder, part);
  const documents = () => ['采购合同 2026-118.pdf', 'invoice INV-2026-0042.xml', '收货单扫描件.png'].map(file);

  /** Takes the picture of what is shown, and lets axe look at it. */
  async function show(name: string): Promise<void> {
    // what is fetched has arrived
    await clerk.page.waitForTimeout(600);
    await whenStill(clerk.page);
    shown += 1;
    const number = String(shown).padStart(2, '0');
    await clerk.page.screenshot({ path: join(pictures, language, `${number} ${name}.png`) });
    expect.soft(await seriousFindings(clerk.page), name).toEqual([]);
  }

  async function closeDialog(): Promise<void> {
    await clerk.leave();
  }

  test('the first run', async () => {
    await clerk.page.getByText({ zh: '中文', en: 'English' }[language], { exact: true }).click();
    await show('first run');
    await clerk.nameHolder('海蓝贸易有限公司');
    await show('recovery code');
    await clerk.startWork();
  });

  test('notarize', async () => {
    const { notarize } = clerk.texts;
    await show('notarize, empty');
    await clerk.drop([...documents(), file('empty.txt')]);
    await clerk.row('invoice').waitFor();
    await show('notarize, one file failed');
    await clerk.button(notarize.intake.dismiss).click();
    await clerk.row('invoice').getByRole('checkbox').check();
    await clerk.row('采购合同').getByRole('checkbox').check();
    await show('notarize, two selected');
    await clerk.button(notarize.edit).click();
    await show('facts of several records');
    await closeDialog();
    await clerk.button(notarize.withdraw).click();
    await show('withdraw');
    await closeDialog();
    await clerk.button(clerk.texts.common.clearSelection).click();
    await clerk.row('invoice').getByRole('gridcell').nth(2).click();
    await clerk.page.keyboard.type('2026 年 11 月货款发票');
    await show('notarize, a fact in place');
    await clerk.page.keyboard.press('Enter');
  });

  test('sealing and certificates', async () => {
    const { notarize, records, common } = clerk.texts;
    await clerk.seal();
    await show('sealed');
    await clerk.button(notarize.bar.certificates).click();
    await show('certificates, what to withhold');
    await answerOpenDialog(desk.app, [file('certificates')]);
    await clerk.button(records.certify.go, clerk.dialog).click();
    await clerk.button(records.certify.openFolder, clerk.dialog).waitFor();
    await show('certificates made');
    await clerk.button(common.close, clerk.dialog).last().click();
  });

  test('records', async () => {
    await clerk.go('records');
    await show('records');
    await clerk.row('invoice').getByText('invoice INV').click();
    await clerk.page.locator('canvas').first().waitFor();
    await show('one record');
    await clerk.page.locator('canvas').first().scrollIntoViewIfNeeded();
    await show('one record, its certificate');
    await clerk.leave();
    await clerk.page.getByPlaceholder(clerk.texts.records.search).fill('货');
    await clerk.row('2026 年 11 月货款发票').waitFor();
    await show('records, found by one character');
    await clerk.page.getByPlaceholder(clerk.texts.records.search).fill('');
  });

  test('verify', async () => {
    await clerk.go('verify');
    await show('verify, empty');
    const certificates = (await readdir(file('certificates'))).map((name) => join(file('certificates'), name));
    const certificate = certificates.find((path) => path.includes('invoice')) ?? '';
    await clerk.verify([certificate, file('invoice INV-2026-0042.xml')]);
    await show('verify, sound');
    await clerk.verify([certificate, file('收货单扫描件.png')]);
    await show('verify, another document');
    const altered = await readFile(certificate);
    await writeFile(file('stamped.pdf'), Buffer.concat([altered, Buffer.from('%stamped\n')]));
    await handOver(folder);
    await clerk.verify([file('stamped.pdf'), file('invoice INV-2026-0042.xml')]);
    await show('verify, something appended');
    await clerk.verify([file('采购合同 2026-118.pdf')]);
    await show('verify, a document alone');
    await clerk.verify([...certificates, ...documents()]);
    await show('verify, several');
  });

  test('trust', async () => {
    const { trust } = clerk.texts;
    await clerk.go('trust');
    await show('trust');
    await answerSaveDialog(desk.app, file('own.trust.json'));
    await clerk.button(trust.desk.export).click();
    await clerk.page.getByText(clerk.say(trust.desk.exported, { path: file('own.trust.json') })).waitFor();
    const own = await readFile(file('own.trust.json'), 'utf8');
    await writeFile(file('bank.trust.json'), own.replaceAll('海蓝贸易有限公司', '赤山银行 Red Hill Bank'));
    await handOver(folder);
    await answerOpenDialog(desk.app, [file('bank.trust.json')]);
    await clerk.button(trust.add).click();
    await show('trust, accept');
    await clerk.button(trust.accept.without, clerk.dialog).click();
    await clerk.page.getByText(trust.notCompared).first().waitFor();
    await show('trust, accepted');
  });

  test('settings, shortcuts, files from outside', async () => {
    await clerk.go('settings');
    await show('settings');
    await chooseInMenu(desk.app, { zh: '键盘快捷键', en: 'Keyboard shortcuts' }[language]);
    await clerk.page.getByText(clerk.texts.common.shortcuts.title).waitFor();
    await show('shortcuts');
    await closeDialog();
  });

  test('dark', async () => {
    const { themes } = clerk.texts.settings;
    await clerk.page.getByText(themes.dark, { exact: true }).click();
    await show('settings, dark');
    for (const place of ['notarize', 'records', 'verify', 'trust'] as const) {
      await clerk.go(place);
      await show(`${place}, dark`);
    }
  });
});
