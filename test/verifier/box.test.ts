// Boxes in the built page from file://, in every engine: the same rows and the same digest as in the app.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import type { BoxSheet } from '../../core/documents/box/types.ts';
import { trustBundleBytes, trustFingerprint } from '../../core/formats/trust.ts';
import { checkBox } from '../../core/node/box/index.ts';
import { boxWordsFor } from '../../core/words/box.ts';
import { groupedHex } from '../../core/words/words.ts';
import { stringsFor } from '../../renderer/verifier/strings.ts';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { sampleBundle } from '../core/support/evidence.ts';
import { PATIENCE } from '../patience.ts';
import { seriousFindings } from '../renderer/drive.ts';
import { CHROMIUM, type CheckerPage, ENGINES, until } from './support/browsers.ts';
import { openedIn } from './support/opened.ts';
import { type BoxContents, sampleBox, writeBox, zipBox } from './support/sample-box.ts';

const folder = mkdtempSync(join(tmpdir(), 'checker-box-'));
const at = (name: string) => join(folder, name);
const bundle = trustBundleBytes(sampleBundle());
const accepted = { bundle: sampleBundle(), fingerprint: trustFingerprint(bundle, nobleCrypto), compared: false };
const words = boxWordsFor('en');
const strings = stringsFor('en');

/** What the app says of paths: rows as the page shows them, and the head of the sheet. */
async function appSays(
  paths: readonly string[],
): Promise<{ readonly rows: readonly string[]; readonly sheet: BoxSheet }> {
  const box = await checkBox(paths, { trust: [accepted], workFolder: at('work'), fresh: true });
  const rows = [...box.rows()].map(({ state, file, certificate }) =>
    [words.states[state], file ?? strings.none, certificate ?? strings.none].join(' | '),
  );
  const { sheet } = box;
  box.close();
  return { rows, sheet };
}

let contents: BoxContents;

