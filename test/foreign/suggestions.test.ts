/**
 * Facts seen on scans and pages that programs of others made: codes by segno, pictures by ImageMagick, pages by Chromium and
 * LibreOffice.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { crcOf } from '../../core/documents/reading/invoice-qr.ts';
import type { Suggestion } from '../../core/documents/reading/suggestion.ts';
import { suggestionsOf } from '../../core/node/doctor/suggest.ts';
import { inFolder, needs, run } from './pdf-programs.ts';
import { pythonWith } from './python-package.ts';

const covered = '01,32,,26112000000000000019,4449.00,20260304,,';
const TEXT = covered + crcOf(covered);
const LEGACY = '01,10,050001700111,12235358,10000.00,20200805,16630282980991510014,7257';

const SEEN = {
  kind: 'invoice',
  scheme: 'cn-20',
  number: '26112000000000000019',
  date: '2026-03-04',
  money: { amount: '4449.00', currency: 'CNY' },
};

const bytesOf = (path: string) => new Uint8Array(readFileSync(path));

async function seenIn(path: string, place: Suggestion['place']) {
  const found = (await suggestionsOf(bytesOf(path))).suggestions.filter((one) => one.place === place);
  expect(found.every(({ doubtful }) => !doubtful)).toBe(true);
  return Object.fromEntries(found.map(({ name, value }) => [name, value]));
}

/** A code as segno draws it. */
function codeBy(context: TestContext, path: string, text: string): void {
  const script = 'import segno, sys; segno.make(sys.argv[1], error="m").save(sys.argv[2], scale=4, border=0)';
  run(pythonWith(context, 'segno==1.6.6'), ['-c', script, text, path]);
}

/** A page of 200 dots per inch with the code at its top left, as scanners give it; then what happens to paper. */
const ON_PAPER = [
  '-background',
  'white',
  '-resize',
  '190x',
  '-gravity',
  'NorthWest',
  '-splice',
  '90x70',
  '-extent',
  '1654x1100',
];
const SCANS: readonly (readonly [name: string, ending: 'jpg' | 'png', args: readonly string[]])[] = [
  ['as it was printed', 'png', []],
  [
    'in shades of grey, noisy, much compressed',
    'jpg',
    ['-colorspace', 'Gray', '-attenuate', '0.4', '+noise', 'Gaussian', '-quality', '35'],
  ],
  ['a little turned', 'jpg', ['-rotate', '4', '-quality', '70']],
  ['on its side', 'jpg', ['-rotate', '90']],
  ['upside down, blurred', 'jpg', ['-rotate', '180', '-blur', '0x1']],
  ['half as large', 'png', ['-resize', '60%']],
  ['twice as large', 'jpg', ['-resize', '200%', '-quality', '60']],
  ['in black and white', 'png', ['-threshold', '50%', '-type', 'bilevel']],
  ['with few colours', 'png', ['-colors', '8', '-type', 'palette']],
];

describe('the QR code on a scan', () => {
  for (const [name, ending, args] of SCANS)
    it(name, async (context) => {
      needs(context, 'convert');
      await inFolder(async (folder) => {
        const [code, scan] = [join(folder, 'code.png'), join(folder, `scan.${ending}`)];
        codeBy(context, code, TEXT);
        run('convert', [code, ...ON_PAPER, ...args, scan]);
        expect(await seenIn(scan, 'qr')).toEqual(SEEN);
      });
    });

  it('is found among others, of which nothing is suggested', async (context) => {
    needs(context, 'convert');
    await inFolder(async (folder) => {
      const [code, other, both] = ['code.png', 'other.png', 'both.png'].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      codeBy(context, code, LEGACY);
      codeBy(context, other, 'https://example.com/pay?id=1');
      run('convert', [
        '-background',
        'white',
        other,
        '-splice',
        '100x40',
        code,
        '+append',
        '-bordercolor',
        'white',
        '-border',
        '60',
        both,
      ]);
      expect(await seenIn(both, 'qr')).toMatchObject({ scheme: 'cn-legacy', number: '12235358', net: '10000.00' });
      expect((await suggestionsOf(bytesOf(other))).suggestions).toEqual([]);
    });
  });

  it('whose checksum does not fit is doubtful', async (context) => {
    await inFolder(async (folder) => {
      const code = join(folder, 'code.png');
      codeBy(context, code, TEXT.replace('4449.00', '9449.00'));
      const { suggestions: found } = await suggestionsOf(bytesOf(code));
      expect(found.length).toBeGreaterThan(0);
      expect(found.every(({ doubtful }) => doubtful)).toBe(true);
    });
  });
});

/** A page as Chromium prints it. */
function print(html: string, pdf: string): void {
  const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer'];
  run('chromium', [...quiet, `--print-to-pdf=${pdf}`, html]);
}

