/**
 * Dossiers on the real window: a selection becomes a dossier whose opened items a recipient checks; a table of 3,214 rows becomes a
 * pool, of which a seed draws 60 that a recipient checks too.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { atMostDiffering } from '../../core/dossier/sample.ts';
import { thousands } from '../../core/words/words.ts';
import { projectRoot } from '../../scripts/lib/project.ts';
import { ubl } from '../node/support/ubl.ts';
import { PATIENCE } from '../patience.ts';
import { seriousFindings, whenStill } from './axe.ts';
import { answerOpenDialog, makeHome, type PageGlobals } from './controls.ts';
import { handOver, type LaunchedApp, launchApp, makeWorkFolder } from './launch.ts';
import { layoutFaults, picture, resize } from './layout.ts';
import { Person } from './person.ts';

/** Numbers of the invoices, each a row of the tape. */
const [FIRST, LAST] = [1, 3214];
const POOL = LAST - FIRST + 1;
const SAMPLE = 60;
/** One of them names no record. */
const LOST = 'R-9999';

const pictures = join(projectRoot, 'artefacts/dossier');
const numberOf = (n: number) => `R-${String(n).padStart(4, '0')}`;
const LOOKS = [
  { width: 1360, height: 860, colours: 'light' },
  { width: 1024, height: 700, colours: 'dark' },
] as const;

let folder: string;
let desk: LaunchedApp;
let clerk: Person;
const at = (name: string) => join(folder, name);

