/** Every input that once went wrong is read by a test that says what it should give; a new one has to be listed here. */
import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, readSource } from './source.ts';

const FOLDER = join(ROOT, 'test/vectors/feedback');

/** Tests, and the inputs below `test/vectors/feedback/` whose right value they have. */
const READ_BY: Readonly<Record<string, readonly string[]>> = {
  'test/node/box-mails.test.ts': [
    'mail-containers/winmail.eml',
    'mail-containers/x-uuencode-part.eml',
    'mail-cte/8bit-csv.eml',
    'mail-cte/8bit-xml.eml',
    'mail-cte/qp-pdf.eml',
    'mail-inline-text/inline-txt.eml',
    'mail-inline-text/name-only-txt.eml',
    'mail-names/gb18030-split.eml',
    'mail-names/raw-gbk-2.eml',
    'msg/short-name-only.msg',
  ],
  'test/node/certificate-front.test.ts': [
    'cert-in-front/contract.txt',
    'cert-in-front/desk.trust.json',
    'cert-in-front/leading-bom.pdf',
  ],
  'test/node/lint.test.ts': [
    'lint-ofd/dot-slash-members.ofd',
    'lint-ofd/newline-in-tag.ofd',
    'lint-office/newline-in-tag.docx',
    'lint-office/word-online-2.docx',
    'pdf/ltv-then-comment.pdf',
  ],
  'test/node/sniff.test.ts': ['pdf/newline-in-front.pdf'],
  'test/node/table-add.test.ts': [
    'hang.xlsx',
    'table-lines/crlf-then-lf.csv',
    'table-lines/docs/A.txt',
    'table-lines/docs/B.txt',
    'table-lines/docs/C.txt',
    'table-lines/sep-line.csv',
    'table-lines/stray-quote.csv',
    'table-lines/tax-bureau-date.csv',
    'table-long-number/docs/发票.txt',
    'table-long-number/numeric-18-digits.xlsx',
    'table-long-number/saved-by-excel-2.csv',
    'table-same-name/docs/E.txt',
    'table-same-name/docs/x/扫描件.txt',
    'table-same-name/docs/y/扫描件.txt',
    'table-same-name/one-file-twice.csv',
    'table-same-name/two-folders.csv',
    'table-shown-value/docs/a.txt',
    'table-shown-value/hidden-first-sheet.xlsx',
    'table-shown-value/leading-zeros.xlsx',
    'table-shown-value/ten-thousands.xlsx',
  ],
  'test/node/unread-pictures.test.ts': ['scans/codes-g4.tif'],
  'test/zip/directory.test.ts': [
    'zip-count/three-entries-count-2.zip',
    'zip-edges/line-end-behind.zip',
    'zip-names/gbk-that-is-also-utf8-2.zip',
    'zip-names/sjis-with-unicode-path.zip',
  ],
};

describe('inputs that went wrong once', () => {
  it('are all listed, and all there', () => {
    const there = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(FOLDER, join(parentPath, name)).replaceAll('\\', '/'));
    expect(Object.values(READ_BY).flat().sort()).toEqual(there.sort());
  });

  it.each(Object.entries(READ_BY))('are named in %s', (test, inputs) => {
    const source = readSource(test);
    expect(source).toContain('vectors/feedback');
    expect(inputs.filter((input) => !source.includes(basename(input)))).toEqual([]);
  });
});
