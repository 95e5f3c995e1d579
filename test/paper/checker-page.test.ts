/** The checker page reads a proof on paper from pictures, in every engine. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { certificateFonts } from '../../core/node/certificates/fonts.ts';
import { wordsFor } from '../../core/words/words.ts';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { isInstalled } from '../../scripts/test/programs.ts';
import { sampleEvidence } from '../core/certificate-samples.ts';
import { ENGINES, until } from '../verifier/support/browsers.ts';
import { openedIn } from '../verifier/support/opened.ts';
import { DAMAGES, MIDDLES, PROGRAMS, ring, scan } from './support/scans.ts';

const folder = mkdtempSync(join(tmpdir(), 'notary-paper-page-'));
const set = sampleEvidence({ paper: true, chain: { id: 'notary-1' } });
const missing = PROGRAMS.filter((program) => !isInstalled(program));
const title = wordsFor('en').verdictTitle;
const pictures = { folded: '', ringed: '', rings: '' };

beforeAll(async () => {
  await buildVerifier(join(folder, 'check.html'));
  const pdf = join(folder, 'certificate.pdf');
  writeFileSync(pdf, await makeCertificate(set, certificateFonts(), nobleCrypto));
  if (missing.length > 0) return;
  // the page with the codes comes after the two of every certificate
  pictures.folded = scan(pdf, 3, 200, DAMAGES['folded twice'](200), 'folded.jpg');
  pictures.ringed = scan(pdf, 3, 150, DAMAGES['under a coffee-ring'](150), 'ringed.png');
  pictures.rings = scan(pdf, 3, 200, ring(200, MIDDLES[1] ?? [0, 0], MIDDLES[3] ?? [0, 0]), 'rings.jpg');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(ENGINES)('the page in $name', (engine) => {
  const { page, test } = openedIn(engine, { html: join(folder, 'check.html'), missing });
  const drop = async (picture: string) => {
    await page.choose([picture]);
    await until(
      page,
      `document.querySelector('#clear') !== null && document.querySelector('#results').getAttribute('aria-busy') === 'false'`,
    );
    return page.evaluate(`[...document.querySelectorAll('.result h2')].map((one) => one.textContent).join('|')`);
  };

  test('a folded page, and the digest typed', async () => {
    expect(await drop(pictures.folded)).toBe(title('untrusted'));
    await page.evaluate(`document.querySelector('#digest').value = '${'0'.repeat(64)}'`);
    await page.evaluate(`document.querySelector('#digest-compare').click()`);
    await until(
      page,
      `document.querySelector('.result h2').textContent === ${JSON.stringify(title('different-file'))}`,
    );
  });

  test('a coffee-ring over one code, and over two: they are named', async () => {
    expect(await drop(pictures.ringed)).toBe(title('untrusted'));
    await page.evaluate(`document.querySelector('#clear').click()`);
    expect(await drop(pictures.rings)).toBe(title('unreadable'));
    expect(await page.evaluate(`document.querySelector('.result').textContent`)).toContain('2, 4');
  });
});
