import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Custody } from '../../core/log/custody.ts';
import { answerOpenDialog, answerSaveDialog, makeHome } from './controls.ts';
import { handOver, type LaunchedApp, launchApp, makeWorkFolder } from './launch.ts';
import { Person } from './person.ts';

const soon = { timeout: 120_000, interval: 100 };

let folder: string;
let desk: LaunchedApp;
let clerk: Person;

/** A mail program that writes down what it is given. */
async function mailProgram(): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const script = `#!/bin/sh\nprintf '%s\\n' "$@" > '${join(folder, 'mail.txt')}'\n`;
  await writeFile(join(bin, 'xdg-email'), script, { mode: 0o755 });
  return bin;
}

beforeEach(async () => {
  folder = await makeWorkFolder();
  const bin = await mailProgram();
  await handOver(folder);
  desk = await launchApp({ home: await makeHome(), env: { PATH: `${bin}:${process.env.PATH ?? ''}` } });
  clerk = new Person(desk, 'en');
  await clerk.setUp('Blue Sea Trading Ltd.');
});
afterEach(() => desk.close());

async function sealed(...names: readonly string[]): Promise<void> {
  for (const name of names) await writeFile(join(folder, name), `contents of ${name}\n`);
  await handOver(folder);
  await clerk.drop(names.map((name) => join(folder, name)));
  for (const name of names) await clerk.row(name).waitFor();
  await clerk.seal();
  await clerk.go('records');
}

test('records are packed for court: a ZIP whose digests hold, with custody that names this window', async () => {
  const { pack, common } = clerk.texts;
  await sealed('contract.txt', 'invoice.txt');
  await clerk.row('contract.txt').getByRole('checkbox').check();
  await clerk.row('invoice.txt').getByRole('checkbox').check();
  await clerk.button(pack.button).click();
  const zip = join(folder, 'pack.zip');
  await answerSaveDialog(desk.app, zip);
  await clerk.button(pack.go, clerk.dialog).click();
  await clerk.dialog.getByText(pack.done).waitFor(soon);
  await clerk.button(common.close, clerk.dialog).last().click();
  execFileSync('unzip', ['-tqq', zip]);
  const out = join(folder, 'unpacked');
  execFileSync('unzip', ['-qq', zip, '-d', out]);
  const checked = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: out, encoding: 'utf8' });
  expect(checked.trim().split('\n').length).toBeGreaterThan(15);
  expect(await readdir(join(out, '1'))).toContain('document.txt');
  const custody = JSON.parse(await readFile(join(out, '1/custody.json'), 'utf8')) as Custody;
  expect(custody.entries.map(({ entry }) => entry.event)).toEqual(['recorded', 'sealed', 'anchored']);
  for (const { opened } of custody.entries) expect(opened?.[1].program).toBe('window');
});

test('a certificate is put into a new mail, remembered, and a later version is offered to the same recipient', async () => {
  const { share, sent, common, versions } = clerk.texts;
  await sealed('contract.txt');
  await clerk.row('contract.txt').getByRole('checkbox').check();
  await clerk.button(share.button).click();
  const to = clerk.dialog.getByRole('combobox', { name: sent.to.label });
  await to.fill('Nordic Bank <trade@bank.example>');
  await to.press('Enter');
  const zip = join(folder, 'certificates.zip');
  await answerSaveDialog(desk.app, zip);
  await clerk.button(share.go, clerk.dialog).click();
  await clerk.button(sent.mail.button, clerk.dialog).click(soon);
  await clerk.dialog.getByText(sent.mail.attached).waitFor(soon);
  const mail = (await readFile(join(folder, 'mail.txt'), 'utf8')).split('\n');
  expect(mail).toEqual(expect.arrayContaining(['--attach', zip, 'trade@bank.example']));
  await clerk.button(common.close, clerk.dialog).last().click();

  await clerk.page.getByText(sent.sent, { exact: true }).click();
  await clerk.row('Nordic Bank').getByText(sent.states.current).waitFor();
  await clerk.row('Nordic Bank').getByText('contract.txt').click();
  await writeFile(join(folder, 'contract 2.txt'), 'a later version\n');
  await handOver(folder);
  await answerOpenDialog(desk.app, [join(folder, 'contract 2.txt')]);
  await clerk.button(versions.add, clerk.dialog).click();
  await clerk.row('contract 2.txt').waitFor();
  await clerk.seal();
  await clerk.go('records');
  const offer = clerk.button(clerk.say(sent.due.send, { name: 'Nordic Bank' }));
  await offer.click(soon);
  await answerSaveDialog(desk.app, join(folder, 'later.zip'));
  await clerk.button(share.go, clerk.dialog).click();
  await clerk.button(sent.mail.button, clerk.dialog).waitFor(soon);
  await clerk.button(common.close, clerk.dialog).last().click();
  await vi.waitFor(async () => expect(await offer.count()).toBe(0), soon);
  const list = execFileSync('unzip', ['-l', join(folder, 'later.zip')], { encoding: 'utf8' });
  expect(list).toContain('contract-2-');

  await clerk.page.getByText(sent.sent, { exact: true }).click();
  const register = join(folder, 'register.csv');
  await answerSaveDialog(desk.app, register);
  await clerk.button(sent.recordList.csv).click();
  await vi.waitFor(
    async () => expect(await readFile(register, 'utf8')).toContain('Nordic Bank <trade@bank.example>'),
    soon,
  );
  expect(await readFile(register, 'utf8')).toContain('"replaced"');
});