/** A page as those invoices look, with labels and values apart; `code` is the picture of its code. */
const pageOf = (code: string) => `<meta charset="utf-8">
<style>@page { size: 240mm 140mm; margin: 0 } body { font: 11px sans-serif; margin: 0 } p, img { position: absolute; margin: 0; white-space: nowrap }</style>
<img src="${code}" width="80" style="left: 10mm; top: 6mm">
${(
  [
    [80, 10, '电子发票（普通发票）'],
    [170, 10, '发票号码：26112000000000000019'],
    [170, 16, '开票日期：2026年03月04日'],
    [5, 36, '购'],
    [5, 40, '买'],
    [12, 36, '名称：'],
    [24, 36, '江南示例有限公司'],
    [120, 36, '销'],
    [127, 36, '名称：华北示例 Trading 有限公司'],
    [12, 46, '统一社会信用代码/纳税人识别号：91460300MAA92DJN95'],
    [127, 46, '统一社会信用代码/纳税人识别号：'],
    [180, 46, '91110108690017781B'],
    [12, 56, '项目名称'],
    [140, 56, '金　额'],
    [12, 62, '*信息技术服务*服务费'],
    [140, 62, '4197.17'],
    [20, 95, '合　　计'],
    [140, 95, '¥4197.17'],
    [200, 95, '¥251.83'],
    [20, 103, '价税合计（大写）'],
    [70, 103, '肆仟肆佰肆拾玖圆整'],
    [170, 103, '（小写）'],
    [185, 103, '¥4449.00'],
  ] as const
)
  .map(([x, y, text]) => `<p style="left: ${x}mm; top: ${y}mm">${text}</p>`)
  .join('\n')}`;

const ON_PAGE = {
  ...SEEN,
  seller: '华北示例 Trading 有限公司',
  sellerId: '91110108690017781B',
  buyer: '江南示例有限公司',
  buyerId: '91460300MAA92DJN95',
  parties: ['华北示例 Trading 有限公司', '江南示例有限公司'],
  net: '4197.17',
  tax: '251.83',
};

describe('the page of an invoice that Chromium prints', () => {
  for (const drawing of ['svg', 'png'] as const)
    it(`says its facts, and so does its code, a ${drawing}`, async (context) => {
      needs(context, 'chromium');
      await inFolder(async (folder) => {
        const [code, html, pdf] = [`code.${drawing}`, 'page.html', 'page.pdf'].map((name) => join(folder, name)) as [
          string,
          string,
          string,
        ];
        codeBy(context, code, TEXT);
        writeFileSync(html, pageOf(`code.${drawing}`));
        print(html, pdf);
        expect(await seenIn(pdf, 'page')).toEqual(ON_PAGE);
        expect(await seenIn(pdf, 'qr')).toEqual(SEEN);
      });
    });

  it('as a scan in a PDF says what its code says', async (context) => {
    needs(context, 'chromium', 'convert', 'pdftoppm');
    await inFolder(async (folder) => {
      const [code, html, pdf, scan] = ['code.png', 'page.html', 'page.pdf', 'scan.pdf'].map((name) =>
        join(folder, name),
      ) as [string, string, string, string];
      codeBy(context, code, TEXT);
      writeFileSync(html, pageOf('code.png'));
      print(html, pdf);
      run('pdftoppm', ['-r', '150', '-gray', '-png', pdf, join(folder, 'page')]);
      run('convert', [join(folder, 'page-1.png'), '-rotate', '1', '-quality', '50', join(folder, 'page.jpg')]);
      writeFileSync(html, '<style>@page { size: 240mm 140mm; margin: 0 }</style><img src="page.jpg" width="700">');
      print(html, scan);
      expect(await seenIn(scan, 'qr')).toEqual(SEEN);
      expect(await seenIn(scan, 'page')).toEqual({});
    });
  });
});

it('the page of an invoice that LibreOffice exports says its facts', async (context) => {
  needs(context, 'soffice');
  await inFolder(async (folder) => {
    const rows = [
      '电子发票（普通发票）,发票号码：26112000000000000019',
      ',开票日期：2026年03月04日',
      '名称：江南示例有限公司',
      '识别号：91460300MAA92DJN95',
      '名称：华北示例 Trading 有限公司',
      '识别号：91110108690017781B',
      '合计,¥4197.17 ¥251.83',
      '价税合计（大写）,（小写）¥4449.00',
    ];
    writeFileSync(join(folder, 'page.csv'), rows.join('\n'));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const utf8 = '--infilter=CSV:44,34,76';
    run('soffice', [profile, '--headless', utf8, '--convert-to', 'pdf', '--outdir', folder, join(folder, 'page.csv')]);
    expect(await seenIn(join(folder, 'page.pdf'), 'page')).toEqual(ON_PAGE);
  });
});
