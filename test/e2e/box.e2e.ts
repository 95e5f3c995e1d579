import { cp, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boxWordsFor } from '../../core/words/box.ts';
import { groupedHex } from '../../core/words/words.ts';
import { answerOpenDialog, answerSaveDialog, makeHome } from './controls.ts';
import { handOver, type LaunchedApp, launchApp, makeWorkFolder } from './launch.ts';
import { Person } from './person.ts';

const CERTIFIED = 12;
const PLAIN = 300;
const states = boxWordsFor('en').states;

/** A mail with one attachment (RFC 2045), as a mail program saves it. */
function mail(name: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return [
    'From: a@example.org',
    'Subject: the contract',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain',
    '',
    'Please find it attached.',
    '--part',
    `Content-Type: application/octet-stream; name="${name}"`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    ...lines,
    '--part--',
    '',
  ].join('\r\n');
}

/** One after the other, in one desk: each step stands on the one before. */
describe('a case box', () => {
  let home: string;
  let folder: string;
  let box: string;
  let large: string;
  let desk: LaunchedApp;
  let clerk: Person;

  const sheet = () => clerk.page.getByRole('region', { name: clerk.texts.box.title });
  const chip = (name: string, count: number) => clerk.button(`${name} ${count}`, sheet());
  const row = (text: string) =>
    clerk.page.getByRole('grid', { name: clerk.texts.box.list }).getByRole('row').filter({ hasText: text });
  const running = () => clerk.page.getByRole('region', { name: clerk.texts.box.running.title });
  const digest = async () => ((await sheet().locator('.box-digest code').textContent()) ?? '').trim();

  beforeAll(async () => {
    home = await makeHome();
    folder = await makeWorkFolder('box');
    box = join(folder, 'the case');
    large = join(box, 'zz recording.bin');
    const documents = join(folder, 'documents');
    await mkdir(documents);
    for (let i = 0; i < CERTIFIED; i += 1)
      await writeFile(join(documents, `contract ${i}.txt`), `contract number ${i}\n`);
    await handOver(folder);
    desk = await launchApp({ home });
    clerk = new Person(desk, 'en');
    await clerk.setUp('Blue Sea Trading Ltd.');
    await clerk.drop([documents]);
    const { bar } = clerk.texts.notarize;
    await clerk.page.getByText(clerk.say(bar.ready_other, { count: CERTIFIED })).waitFor();
    const out = join(folder, 'certificates');
    await clerk.sealAndCertify(out);
    await makeBox(documents, out);
    await handOver(folder);
  });
  afterAll(() => desk.close());

  /** Three lie open; the others are one in a mail, some in an archive inside an archive, one changed, one lost. */
  async function makeBox(documents: string, certificates: string): Promise<void> {
    await cp(certificates, join(box, 'certificates'), { recursive: true });
    const read = (i: number) => readFile(join(documents, `contract ${i}.txt`));
    await mkdir(join(box, 'open'));
    for (const i of [0, 1, 2]) await cp(join(documents, `contract ${i}.txt`), join(box, 'open', `contract ${i}.txt`));
    await cp(join(documents, 'contract 0.txt'), join(box, 'open', 'copy of contract 0.txt'));
    await writeFile(join(box, 'open', 'contract 3.txt'), 'contract number 3, changed\n');
    await writeFile(join(box, 'letter.eml'), mail('contract 4.txt', await read(4)));
    const inner: Record<string, Uint8Array> = {};
    for (let i = 6; i < CERTIFIED; i += 1) inner[`contract ${i}.txt`] = await read(i);
    await writeFile(join(box, 'archive.zip'), zipSync({ 'inner/annexes.zip': zipSync(inner) }));
    await writeFile(join(box, 'locked.zip'), 'PK\u0003\u0004 no more');
    await mkdir(join(box, 'plain'));
    for (let i = 0; i < PLAIN; i += 1) await writeFile(join(box, 'plain', `note ${i}.txt`), `note ${i}\n`);
    // keeps the check busy until it was stopped
    await writeFile(large, '');
    await truncate(large, 4 * 2 ** 30);
  }

  test('that is dropped is checked with its progress, and stops when asked to', async () => {
    await clerk.go('verify');
    await clerk.drop([box]);
    await running().waitFor();
    await clerk.page.getByText(/of 3\d\d files/).waitFor();
    await clerk.button(clerk.texts.common.cancel, running()).click();
    await clerk.button(clerk.texts.box.cutOff.resume).waitFor();
  });

  test('goes on after a kill of the program, and comes to its sheet', async () => {
    await clerk.button(clerk.texts.box.cutOff.resume).click();
    // some may wait behind the large file
    await clerk.page.getByText(/\b[1-3]\d\d of 3\d\d files/).waitFor();
    desk.app.process().kill('SIGKILL');
    await desk.close();
    await truncate(large, 1_000_000);
    desk = await launchApp({ home });
    clerk = new Person(desk, 'en');
    await clerk.go('verify');
    await clerk.page.getByText(clerk.say(clerk.texts.box.cutOff.happened, { name: 'the case' })).waitFor();
    // what is not read anew is counted in test/node/box-resume.test.ts: here a quick machine is done before it tells
    await clerk.button(clerk.texts.box.cutOff.resume).click();
    await sheet().waitFor({ timeout: 120_000 });
  });

  test('comes out as one sheet: nested archives and mails paired, what is missing named', async () => {
    await chip(states['self-attested'], 3 + 1 + (CERTIFIED - 6)).waitFor();
    await chip(states.different, 1).waitFor();
    await chip(states['missing-document'], 1).waitFor();
    await chip(states.duplicate, 1).waitFor();
    await chip(states.unreadable, 1).waitFor();
    await chip(states['missing-certificate'], PLAIN + 1).waitFor();
    await clerk.page.getByLabel(clerk.texts.box.filter.search).fill('annexes.zip!/contract 7');
    await row('archive.zip!/inner/annexes.zip!/contract 7.txt').filter({ hasText: states['self-attested'] }).waitFor();
    await clerk.page.getByLabel(clerk.texts.box.filter.search).fill('letter.eml!');
    await row('letter.eml!/contract 4.txt').filter({ hasText: states['self-attested'] }).waitFor();
    await clerk.button(clerk.texts.box.filter.clear).click();
  });

  test('shows a row with its whole verdict', async () => {
    await chip(states['self-attested'], 3 + 1 + (CERTIFIED - 6)).click();
    await row('open/contract 1.txt').getByText('open/contract 1.txt').click();
    await clerk.dialog.getByRole('heading', { level: 2, name: clerk.words.verdictTitle('self-attested') }).waitFor();
    await clerk.dialog.getByText(clerk.texts.verify.who, { exact: true }).waitFor();
    await clerk.leave();
    // the document lies in an archive inside an archive: its digest is enough
    await row('annexes.zip!/contract 8.txt').getByText(states['self-attested']).click();
    await clerk.dialog.getByRole('heading', { level: 2, name: clerk.words.verdictTitle('self-attested') }).waitFor();
    await clerk.leave();
    await clerk.button(clerk.texts.box.filter.clear).click();
  });

  test('is saved as CSV, Excel and PDF with its digest, and the sheet is notarized', async () => {
    const shown = await digest();
    for (const format of ['csv', 'xlsx', 'sha256'] as const) {
      await answerSaveDialog(desk.app, join(folder, `sheet.${format}`));
      await clerk.button(clerk.texts.box.export[format]).click();
      await clerk.page.getByText(clerk.texts.box.export.saved).first().waitFor();
      await expect.poll(() => readdir(folder), { timeout: 60_000 }).toContain(`sheet.${format}`);
    }
    const csv = await readFile(join(folder, 'sheet.csv'), 'utf8');
    expect(groupedHex(/[0-9a-f]{64}/.exec(csv)?.[0] ?? '')).toBe(shown);
    expect(csv).toContain('archive.zip!/inner/annexes.zip!/contract 7.txt');
    expect((await readFile(join(folder, 'sheet.xlsx'))).subarray(0, 2).toString()).toBe('PK');
    expect(await readFile(join(folder, 'sheet.sha256'), 'utf8')).toContain('  plain/note 7.txt\n');
    await answerSaveDialog(desk.app, join(folder, 'the sheet.pdf'));
    await clerk.button(clerk.texts.box.export.notarize).click();
    await clerk.button(clerk.texts.box.export.records).click({ timeout: 60_000 });
    await clerk.row('the sheet.pdf').waitFor();
    expect((await readFile(join(folder, 'the sheet.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('that is closed leaves nothing of it behind', async () => {
    await clerk.go('verify');
    await clerk.button(clerk.texts.box.done.close).click();
    await clerk.page.getByText(clerk.texts.verify.drop).waitFor();
    const left = (await readdir(home)).filter((name) => name.startsWith('box'));
    expect(left).toEqual([]);
  });

  test('of a few files is none: they get a verdict each; a chosen folder is one', async () => {
    const [certificate] = (await readdir(join(box, 'certificates'))).filter((name) => /contract.2-/.test(name));
    await clerk.drop([join(box, 'certificates', certificate ?? ''), join(box, 'open', 'contract 2.txt')]);
    await clerk.page.locator('.banner h2:visible').waitFor();
    expect(await sheet().count()).toBe(0);
    await answerOpenDialog(desk.app, [join(box, 'open')]);
    await clerk.button(clerk.texts.box.chooseFolder).click();
    await chip(states['missing-certificate'], 4).waitFor();
  });
});
