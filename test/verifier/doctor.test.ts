// The page says how a document differs, in every engine and in the words of the command line.
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { verifyFiles } from '../../core/node/verify/verify-files.ts';
import { wordsFor } from '../../core/words/words.ts';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { projectRoot } from '../../scripts/lib/project.ts';
import { contract } from '../doctor/support/samples.ts';
import { changed, has } from '../doctor/support/tools.ts';
import { ENGINES, until } from './support/browsers.ts';
import { openedIn } from './support/opened.ts';
import { certificateOf } from './support/sealed.ts';

const folder = mkdtempSync(join(tmpdir(), 'checker-doctor-'));
const at = (name: string) => join(folder, name);
const pictures = join(projectRoot, 'artefacts/checker');
const qpdf = has('qpdf');
const EARLIER = '019a1b2c-3d4e-7f60-8a9b-0c1d2e3f4a5b';
const LATER = '019a1b2c-3d4e-7f60-8a9b-0c1d2e3f4a5c';

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  await buildVerifier(at('check.html'));
  const sealed = await contract(9);
  writeFileSync(at('certificate.pdf'), await certificateOf(sealed));
  writeFileSync(at('reticent.pdf'), await certificateOf(sealed, ['fingerprints']));
  writeFileSync(at('contract.pdf'), sealed);
  const page7 = await contract(9, { 7: 'Clause of page 7: ten times the price, of course.' });
  writeFileSync(at('page-7.pdf'), page7);
  const later = { id: LATER, supersedes: EARLIER };
  writeFileSync(at('later.pdf'), await certificateOf(page7, [], later));
  writeFileSync(at('appended.pdf'), Buffer.concat([sealed, Buffer.from('%stamped\n')]));
  writeFileSync(at('cut.pdf'), sealed.subarray(0, 9000));
  writeFileSync(at('other.txt'), 'something else altogether. '.repeat(100));
  // beyond what is looked into: only its beginning is hashed
  copyFileSync(at('contract.pdf'), at('large.pdf'));
  truncateSync(at('large.pdf'), 65 * 1024 * 1024);
  appendFileSync(at('large.pdf'), 'x');
  if (!qpdf) return;
  const tool = (name: string, args: readonly string[]) =>
    writeFileSync(at(name), changed(sealed, '.pdf', 'qpdf', args));
  tool('resaved.pdf', ['--object-streams=generate', 'IN', 'OUT']);
  tool('removed.pdf', ['IN', '--pages', 'IN', '1-3,6-9', '--', 'OUT']);
  tool('moved.pdf', ['IN', '--pages', 'IN', '1-2,4,3,5-9', '--', 'OUT']);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The document is there, and nothing is under way; the files may come in one by one. */
const compared = (document: string) =>
  `document.querySelector('#results').getAttribute('aria-busy') === 'false' && document.querySelector('#results').textContent.includes('${document}')`;
const FINDINGS = `[...document.querySelectorAll('.findings li')].map((one) => one.innerText.replace(/\\s+/g, ' ')).join('|')`;
const TITLE = `document.querySelector('.result h2').textContent`;
const WITH_QPDF = ['resaved.pdf', 'removed.pdf', 'moved.pdf'];

describe.each(ENGINES)('the doctor in $name', (engine) => {
  const { page, test } = openedIn(engine, { html: at('check.html') });

  const speak = (language: 'en' | 'zh') => page.evaluate(`document.querySelector('#lang-${language}').click()`);
  const compare = async (certificate: string, document: string) => {
    await page.evaluate(`document.querySelector('#clear')?.click()`);
    await page.choose([at(certificate), at(document)]);
    await until(page, compared(document));
  };

  const agrees = async (document: string) => {
    await speak('en');
    await compare('certificate.pdf', document);
    const [line] = await verifyFiles([at('certificate.pdf'), at(document)], { trust: [] });
    const said = line?.report?.findings.map((finding) => {
      const { label, sentence } = wordsFor('en').findingWords(finding);
      return `${label} ${sentence}`;
    });
    expect(await page.evaluate(FINDINGS)).toBe(said?.join('|'));
    expect(await page.evaluate(TITLE)).toBe(wordsFor('en').verdictTitle('different-file'));
  };
  for (const document of ['page-7.pdf', 'appended.pdf', 'cut.pdf', 'other.txt', 'large.pdf'])
    test(`${document}: what the command line says, and the verdict stays red`, () => agrees(document));
  for (const document of WITH_QPDF)
    test(
      `${document}: what the command line says, and the verdict stays red`,
      () => agrees(document),
      qpdf ? [] : ['qpdf'],
    );

  test('says in Chinese which page changed; the words stay when the language is changed', async () => {
    await compare('certificate.pdf', 'page-7.pdf');
    for (const [language, words] of [
      ['zh', '确定 共 9 页，其中第 7 页与封存时不同。'],
      ['en', 'Certain Page 7 of 9: not the same as in the sealed file.'],
    ] as const) {
      await speak(language);
      expect(await page.evaluate(FINDINGS)).toContain(words);
      writeFileSync(join(pictures, `doctor-${engine.name}-${language}.png`), await page.screenshot());
    }
  });

  test('two certificates say which of them is the later version, as the command line does', async () => {
    await speak('en');
    await compare('certificate.pdf', 'later.pdf');
    const lines = await verifyFiles([at('certificate.pdf'), at('later.pdf')], { trust: [] });
    const said = lines.flatMap(({ report }) => report?.findings.map(wordsFor('en').findingWords) ?? []);
    expect(said).toHaveLength(1);
    expect(await page.evaluate(FINDINGS)).toBe(`${said[0]?.label} ${said[0]?.sentence}`);
    expect(await page.evaluate(FINDINGS)).toContain(LATER);
  });

  test('a certificate that withholds the fingerprints says that it does', async () => {
    await compare('reticent.pdf', 'page-7.pdf');
    expect(await page.evaluate(FINDINGS)).toContain('withholds the digests of parts');
  });

  test('the looking can be stopped; the verdict stays, and what is not known is said', async () => {
    await page.evaluate(`document.querySelector('#clear')?.click()`);
    // pressed as soon as it is there
    await page.evaluate(`void new MutationObserver((_changes, observer) => {
      const looks = document.querySelector('#progress progress:not([value])');
      if (looks) { observer.disconnect(); document.querySelector('#cancel').click(); }
    }).observe(document.querySelector('#progress'), { childList: true })`);
    await page.choose([at('certificate.pdf'), at('large.pdf')]);
    await until(page, compared('large.pdf'));
    expect(await page.evaluate(FINDINGS)).toContain('Cannot be determined');
    expect(await page.evaluate(TITLE)).toBe(wordsFor('en').verdictTitle('different-file'));
  });
});
