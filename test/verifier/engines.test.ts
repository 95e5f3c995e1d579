// The built page from file:// in every engine: the same verdicts, the same answers.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { parseEvidenceSet } from '../../core/formats/evidence.ts';
import { trustBundleBytes } from '../../core/formats/trust.ts';
import { certificateFonts } from '../../core/node/certificates/fonts.ts';
import { shareArchive } from '../../core/node/desk/handover/share/archive.ts';
import { wordsFor } from '../../core/words/words.ts';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { bank, DOCUMENT, makeEvidence, ownWitness, sampleBundle } from '../core/support/evidence.ts';
import { type CheckerPage, ENGINES, until } from './support/browsers.ts';
import { openedIn } from './support/opened.ts';

const folder = mkdtempSync(join(tmpdir(), 'checker-engines-'));
const at = (name: string) => join(folder, name);
const title = wordsFor('en').verdictTitle;

beforeAll(async () => {
  await buildVerifier(at('check.html'));
  const evidence = makeEvidence({ cosigners: [{ signer: ownWitness }, { signer: bank }] });
  const pdf = await makeCertificate(parseEvidenceSet(evidence, nobleCrypto), certificateFonts(), nobleCrypto);
  const trust = { name: 'a.trust.json', bytes: trustBundleBytes(sampleBundle()) };
  const certificate = { name: 'certificate.pdf', bytes: pdf };
  const document = { name: 'contract.txt', bytes: DOCUMENT };
  for (const { name, bytes } of [trust, certificate, document]) writeFileSync(at(name), bytes);
  writeFileSync(at('other.txt'), 'another contract');
  writeFileSync(at('share.zip'), shareArchive({ records: [{ certificate, document }], checker: null, trust }));
  writeFileSync(at('broken.zip'), Buffer.from('PK\u0003\u0004 no more'));
  writeFileSync(at('large.bin'), Buffer.alloc(256 * 1024 * 1024));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TITLES = `[...document.querySelectorAll('.result h2')].map((one) => one.textContent).join('|')`;
const IDLE = `document.querySelector('#results').getAttribute('aria-busy') === 'false'`;

async function drop(page: CheckerPage, ...names: readonly string[]): Promise<unknown> {
  await page.choose(names.map(at));
  await until(page, `document.querySelector('#clear') !== null && ${IDLE}`);
  return page.evaluate(TITLES);
}

describe.each(ENGINES)('the page in $name', (engine) => {
  const { page, test } = openedIn(engine, { html: at('check.html') });

  test('a certificate alone, with its document, and with another one', async () => {
    expect(await drop(page, 'certificate.pdf', 'contract.txt')).toBe(title('untrusted'));
    await page.evaluate(`document.querySelector('#clear').click()`);
    expect(await drop(page, 'certificate.pdf', 'other.txt')).toBe(title('different-file'));
  });

  test('a broken archive is a document like any other', async () => {
    expect(await drop(page, 'certificate.pdf', 'broken.zip')).toBe(title('different-file'));
  });

  test('reads a large file with progress, stays responsive and can be cancelled', async () => {
    await page.choose([at('large.bin')]);
    await until(page, `document.querySelector('#progress progress') !== null`);
    const start = Date.now();
    await page.evaluate(`document.querySelector('#cancel').click()`);
    await until(page, IDLE);
    expect(Date.now() - start).toBeLessThan(20_000);
    expect(await page.evaluate(TITLES)).toBe('');
    expect(await page.evaluate(`document.querySelector('.result') === null`)).toBe(true);
  });

  test('a whole package gives what is in it; a bundle counts once it is accepted', async () => {
    expect(await drop(page, 'share.zip')).toBe(title('untrusted'));
    await page.evaluate(`document.querySelector('form .quiet').click()`);
    expect(await page.evaluate(TITLES)).toBe(title('proven'));
  });

  test('asks for nothing and speaks both languages', async () => {
    await drop(page, 'certificate.pdf');
    expect(await page.evaluate(`performance.getEntriesByType('resource').length`)).toBe(0);
    await page.evaluate(`document.querySelector('#lang-zh').click()`);
    expect(await page.evaluate('document.title')).toBe('核验存证证书');
    await page.evaluate(`document.querySelector('#lang-en').click()`);
    expect(await page.evaluate('document.title')).toBe('Check a certificate');
  });
});