beforeAll(async () => {
  contents = await sampleBox();
  await buildVerifier(at('check.html'));
  writeBox(at('box'), contents);
  writeFileSync(at('box.zip'), zipBox(contents));
  writeFileSync(at('a.trust.json'), bundle);
  mkdirSync(at('many'));
  for (let i = 0; i < 300; i++) writeFileSync(at(`many/${i}.txt`), `one of many ${i}`);
  writeFileSync(at('letter.eml'), 'Subject: x\r\n\r\nhello');
  // zeros pack well: far beyond what the page reads, in a small file
  writeFileSync(
    at('large.zip'),
    zipBox(Object.fromEntries(Array.from({ length: 2_100 }, (_, i) => [`${i}.txt`, Buffer.alloc(1)]))),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ROWS = `[...document.querySelectorAll('.box tbody tr:not(.box-detail)')].map((row) =>
  [row.cells[1].querySelector('button').lastChild.textContent.trim(), row.cells[2].textContent, row.cells[3].textContent]
  .join(' | '))`;
const IDLE = `document.querySelector('#results').getAttribute('aria-busy') === 'false' && document.querySelector('#clear') !== null`;
const DIGEST = `document.querySelector('#box-digest').textContent`;
const click = (page: CheckerPage, selector: string) =>
  page.evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`);

const type = (page: CheckerPage, text: string) =>
  page.evaluate(`(() => {
    const field = document.querySelector('#box-search');
    field.value = ${JSON.stringify(text)};
    field.dispatchEvent(new Event('input'));
  })()`);

async function give(page: CheckerPage, ...names: readonly string[]): Promise<void> {
  await page.choose(names.map(at));
  await until(page, IDLE);
}

describe.each(ENGINES)('boxes in $name', (engine) => {
  const { page, test } = openedIn(engine, { html: at('check.html') });

  test('an archive gives the rows and the digest that the app gives', async () => {
    await page.choose([at('a.trust.json')]);
    await until(page, `document.querySelector('form .quiet') !== null`);
    await click(page, 'form .quiet');
    await give(page, 'box.zip');
    const { rows, sheet } = await appSays([at('box.zip')]);
    expect(await page.evaluate(ROWS)).toEqual(rows);
    expect(await page.evaluate(DIGEST)).toBe(groupedHex(sheet.boxDigest));
    expect(new Set(rows.map((row) => row.split(' | ')[0]))).toEqual(
      new Set(
        [
          'forked',
          'untrusted',
          'proven',
          'different',
          'missing-document',
          'missing-certificate',
          'duplicate',
          'unreadable',
        ].map((state) => words.states[state as keyof typeof words.states]),
      ),
    );
  });

  test('many files give the same; totals filter, a row opens with its whole verdict', async () => {
    const names = [
      '合同/合同.txt',
      '合同/合同 certificate.pdf',
      'lost certificate.pdf',
      ...Array.from({ length: 30 }, (_, i) => `plain/${i}.txt`),
    ];
    await give(page, ...names.map((path) => `box/${path}`));
    const { rows, sheet } = await appSays(names.map((path) => at(`box/${path}`)));
    expect(await page.evaluate(ROWS)).toEqual(rows);
    expect(await page.evaluate(DIGEST)).toBe(groupedHex(sheet.boxDigest));
    await click(page, '#box-proven');
    expect(await page.evaluate(ROWS)).toEqual(rows.filter((row) => row.startsWith(words.states.proven)));
    await click(page, '.box .row-state');
    await until(page, `document.querySelector('.box-detail .result .checks') !== null`);
    await click(page, '#box-all');
    await type(page, 'plain/7');
    expect(await page.evaluate(ROWS)).toHaveLength(0);
    await type(page, '7.TXT');
    expect(await page.evaluate(ROWS)).toHaveLength(3);
  });

  test('what is too much for the page is for the app, mails too', async () => {
    await give(page, 'large.zip');
    expect(await page.evaluate(`document.querySelector('#box [role=alert]').textContent`)).toBe(strings.boxTooLarge);
    expect(await page.evaluate(`document.querySelector('.box') === null`)).toBe(true);
    await give(page, 'letter.eml');
    expect(await page.evaluate(`document.querySelector('.box').textContent`)).toContain(strings.boxMails(1));
    expect(await page.evaluate(ROWS)).toEqual([`${words.states.unreadable} | letter.eml | ${strings.none}`]);
  });

  test('rows come two hundred at a time', async () => {
    await give(page, ...Array.from({ length: 300 }, (_, i) => `many/${i}.txt`));
    expect(await page.evaluate(ROWS)).toHaveLength(200);
    await click(page, '#box-more');
    expect(await page.evaluate(ROWS)).toHaveLength(300);
    expect(await page.evaluate(`document.querySelector('#box-more') === null`)).toBe(true);
  });
});

describe.skipIf(ENGINES[0]?.lacks().length !== 0)('folders in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(() => browser?.close());

  async function open(): Promise<Page> {
    const page = await browser.newPage({ locale: 'en-GB' });
    page.setDefaultTimeout(PATIENCE);
    await page.goto(pathToFileURL(at('check.html')).href);
    return page;
  }

  it('a chosen folder gives what the app gives, and its sheet is saved harmless', async () => {
    const page = await open();
    await page.setInputFiles('#files', at('a.trust.json'));
    await page.click('form .quiet');
    await page.setInputFiles('#folder', at('box'));
    await page.waitForSelector('.box tbody tr');
    const { rows, sheet } = await appSays([at('box')]);
    expect(await page.evaluate(ROWS)).toEqual(rows);
    expect(await page.textContent('#box-digest')).toBe(groupedHex(sheet.boxDigest));
    expect(await seriousFindings(page)).toEqual([]);
    await page.click('.box .row-state');
    expect(await seriousFindings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await seriousFindings(page)).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#box-csv')]);
    const csv = readFileSync(await download.path(), 'utf8');
    expect(csv).toContain(sheet.boxDigest);
    expect(csv).toContain(`"'=HYPERLINK(""x"").txt"`);
    await page.close();
  });

  async function dropFolder(page: Page): Promise<void> {
    const debug = await page.context().newCDPSession(page);
    const data = { items: [], files: [at('box')], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await debug.send('Input.dispatchDragEvent', { type, x: 300, y: 200, data });
  }

  it('a dropped folder is not handed to a page from the disk, which says what to do instead', async () => {
    const page = await open();
    await dropFolder(page);
    expect(await page.textContent('#box [role=alert]')).toBe(strings.boxClosed('box'));
    await page.close();
  });

  it('a folder dropped on a page from a server gives what the app gives', async () => {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(readFileSync(at('check.html')));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const page = await browser.newPage({ locale: 'en-GB' });
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await dropFolder(page);
    await page.waitForSelector('.box tbody tr');
    expect(await page.textContent('#box-digest')).toBe(groupedHex((await appSays([at('box')])).sheet.boxDigest));
    await page.close();
    await new Promise((resolve) => server.close(resolve));
  });
});
