// Documents of many GB: past 4 GiB the digest is right, the memory stays what it was, and reading can be cancelled.
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { parseEvidenceSet } from '../../core/formats/evidence.ts';
import { certificateFonts } from '../../core/node/certificates/fonts.ts';
import { wordsFor } from '../../core/words/words.ts';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { bank, makeEvidence, ownWitness } from '../core/support/evidence.ts';
import { ENGINES, until } from './support/browsers.ts';
import { descendantMemory, mostMemory } from './support/memory.ts';

vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 600_000 });

/** More than a number of 32 bits holds; the disk keeps only the end of it. */
const SIZE = 2 ** 32 + 2 ** 20;
const folder = mkdtempSync(join(tmpdir(), 'checker-large-'));
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  await buildVerifier(at('check.html'));
  writeFileSync(at('large.bin'), '');
  truncateSync(at('large.bin'), SIZE);
  writeSync(openSync(at('large.bin'), 'r+'), 'the end', SIZE - 7);
  const hash = createHash('sha256');
  for await (const part of createReadStream(at('large.bin'), { highWaterMark: 2 ** 22 })) hash.update(part);
  const files = makeEvidence({
    record: { digest: { sha256: hash.digest('hex') }, size: SIZE },
    cosigners: [{ signer: ownWitness }, { signer: bank }],
  });
  const set = parseEvidenceSet(files, nobleCrypto);
  writeFileSync(at('certificate.pdf'), await makeCertificate(set, certificateFonts(), nobleCrypto));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const IDLE = `document.querySelector('#results').getAttribute('aria-busy') === 'false'`;

describe.each(ENGINES)('a document of more than 4 GiB in $name', ({ name, lacks, launch }) => {
  it('is the sealed one, and never in memory as a whole', async ({ skip }) => {
    if (lacks().length > 0) skip(`${name} was not run: ${lacks().join(', ')} missing`);
    const browser = await launch();
    try {
      const page = await browser.open(pathToFileURL(at('check.html')).href);
      await page.evaluate(`document.querySelector('#lang-en').click()`);
      await page.choose([at('large.bin')]);
      await until(page, `document.querySelector('#cancel') !== null`);
      await page.evaluate(`document.querySelector('#cancel').click()`);
      await until(page, IDLE);
      expect(await page.evaluate(`document.querySelector('.result') === null`)).toBe(true);
      const before = descendantMemory();
      await page.choose([at('certificate.pdf'), at('large.bin')]);
      const done = until(page, `document.querySelector('.banner') !== null && ${IDLE}`, 1_500_000);
      const growth = (await mostMemory(done)) - before;
      console.log(`${name}: ${Math.round(before)} MiB, and ${Math.round(growth)} more while it reads`);
      expect(await page.evaluate(`document.querySelector('.result h2').textContent`)).toBe(
        wordsFor('en').verdictTitle('untrusted'),
      );
      expect(growth).toBeLessThan(1024);
      await page.close();
    } finally {
      await browser.close();
    }
  });
});