/** What is shown, at a large size and a small one, light and dark; nothing lies over anything else, and axe finds nothing serious. */
async function look(name: string): Promise<void> {
  // what lies under the mouse has colours of its own
  await clerk.page.mouse.move(1, 1);
  for (const { width, height, colours } of LOOKS) {
    await clerk.page.emulateMedia({ colorScheme: colours, reducedMotion: 'reduce' });
    await resize(desk, { width, height, zoom: 1 });
    await whenStill(clerk.page);
    const called = `${name} ${clerk.language} ${width} ${colours}`;
    expect.soft(await layoutFaults(clerk.page), called).toEqual([]);
    expect.soft(await seriousFindings(clerk.page), called).toEqual([]);
    await writeFile(join(pictures, `${name}-${clerk.language}-${width}-${colours}.png`), await picture(desk));
  }
  await resize(desk, { width: 1360, height: 860, zoom: 1 });
  await clerk.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

/** Changes the language of the window. */
async function speak(language: 'zh' | 'en'): Promise<void> {
  await clerk.page.evaluate(async (chosen) => {
    await (globalThis as unknown as PageGlobals).notary.settings({ language: chosen });
  }, language);
  clerk = new Person(desk, language);
  await clerk.go('records');
}

/** Makes the dossier of the dialog that is open, and seals it. */
async function makeAndSeal(): Promise<void> {
  const { dossier } = clerk.texts;
  const go = clerk.button(dossier.go, clerk.dialog);
  await expect.poll(() => go.isEnabled()).toBe(true);
  await go.click();
  await clerk.button(dossier.page.seal).click();
  await clerk.button(dossier.sample.button).waitFor();
}

/** Makes the certificate of the dialog that is open; its path. */
async function certifyInto(name: string): Promise<string> {
  // the dialog is there before its dossier is read
  await clerk.dialog.getByRole('radio', { name: clerk.texts.dossier.certify.none, exact: true }).waitFor();
  await answerOpenDialog(desk.app, [at(name)]);
  await clerk.goInto(at(name));
  await clerk.dialog.getByText(clerk.texts.dossier.certify.done).waitFor();
  await clerk.button(clerk.texts.common.close, clerk.dialog).last().click();
  const [made = ''] = await readdir(at(name));
  return join(at(name), made);
}

/** How many records wait to be sealed. */
const waiting = () =>
  clerk.page.evaluate(async () => {
    const status = await (globalThis as unknown as PageGlobals).notary.status();
    return status.ok ? status.value.waiting : null;
  });

const dialogOf = (name: string) => clerk.page.getByRole('dialog', { name, exact: true });

beforeAll(async () => {
  await rm(pictures, { recursive: true, force: true });
  await mkdir(pictures, { recursive: true });
  folder = await makeWorkFolder('dossier');
  for (const name of ['in', 'three', 'sample']) await mkdir(at(name));
  const rows: string[] = [];
  for (let n = FIRST; n <= LAST; n++) {
    const amount = `${n}.00`;
    const buyer = `Buyer ${n % 40}`;
    await writeFile(at(`in/${n}.xml`), ubl({ number: numberOf(n), buyer, net: amount, tax: '0.00', gross: amount }));
    rows.push(`${numberOf(n)},${amount}`);
  }
  await writeFile(at('pool.csv'), ['Asset of the pool,Amount', ...rows, `${LOST},1.00`].join('\n'));
  await handOver(folder);
  desk = await launchApp({ home: await makeHome() });
  clerk = new Person(desk, 'en');
  await clerk.setUp('Blue Sea Trading');
  await clerk.drop([at('in')]);
  await vi.waitFor(async () => expect(await waiting()).toBe(POOL), { timeout: PATIENCE, interval: 500 });
  await clerk.seal();
});
afterAll(() => desk?.close());

test('a selection becomes a dossier, and its certificate opens the items that were chosen', async () => {
  await speak('zh');
  const { dossier } = clerk.texts;
  await clerk.page.getByPlaceholder(clerk.texts.records.search).fill('R-321');
  await clerk.row(numberOf(3210)).waitFor();
  await expect.poll(() => clerk.row('R-').count()).toBe(5);
  for (const n of [3210, 3211, 3212]) await clerk.row(numberOf(n)).getByRole('checkbox').check();
  await clerk.button(dossier.button).click();
  await clerk.dialog.getByRole('textbox', { name: dossier.fields.title, exact: true }).fill('三笔应收账款');
  await clerk.dialog.getByText(dossier.warnings.only).waitFor();
  await look('make');
  await makeAndSeal();
  await look('page');
  await clerk.button(clerk.texts.records.detail.make, clerk.dialog).click();
  const certify = dialogOf(dossier.certify.title);
  await certify.getByRole('radio', { name: dossier.certify.chosen }).check();
  await certify.getByRole('row').nth(1).getByRole('checkbox').check();
  await look('certify');
  const certificate = await certifyInto('three');
  await clerk.leave();
  await clerk.go('verify');
  expect(await clerk.verify([certificate])).toBe(clerk.words.verdictTitle('self-attested'));
  const { dossier: words } = clerk.words;
  await clerk.page
    .getByText(words.listed({ items: '3', credits: null }))
    .first()
    .waitFor();
  await clerk.page
    .getByText(words.opened({ count: '1', same: '1', differing: '0' }))
    .first()
    .waitFor();
});

test('a table of 3,214 rows becomes a pool once the row without a record is settled', async () => {
  await speak('en');
  const { dossier } = clerk.texts;
  const { tape } = dossier;
  await clerk.button(clerk.texts.records.clear).click();
  await clerk.button(clerk.texts.common.clearSelection).click();
  await clerk.button(dossier.fromList).click();
  const made = dialogOf(dossier.title);
  await made.getByRole('radio', { name: dossier.source.tape }).check();
  await answerOpenDialog(desk.app, [at('pool.csv')]);
  await clerk.button(tape.choose, made).click();
  // its first column has a head that nobody knows
  await made.getByRole('combobox', { name: clerk.say(tape.meaning, { head: 'Asset of the pool' }) }).click();
  await clerk.page.locator('.ant-select-dropdown:visible').getByTitle('number', { exact: true }).click();
  await made
    .getByText(clerk.say(tape.rows_other, { formatted: thousands(POOL + 1), found: thousands(POOL), troubles: '1' }))
    .waitFor();
  await made.getByText(LOST).waitFor();
  await made.getByRole('textbox', { name: dossier.fields.title, exact: true }).fill('Pool 7');
  await look('tape');
  expect(await clerk.button(dossier.go, made).isDisabled()).toBe(true);
  await made.getByRole('radio', { name: clerk.say(tape.skip_one, { formatted: '1' }) }).check();
  await makeAndSeal();
  const grid = clerk.page.getByRole('grid', { name: dossier.lines.label });
  await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe(String(POOL + 1));
  await look('pool');
});

test('a sample of 60 is drawn, opened, and drawn again by whoever verifies', async () => {
  const { dossier } = clerk.texts;
  await clerk.button(dossier.sample.button).click();
  const sample = dialogOf(dossier.sample.title);
  await sample.getByRole('textbox', { name: dossier.sample.seed, exact: true }).fill('auditor, 2026-07-01');
  expect(await sample.getByRole('textbox').nth(1).inputValue()).toBe(String(SAMPLE));
  await clerk.button(dossier.sample.go, sample).click();
  await sample
    .getByRole('status')
    .filter({ hasText: String(atMostDiffering(SAMPLE, POOL)) })
    .waitFor();
  await look('sample');
  await clerk.button(dossier.sample.certify, sample).click();
  const certificate = await certifyInto('sample');
  await clerk.leave();
  await clerk.go('verify');
  expect(await clerk.verify([certificate])).toBe(clerk.words.verdictTitle('self-attested'));
  const { dossier: words } = clerk.words;
  await clerk.page
    .getByText(words.listed({ items: thousands(POOL), credits: null }))
    .first()
    .waitFor();
  const percent = (Math.ceil((10_000 * atMostDiffering(SAMPLE, POOL)) / POOL) / 100).toFixed(2);
  const drawn = { size: String(SAMPLE), items: thousands(POOL), seed: 'auditor, 2026-07-01', percent };
  await clerk.page.getByText(words.sample(drawn)).first().waitFor();
});

test('the pool shares the records of the other dossier, and is compared in the window', async () => {
  const { dossier } = clerk.texts;
  await clerk.go('records');
  await clerk.page.getByPlaceholder(clerk.texts.records.search).fill('Pool 7');
  await clerk.row('Dossier').first().click();
  await clerk.button(dossier.compare.button).click();
  await clerk.dialog.getByRole('combobox', { name: dossier.compare.record }).click();
  await clerk.page.locator('.ant-select-dropdown:visible').getByText('三笔应收账款').click();
  await clerk.dialog.getByText(clerk.say(dossier.compare.shared, { formatted: '3' })).waitFor();
  await look('compare');
});
