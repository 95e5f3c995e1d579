// The checker page as a stranger gets it: one built file, opened from file:// in a real browser.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { parseEvidenceSet } from '../../core/formats/evidence.ts';
import { trustBundleBytes, trustFingerprint } from '../../core/formats/trust.ts';
import type { ExpertReport } from '../../core/handover/expert-report/index.ts';
import { certificateFonts } from '../../core/node/certificates/fonts.ts';
import { wordsFor } from '../../core/words/words.ts';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { bank, DOCUMENT, makeEvidence, ownWitness, sampleBundle } from '../core/support/evidence.ts';
import { witnessSigner } from '../core/support/keys.ts';
import { PATIENCE } from '../patience.ts';

const CHROMIUM = '/usr/bin/chromium';
const folder = mkdtempSync(join(tmpdir(), 'checker-'));
const at = (name: string) => join(folder, name);
const evidence = makeEvidence({ cosigners: [{ signer: ownWitness }, { signer: bank }] });
const bundle = trustBundleBytes(sampleBundle());
const title = wordsFor('en').verdictTitle;
const fingerprint = trustFingerprint(bundle, nobleCrypto);

let browser: Browser;

beforeAll(async () => {
  await buildVerifier(at('check.html'));
  writeFileSync(at('consortium.trust.json'), bundle);
  await buildVerifier(at('with-trust.html'), at('consortium.trust.json'));
  const pdf = await makeCertificate(parseEvidenceSet(evidence, nobleCrypto), certificateFonts(), nobleCrypto);
  writeFileSync(at('certificate.pdf'), pdf);
  writeFileSync(at('contract.txt'), DOCUMENT);
  writeFileSync(at('other.txt'), 'another contract');
  writeFileSync(at('cut.pdf'), pdf.subarray(0, pdf.length / 2));
  writeFileSync(at('record.json'), evidence.record);
  writeFileSync(at('evidence.json'), evidence.evidence);
  writeFileSync(at('checkpoint.tlog-proof'), evidence.proof);
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  /** Everything that the page asked for, its own address apart. */
  readonly requests: readonly string[];
  drop(...names: string[]): Promise<void>;
  titles(): Promise<readonly string[]>;
}

async function open(file = 'check.html', locale = 'en-GB'): Promise<Opened> {
  const page = await browser.newPage({ locale });
  page.setDefaultTimeout(PATIENCE);
  const requests: string[] = [];
  const url = pathToFileURL(at(file)).href;
  page.on('request', (request) => request.url() !== url && requests.push(request.url()));
  page.on('pageerror', (error) => requests.push(`error: ${error}`));
  await page.goto(url);
  return {
    page,
    requests,
    drop: async (...names) => {
      await page.setInputFiles('#files', names.map(at));
      await page.waitForFunction(() => document.querySelector('#results')?.getAttribute('aria-busy') === 'false');
    },
    titles: () => page.locator('.result h2').allTextContents(),
  };
}

describe.skipIf(!existsSync(CHROMIUM))('the checker page in Chromium', () => {
  test('escapes what strangers write: names of keys, bundles, holders and files', async () => {
    const hostile = '\u202e\u2800\u200b\u2066';
    const evil = witnessSigner('evil', `evil${hostile}.example`);
    const files = makeEvidence({ cosigners: [{ signer: evil }], facts: { title: 'Contract\u2800' } });
    const pdf = await makeCertificate(parseEvidenceSet(files, nobleCrypto), certificateFonts(), nobleCrypto);
    const [log] = sampleBundle().logs;
    const named = sampleBundle({
      name: 'Court of X\u2800',
      logs: log ? [{ ...log, controller: 'Audit Ltd\u00a0(', organisation: 'Audit\u2800 Ltd' }] : [],
      witnesses: [{ vkey: bank.key.text, controller: 'Audit Ltd (', organisation: '\u0410udit  Ltd' }],
    });
    writeFileSync(at(`c${hostile}.pdf`), pdf);
    writeFileSync(at(`d${hostile}.txt`), DOCUMENT);
    writeFileSync(at(`b${hostile}.trust.json`), trustBundleBytes(named));
    const { page, drop } = await open();
    await drop(`c${hostile}.pdf`, `d${hostile}.txt`, `b${hostile}.trust.json`);
    const text = () => page.locator('body').textContent();
    const bad = () => page.locator('body').evaluate((body) => /[\u202e\u2800\u200b\u2066]/.test(body.outerHTML));
    expect(await text()).toContain('evil\\u{202E}\\u{2800}\\u{200B}\\u{2066}.example');
    expect(await text()).toContain('controller: “Audit Ltd\\u{A0}(”');
    expect(await text()).toContain('look alike');
    expect(await bad()).toBe(false);
    await page.getByRole('button', { name: 'Accept without comparing' }).click();
    await page.waitForFunction(() => document.querySelector('#results')?.getAttribute('aria-busy') === 'false');
    expect(await page.locator('.result h2').allTextContents()).toEqual([title('self-attested')]);
    expect(await bad()).toBe(false);
  });

  test('keeps what is being typed while it draws again, and shows no green without a proof', async () => {
    const { page, drop } = await open();
    await drop('consortium.trust.json', 'certificate.pdf', 'contract.txt');
    const same = page.locator('.match.same');
    const colour = () => same.evaluate((line) => getComputedStyle(line).color);
    const plain = await colour();
    await page.locator('#trust input').fill('1234');
    await page.locator('#digest').fill('abcd');
    await page.click('#lang-zh');
    expect(await page.locator('#trust input').inputValue()).toBe('1234');
    expect(await page.locator('#digest').inputValue()).toBe('abcd');
    await page.locator('#trust button.quiet').click();
    expect(await colour()).not.toBe(plain);
    await page.close();
  });

  test.each(['en-GB', 'zh-CN'])('prints one certificate on one page (%s)', async (locale) => {
    const { page, drop } = await open('check.html', locale);
    await drop('certificate.pdf', 'contract.txt', 'consortium.trust.json');
    await page.click('form .quiet');
    await page.emulateMedia({ media: 'print' });
    const pdf = await page.pdf({ format: 'A4', margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' } });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await page.close();
  });

  test('can be worked with the keyboard alone', async () => {
    const { page, drop, titles } = await open();
    await drop('certificate.pdf', 'contract.txt', 'consortium.trust.json');
    const reach = async (id: string) => {
      for (let i = 0; i < 30; i++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), id)) return;
      }
      throw new Error(`${id} was not reached`);
    };
    for (const place of [
      '#lang-zh',
      '#lang-en',
      '#files',
      '#clear',
      '#print',
      '#expert',
      'summary',
      'input[type=text]',
    ])
      await reach(place);
    await page.keyboard.type(fingerprint);
    await page.keyboard.press('Enter');
    expect(await titles()).toEqual([title('proven')]);
    await page.close();
  });

  test('hands over the report for an expert as the command line does', async () => {
    const { page, drop } = await open();
    await drop('certificate.pdf', 'contract.txt');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#expert')]);
    const report = JSON.parse(readFileSync(await download.path(), 'utf8')) as ExpertReport;
    expect(report.results.map(({ verdict }) => verdict)).toEqual(['untrusted']);
    expect(report.results[0]?.checks.every(({ inputs }) => inputs.length > 0)).toBe(true);
    await page.close();
  });

  test('is one file that allows nothing from anywhere, and asks for nothing', async () => {
    const html = readFileSync(at('check.html'), 'utf8');
    expect(html.length).toBeLessThan(600 * 1024);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/\s(?:src|href)=/);
    const { page, requests, drop } = await open();
    await drop('certificate.pdf', 'contract.txt', 'consortium.trust.json');
    expect(requests).toEqual([]);
    await page.close();
  });

  test('without a bundle nothing is better than untrusted', async () => {
    const { page, drop, titles } = await open();
    await drop('contract.txt', 'certificate.pdf');
    expect(await titles()).toEqual([title('untrusted')]);
    await page.close();
  });

  test('a bundle that was dropped counts once it is accepted, and says when it was not compared', async () => {
    const { page, drop, titles } = await open();
    await drop('certificate.pdf', 'contract.txt', 'consortium.trust.json');
    expect(await titles()).toEqual([title('untrusted')]);
    await page.click('text=Accept without comparing');
    expect(await titles()).toEqual([title('proven')]);
    expect(await page.locator('.banner').textContent()).toContain('without comparing');
    await page.click('text=No longer accept');
    expect(await titles()).toEqual([title('untrusted')]);
    await page.close();
  });

  test('a bundle inside the page counts only with the fingerprint that the reader types', async () => {
    const { page, drop, titles } = await open('with-trust.html');
    await drop('certificate.pdf', 'contract.txt');
    expect(await page.locator('text=Accept without comparing').count()).toBe(0);
    await page.fill('#trust input[type=text]', 'ab'.repeat(32));
    await page.click('text=Compare and accept');
    expect(await titles()).toEqual([title('untrusted')]);
    expect(await page.locator('[role=alert]').textContent()).not.toBe('');
    await page.fill('#trust input[type=text]', fingerprint.toUpperCase().replace(/(.{8})/g, '$1 '));
    await page.click('text=Compare and accept');
    expect(await titles()).toEqual([title('proven')]);
    await page.close();
  });

  test('another document is different-file, a broken certificate unreadable, each by itself', async () => {
    const { page, drop, titles } = await open();
    await drop('certificate.pdf', 'other.txt');
    expect(await titles()).toEqual([title('different-file')]);
    await page.click('#clear');
    await drop('cut.pdf');
    expect(await titles()).toEqual([title('unreadable')]);
    await page.close();
  });

  test('the three attachments alone are a certificate; until all are there it says what is missing', async () => {
    const { page, drop, titles } = await open();
    await drop('record.json', 'evidence.json');
    expect(await page.locator('#drop').textContent()).toContain('checkpoint.tlog-proof');
    await drop('checkpoint.tlog-proof', 'contract.txt');
    expect(await titles()).toEqual([title('untrusted')]);
    await page.close();
  });

  test('an altered attachment is tampered', async () => {
    const record = Buffer.from(Buffer.from(evidence.record).toString().replace('"seq":1', '"seq":2'));
    const { page, titles } = await open();
    await page.setInputFiles('#files', [
      { name: 'record.json', mimeType: 'application/json', buffer: record },
      { name: 'evidence.json', mimeType: 'application/json', buffer: Buffer.from(evidence.evidence) },
      { name: 'checkpoint.tlog-proof', mimeType: 'text/plain', buffer: Buffer.from(evidence.proof) },
    ]);
    await page.waitForSelector('.banner');
    expect(await titles()).toEqual([title('tampered')]);
    expect(await page.locator('details.checks').getAttribute('open')).not.toBeNull();
    await page.close();
  });

  test('speaks Chinese to a Chinese browser, and switches', async () => {
    const { page, drop } = await open('check.html', 'zh-CN');
    await drop('certificate.pdf');
    expect(await page.title()).toBe('核验存证证书');
    await page.click('#lang-en');
    expect(await page.title()).toBe('Check a certificate');
    await page.close();
  });

  test.each([
    ['light', 'contract.txt'],
    ['dark', 'contract.txt'],
    ['light', 'other.txt'],
    ['dark', 'other.txt'],
  ] as const)('axe finds nothing serious or critical (%s, %s)', async (colorScheme, document) => {
    const { page, drop } = await open();
    await page.emulateMedia({ colorScheme });
    await drop('certificate.pdf', document, 'consortium.trust.json');
    await page.click('summary');
    // through the debugger, because the page's own policy lets no other script in
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.evaluate', { expression: axe });
    const { result } = await session.send('Runtime.evaluate', {
      expression: `axe.run().then((r) => JSON.stringify(r.violations.filter((v) => ['serious','critical'].includes(v.impact)).map((v) => v.id + ': ' + v.nodes.map((n) => n.target).join(' '))))`,
      awaitPromise: true,
    });
    expect(JSON.parse(String(result.value))).toEqual([]);
    await page.close();
  });
});
