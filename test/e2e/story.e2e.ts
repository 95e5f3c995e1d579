import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verdicts } from '../../core/words/zh/verdicts.ts';
import { projectRoot } from '../../scripts/lib/project.ts';
import { answerSaveDialog, makeHome } from './controls.ts';
import { handOver, type LaunchedApp, launchApp, makeWorkFolder } from './launch.ts';
import { Person } from './person.ts';

const samples = join(projectRoot, 'core/node/cli/samples');
const { titles } = verdicts;

/** One after the other, in one desk: each step stands on the one before. */
describe('from a dropped file to a verdict', () => {
  let home: string;
  let folder: string;
  let desk: LaunchedApp;
  let clerk: Person;
  let documents: readonly string[];
  let certificates: readonly string[];

  const document = (part: string) => documents.find((path) => path.includes(part)) ?? '';
  const certificate = (part: string) => certificates.find((path) => path.includes(part)) ?? '';

  beforeAll(async () => {
    home = await makeHome();
    folder = await makeWorkFolder('story');
    const names = { 'contract.pdf': '采购合同.pdf', 'invoice.xml': 'invoice.xml', 'scan.png': '扫描件 scan.png' };
    documents = Object.values(names).map((name) => join(folder, name));
    for (const [from, to] of Object.entries(names)) await cp(join(samples, from), join(folder, to));
    await cp(join(samples, 'invoice.xml'), join(folder, 'other invoice.xml'));
    await writeFile(join(folder, 'other invoice.xml'), '<!-- one more line -->', { flag: 'a' });
    await handOver(folder);
    desk = await launchApp({ home });
    clerk = new Person(desk, 'zh');
  });
  afterAll(() => desk.close());

  test('the first run names the holder and saves the recovery code', async () => {
    await clerk.nameHolder('海蓝贸易有限公司');
    const file = join(folder, '恢复码.txt');
    await answerSaveDialog(desk.app, file);
    await clerk.button(clerk.texts.setup.recovery.save).click();
    await clerk.page.getByText(clerk.texts.setup.recovery.saved, { exact: true }).waitFor();
    const code = await clerk.page.getByRole('group', { name: clerk.texts.setup.recovery.code }).textContent();
    expect(await readFile(file, 'utf8')).toContain(code?.trim());
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await clerk.startWork();
  });

  test('three real files are dropped and become records', async () => {
    await clerk.drop(documents);
    for (const path of documents) await clerk.row(path.slice(folder.length + 1)).waitFor();
  });

  test('a fact is written in place', async () => {
    const cell = clerk.row('invoice.xml').getByRole('gridcell').nth(2);
    await cell.click();
    await cell.locator('input').waitFor();
    await clerk.page.keyboard.type('十一月发票');
    await clerk.page.keyboard.press('Enter');
    await clerk.row('十一月发票').waitFor();
  });

  test('they are sealed, and a certificate is made of each', async () => {
    const out = join(folder, 'certificates');
    await clerk.sealAndCertify(out);
    certificates = (await readdir(out)).map((name) => join(out, name));
    expect(certificates).toHaveLength(3);
    for (const path of certificates) expect((await readFile(path)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('each certificate with its own document is sound', async () => {
    await clerk.go('verify');
    for (const part of ['采购合同', 'invoice', '扫描件'])
      expect(await clerk.verify([certificate(part), document(part)])).toBe(titles['self-attested']);
  });

  test('with another document it says so', async () => {
    expect(await clerk.verify([join(folder, 'other invoice.xml'), certificate('invoice')])).toBe(
      titles['different-file'],
    );
  });

  test('an altered certificate is not taken for the one that was issued', async () => {
    const altered = join(folder, 'altered.pdf');
    await writeFile(altered, alterPage(await readFile(certificate('invoice'))));
    await handOver(folder);
    expect(await clerk.verify([altered, document('invoice')])).toBe(titles.tampered);
  });

  test('after a restart everything is still there, and certificates come out the same', async () => {
    const before = await Promise.all(certificates.map((path) => readFile(path)));
    await desk.close();
    desk = await launchApp({ home });
    clerk = new Person(desk, 'zh');
    await clerk.go('records');
    for (const path of documents) await clerk.row(path.slice(folder.length + 1)).waitFor();
    await clerk.row('十一月发票').waitFor();
    await clerk.go('verify');
    expect(await clerk.verify([certificate('采购合同'), document('采购合同')])).toBe(titles['self-attested']);
    expect(await Promise.all(certificates.map((path) => readFile(path)))).toEqual(before);
  });
});

/** The page of a certificate with one bit of what is drawn turned over; its attachments are left as they are. */
function alterPage(pdf: Buffer): Buffer {
  const altered = Buffer.from(pdf);
  const contents = /\/Contents (\d+) 0 R/.exec(pdf.toString('latin1'))?.[1];
  const start = pdf.indexOf('stream', pdf.indexOf(`\n${contents} 0 obj`)) + 40;
  altered.writeUInt8(altered.readUInt8(start) ^ 1, start);
  return altered;
}
