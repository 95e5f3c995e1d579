/** An invoice reads itself: dropped, its facts are there; sealed, its certificate says which are from the file; verified, they are read again. */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ubl } from '../node/support/ubl.ts';
import { makeHome } from './controls.ts';
import { handOver, type LaunchedApp, launchApp, makeWorkFolder } from './launch.ts';
import { Person } from './person.ts';

let folder: string;
let desk: LaunchedApp;
let clerk: Person;
const invoice = () => join(folder, 'invoice.xml');
const altered = () => join(folder, 'altered.xml');

beforeAll(async () => {
  folder = await makeWorkFolder('invoice');
  await writeFile(invoice(), ubl({ number: 'RE-2026-0042' }));
  await writeFile(altered(), ubl({ number: 'RE-2026-0042', gross: '119.10', net: '100.10' }));
  await handOver(folder);
  desk = await launchApp({ home: await makeHome() });
  clerk = new Person(desk, 'en');
  await clerk.setUp('Blue Sea Trading');
});
afterAll(() => desk.close());

test('a dropped invoice has its facts, and nobody typed them', async () => {
  await clerk.drop([invoice()]);
  const row = clerk.row('invoice.xml');
  for (const text of ['RE-2026-0042', 'EUR 119.00', '2026-03-14']) await row.filter({ hasText: text }).waitFor();
});

test('each fact says whether it is from the file or stated', async () => {
  const { sources } = clerk.words;
  await clerk.row('invoice.xml').dblclick();
  const field = (name: string) => clerk.dialog.getByRole('textbox', { name, exact: true });
  const number = (source: string) => field(`Invoice number · ${source}`);
  await number(sources.file).waitFor();
  await number(sources.file).fill('RE-42');
  await number(sources.stated).waitFor();
  await clerk.dialog.getByText('The file says: RE-2026-0042', { exact: false }).waitFor();
  await clerk.dialog.getByRole('button', { name: 'Use that: what the file says as Invoice number' }).click();
  expect(await number(sources.file).inputValue()).toBe('RE-2026-0042');
  expect(await field(`Seller · ${sources.file}`).inputValue()).toBe('Seller GmbH');
  await clerk.button(clerk.texts.common.save, clerk.dialog).click();
  await clerk.dialog.waitFor({ state: 'hidden' });
});

test('its certificate is sound, and the facts are read again; an altered copy is refused', async () => {
  await clerk.sealAndCertify(join(folder, 'certificates'));
  const [name = ''] = await readdir(join(folder, 'certificates'));
  const certificate = join(folder, 'certificates', name);
  await clerk.go('verify');
  expect(await clerk.verify([certificate, invoice()])).toBe(clerk.words.verdictTitle('self-attested'));
  const { same } = clerk.words.readStates;
  await expect.poll(() => clerk.page.getByText(`· ${same}`, { exact: false }).count()).toBeGreaterThan(5);
  expect(await clerk.verify([certificate, altered()])).toBe(clerk.words.verdictTitle('different-file'));
});

test('the record says the same, and that it is the only one of this invoice until there is another', async () => {
  await clerk.go('records');
  await clerk.row('invoice.xml').dblclick();
  await clerk.dialog.getByText(clerk.texts.invoice.only, { exact: true }).waitFor();
  expect(await clerk.dialog.getByText(`· ${clerk.words.sources.file}`, { exact: false }).count()).toBeGreaterThan(5);
  await clerk.leave();
  await clerk.go('notarize');
  await clerk.drop([altered()]);
  await clerk.page.getByText('which says otherwise about', { exact: false }).first().waitFor();
});
