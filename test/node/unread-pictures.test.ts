/** Scans that are not read are told in what to save them; never only "not a certificate". */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, PDFName } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { readAll } from '../../renderer/verifier/reading.ts';
import { notary, scratch } from './support/cli.ts';

const dir = scratch('unread-');
const TIFF = join(import.meta.dirname, '../vectors/feedback/scans/codes-g4.tif');

const said = async (path: string) => (await notary(['verify', path, '--lang', 'en'], { cwd: dir })).out;
const file = (name: string, bytes: Uint8Array) => {
  writeFileSync(join(dir, name), bytes);
  return join(dir, name);
};

/** A page that is one picture, as scanners with fax compression write it. */
async function faxPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([595, 842]);
  const dict = {
    Type: 'XObject',
    Subtype: 'Image',
    Width: 1654,
    Height: 2339,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 1,
  };
  const image = pdf.context.register(pdf.context.stream(new Uint8Array(10), { ...dict, Filter: 'CCITTFaxDecode' }));
  page.node.setXObject(PDFName.of('Im0'), image);
  return await pdf.save();
}

describe('pictures that are not read', () => {
  it('TIFF with fax compression', async () => {
    expect(await said(TIFF)).toContain('It is a picture as TIFF');
    const dropped = await readAll(new File([readFileSync(TIFF)], 'a.tif'), () => {}, new AbortController().signal);
    expect(dropped).toMatchObject([{ kind: 'document', unread: 'TIFF' }]);
  });

  it.each([
    ['HEIC', 'a.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1')],
    ['WebP', 'a.webp', Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1')],
    ['JPEG 2000', 'a.jp2', Buffer.from('\0\0\0\x0cjP  \r\n\x87\n', 'latin1')],
  ])('%s', async (format, name, bytes) => {
    expect(await said(file(name, bytes))).toContain(`It is a picture as ${format}`);
  });

  it('a scanned PDF with fax compression', async () => {
    expect(await said(file('fax.pdf', await faxPdf()))).toContain('It is a picture as CCITT G3/G4');
  });

  it('a document beside is only a document', async () => {
    expect(await said(file('a.txt', Buffer.from('text')))).not.toContain('It is a picture');
  });
});
