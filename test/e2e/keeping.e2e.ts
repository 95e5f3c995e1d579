// Erasing a record, and a passphrase, in the real app: from the button down to the files of the home.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeHome, type PageGlobals } from './controls.ts';
import { handOver, type LaunchedApp, launchApp, makeWorkFolder } from './launch.ts';
import { Person } from './person.ts';

let home: string;
let folder: string;
let desk: LaunchedApp;
let clerk: Person;

beforeEach(async () => {
  home = await makeHome();
  folder = await makeWorkFolder();
  desk = await launchApp({ home });
  clerk = new Person(desk, 'en');
  await clerk.setUp('Blue Sea Trading Ltd.');
});
afterEach(() => desk.close());

/** Files below the home in which a text stands. */
async function holding(text: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(home, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if ((await readFile(path)).toString('latin1').toLowerCase().includes(text)) found.push(path);
  }
  return found;
}

test('an erased record leaves nothing of its facts in the home; its certificate is named to the clerk', async () => {
  const { erase, common } = clerk.texts;
  const file = 'zwiebelfisch.txt';
  await writeFile(join(folder, file), 'a document that somebody wants to be forgotten');
  const out = join(folder, 'out');
  await mkdir(out);
  await handOver(folder);
  await clerk.drop([join(folder, file)]);
  await clerk.row(file).waitFor();
  await clerk.sealAndCertify(out);
  expect((await holding('zwiebelfisch')).length).toBeGreaterThan(0);

  await clerk.go('records');
  await clerk.row(file).getByText(file).click();
  await clerk.button(erase.button).click();
  await clerk.dialog.getByText(join(out), { exact: false }).waitFor();
  await clerk.dialog.getByLabel(erase.tick).check();
  await clerk.button(erase.go, clerk.dialog).click();
  await clerk.dialog.getByText(clerk.say(erase.done_one, { count: 1 })).waitFor();
  await clerk.button(common.close, clerk.dialog).last().click();
  await clerk.page.getByText(erase.name).waitFor();
  expect(await holding('zwiebelfisch')).toEqual([]);
  await desk.close();
  expect(await holding('zwiebelfisch')).toEqual([]);
});

test('a passphrase that was set in the settings is asked for at the next start', async ({ skip }) => {
  const { access, common } = clerk.texts;
  await clerk.go('settings');
  await clerk.button(access.setPassphrase).click();
  for (const label of [access.next, access.again])
    await clerk.dialog.getByLabel(label, { exact: true }).fill('correct horse battery');
  await clerk.page.keyboard.press('Enter');
  await clerk.button(access.changePassphrase).waitFor();
  const ways = await desk.window.evaluate(async () => await (globalThis as unknown as PageGlobals).notary.access());
  expect(ways).toMatchObject({ ok: true, value: { ways: expect.arrayContaining(['passphrase', 'recovery']) } });
  if (ways.ok && ways.value.ways.includes('keychain'))
    skip('this machine has a key store, which goes on opening the desk by itself');
  await desk.close();
  desk = await launchApp({ home });
  clerk = new Person(desk, 'en');
  await clerk.page.getByLabel(common.unlock.label).fill('wrong horse battery');
  await clerk.button(common.unlock.button).click();
  await clerk.page.getByLabel(common.unlock.label).fill('correct horse battery');
  await clerk.button(common.unlock.button).click();
  await vi.waitFor(
    async () => {
      const status = await desk.window.evaluate(() => (globalThis as unknown as PageGlobals).notary.status());
      expect(status).toMatchObject({ ok: true, value: { problem: null } });
    },
    { timeout: 30_000, interval: 200 },
  );
});
