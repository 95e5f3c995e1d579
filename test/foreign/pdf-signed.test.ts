/**
 * Certificates that others signed: five programs that nobody here wrote. What they add leaves the page as it was, for us
 * and for two programs that draw it; what attacks add is seen by those, and refused by us.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { comparePage, makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { sampleEvidence, sampleFonts } from '../core/certificate-samples.ts';
import { attacks } from '../core/support/attacks/content.ts';
import { pageAttacks } from '../core/support/attacks/entries.ts';
import { fieldAttacks } from '../core/support/attacks/field.ts';
import { showAt, signed } from '../core/support/updates.ts';
import { needs, put, run } from './pdf-programs.ts';
import { makeKey, signWithJava, signWithMupdf, signWithPoppler, signWithPyhanko } from './signing.ts';

const set = sampleEvidence();
let folder = '';
let issued: Uint8Array;
let path = '';
let key = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'notary-signed-'));
  issued = await makeCertificate(set, sampleFonts(), nobleCrypto);
  path = put(folder, 'issued.pdf', issued);
  key = makeKey(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const compare = (pdf: Uint8Array) => comparePage(pdf, set, sampleFonts(), nobleCrypto);

/** What both programs draw of the first page, from the top down to where a visible signature may stand. */
function drawn(file: string): readonly Buffer[] {
  const rows = Math.round(((841.89 - 115) * 50) / 72);
  const crop = (ppm: Buffer) => {
    const [header = '', width = '0'] = /^P5\s+(\d+)\s+\d+\s+255\s/.exec(ppm.subarray(0, 64).toString('latin1')) ?? [];
    expect(header).not.toBe('');
    return ppm.subarray(header.length, header.length + rows * Number(width));
  };
  const poppler = run('pdftoppm', ['-gray', '-r', '50', '-f', '1', '-l', '1', file]);
  const mupdf = run('mutool', ['draw', '-q', '-F', 'pgm', '-r', '50', '-o', '-', file, '1']);
  return [crop(poppler), crop(mupdf)];
}

let ofIssued: readonly Buffer[] | undefined;
/** What both draw of the certificate as it was issued. */
function drawnIssued(): readonly Buffer[] {
  ofIssued ??= drawn(path);
  return ofIssued;
}

const same = (a: readonly Buffer[], b: readonly Buffer[]) => a.map((picture, i) => picture.equals(b[i] as Buffer));

/** The program's signature is there, and the page is as it was: for us, for poppler and for mupdf. */
async function leavesThePage(context: TestContext, file: string, signatures: number, visible: number) {
  needs(context, 'pdftoppm', 'mutool');
  const pdf = new Uint8Array(readFileSync(file));
  const bytes = pdf.length - issued.length;
  expect(await compare(pdf)).toEqual({ state: 'appended', bytes, signatures, visible });
  expect(same(drawn(file), drawnIssued())).toEqual([true, true]);
}

describe('signatures of other programs leave the page as it was', () => {
  it('poppler', async (context) => {
    await leavesThePage(context, signWithPoppler(context, path, folder, key), 1, 0);
  });

  it('pyHanko: unseen, visible, twice, certified, a time stamp, validation data for the long term', async (context) => {
    signWithPyhanko(context, path, folder);
    const at = (name: string) => join(folder, `${name}.pdf`);
    await leavesThePage(context, at('hidden'), 1, 0);
    await leavesThePage(context, at('visible'), 1, 1);
    await leavesThePage(context, at('twice'), 2, 0);
    await leavesThePage(context, at('certified'), 1, 0);
    await leavesThePage(context, at('stamped'), 1, 0);
    await leavesThePage(context, at('long-term'), 2, 0);
    const over = new Uint8Array(readFileSync(at('over-the-amount')));
    expect(await compare(over)).toEqual({
      state: 'different',
      update: expect.stringContaining('over the issued page'),
    });
    // mupdf signs a field that is there
    const empty = new Uint8Array(readFileSync(at('empty')));
    expect(await compare(empty)).toEqual({ state: 'different', update: 'an update without a signature' });
    await leavesThePage(context, signWithMupdf(context, at('empty'), folder, key), 1, 0);
  });

  it.for([
    ['PDFBox', 'SignWithPdfBox', 'pdfbox'],
    ['OpenPDF', 'SignWithOpenPdf', 'openpdf'],
  ] as const)('%s: unseen and visible', async ([, program, name], context) => {
    signWithJava(context, program, path, folder, key);
    await leavesThePage(context, join(folder, `${name}-hidden.pdf`), 1, 0);
    await leavesThePage(context, join(folder, `${name}-visible.pdf`), 1, 1);
  });
});

const SEEN = [
  'a page whose contents are replaced',
  'contents added behind those issued',
  'the issued contents written again',
  'other resources',
  'another font program',
  'a square over the amount',
  'a text field over the amount',
  'a stamp over the amount',
  '/Rotate 90',
  'over the amount',
  'over all',
];

describe('what is refused is seen', () => {
  it.for([...attacks, ...pageAttacks, ...fieldAttacks].filter(({ name }) => SEEN.includes(name)))(
    '$name',
    async ({ make }, context) => {
      needs(context, 'pdftoppm', 'mutool');
      const pdf = make(issued);
      expect(await compare(pdf)).toEqual({ state: 'different', update: expect.any(String) });
      const pictures = same(drawn(put(folder, 'attacked.pdf', pdf)), drawnIssued());
      expect(pictures).toContain(false);
    },
  );

  it('and a field without size, or hidden, draws nothing', (context) => {
    needs(context, 'pdftoppm', 'mutool');
    const [none, hidden] = ['[300 600 300 600]', '[46 500 500 700]'].map((place, i) =>
      signed(issued, (parts, numbers) => {
        showAt(place)(parts, numbers);
        if (i === 1) parts.field = parts.field.replace('/F 132', '/F 2');
      }),
    ) as [Uint8Array, Uint8Array];
    expect(same(drawn(put(folder, 'none.pdf', none)), drawnIssued())).toEqual([true, true]);
    expect(same(drawn(put(folder, 'hidden-field.pdf', hidden)), drawnIssued())).toEqual([true, true]);
  });
});
