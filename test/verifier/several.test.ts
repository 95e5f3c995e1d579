// Certificates that a JD Chain ledger confirms, in the built page from file:// in every engine: once their bundle's
// fingerprint was typed, verdict and the lines about each chain and witness are the words of core.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { toHex } from '../../core/formats/bytes.ts';
import { parseEvidenceSet } from '../../core/formats/evidence.ts';
import { trustBundleBytes, trustFingerprint } from '../../core/formats/trust.ts';
import { certificateFonts } from '../../core/node/certificates/fonts.ts';
import type { Report } from '../../core/verification/report.ts';
import { verify } from '../../core/verification/verify.ts';
import { wordsFor } from '../../core/words/words.ts';
import { stringsFor } from '../../renderer/verifier/strings.ts';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { accept, DOCUMENT } from '../core/support/evidence.ts';
import { type Judged, ofJdchain, ofSeveral } from '../core/support/several.ts';
import { type CheckerPage, ENGINES, until } from './support/browsers.ts';
import { openedIn } from './support/opened.ts';

const folder = mkdtempSync(join(tmpdir(), 'checker-several-'));
const at = (name: string) => join(folder, name);
/** Pictures of the page in Chromium go here: `NOTARY_SHOTS=<folder>`. */
const shots = process.env.NOTARY_SHOTS;

const CERTIFICATES = { jdchain: ofJdchain(), several: ofSeveral() } as const;
type Name = keyof typeof CERTIFICATES;

beforeAll(async () => {
  if (shots) mkdirSync(shots, { recursive: true });
  await buildVerifier(at('check.html'));
  writeFileSync(at('contract.txt'), DOCUMENT);
  for (const [name, { evidence, bundle }] of Object.entries(CERTIFICATES)) {
    const pdf = await makeCertificate(parseEvidenceSet(evidence, nobleCrypto), certificateFonts(), nobleCrypto);
    writeFileSync(at(`${name}.pdf`), pdf);
    writeFileSync(at(`${name}.trust.json`), trustBundleBytes(bundle));
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What core says of it. */
const reportOf = ({ evidence, bundle }: Judged): Report =>
  verify(evidence, {
    document: { name: 'contract.txt', sha256: toHex(nobleCrypto.sha256(DOCUMENT)) },
    trust: [accept(bundle)],
    page: { state: 'not-run', reason: 'no-page' },
    acceptDemo: false,
  });

const texts = (selector: string) =>
  `[...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => one.textContent)`;
const TITLES = texts('.result h2');
const IDLE = `document.querySelector('#results').getAttribute('aria-busy') === 'false'`;

/** Opens a certificate with its document and its bundle, the only one that counts, and types the bundle's fingerprint. */
async function accepted(page: CheckerPage, name: Name): Promise<void> {
  await page.evaluate(`document.querySelector('#lang-en').click()`);
  await page.choose([`${name}.pdf`, 'contract.txt', `${name}.trust.json`].map(at));
  const fingerprint = trustFingerprint(trustBundleBytes(CERTIFICATES[name].bundle), nobleCrypto);
  const input = `document.getElementById('typed-${fingerprint}')`;
  await until(page, `${input} !== null && ${IDLE}`);
  // of a certificate before this one
  await page.evaluate(`[...document.querySelectorAll('#trust button')]
    .find((one) => one.textContent === ${JSON.stringify(stringsFor('en').takeBack)})?.click()`);
  expect(await page.evaluate(TITLES)).toEqual([wordsFor('en').verdictTitle('untrusted')]);
  expect(await page.evaluate(`document.querySelector('.policy') === null`)).toBe(true);
  await page.evaluate(`${input}.value = '${fingerprint}'`);
  await page.evaluate(`${input}.form.querySelector('button[type=submit]').click()`);
  await until(page, IDLE);
}

describe.each(ENGINES)('the page in $name', (engine) => {
  const { page, test } = openedIn(engine, { html: at('check.html') });

  const speak = (language: 'zh' | 'en') => page.evaluate(`document.querySelector('#lang-${language}').click()`);
  const keep = async (name: string) => {
    if (shots && engine.name === 'Chromium') writeFileSync(join(shots, `${name}.png`), await page.screenshot());
  };

  test('a certificate of a JD Chain ledger is proven by its members alone', async () => {
    await accepted(page, 'jdchain');
    const report = reportOf(CERTIFICATES.jdchain);
    expect(report.verdict).toBe('proven');
    for (const language of ['zh', 'en'] as const) {
      const words = wordsFor(language);
      await speak(language);
      expect(await page.evaluate(TITLES)).toEqual([words.verdictTitle('proven')]);
      const said = String(await page.evaluate(`document.querySelector('.result').textContent`));
      for (const { name, role } of report.signers) expect(said).toContain(`${name} (${words.roles[role]})`);
      await keep(`jdchain-${language}`);
    }
    const members = report.signers.filter(({ counts }) => counts);
    expect(members.map(({ name }) => name)).toHaveLength(4);
  });

  test('says of each chain and witness of several how it stands', async () => {
    await accepted(page, 'several');
    const report = reportOf(CERTIFICATES.several);
    expect(report.verdict).toBe('proven');
    const offset = Number(await page.evaluate('-new Date().getTimezoneOffset()'));
    for (const language of ['zh', 'en'] as const) {
      const words = wordsFor(language);
      const policy = words.policy(report, offset) ?? expect.fail();
      await speak(language);
      expect(await page.evaluate(TITLES)).toEqual([words.verdictTitle('proven')]);
      const lines = policy.lines.map(({ counts, text }) => `${counts ? '✓' : '○'} ${text}`);
      expect(lines).toHaveLength(5);
      expect(await page.evaluate(texts('.policy li'))).toEqual(lines);
      const beside = await page.evaluate(texts('.result section:has(.policy) > p'));
      expect(beside).toEqual([policy.needed, policy.found]);
      await keep(`several-${language}`);
    }
  });
});
