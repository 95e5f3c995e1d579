// Codes that an OFD file has as a picture, and pictures in which nobody can look for one.
import { describe, expect, it } from 'vitest';
import { crcOf } from '../../core/documents/reading/invoice-qr.ts';
import { suggestionsOf } from '../../core/node/doctor/suggest.ts';
import { pdfOf, streamObject } from '../core/attachments-pdf.ts';
import { INVOICES, invoiceParts, ofdOf, type Parts } from '../core/reading/support/ofd-maker.ts';
import { codePicture } from './support/code-picture.ts';

const covered = '01,31,,26112000000000000019,4449.00,20260304,,';
const TEXT = covered + crcOf(covered);
const plain = invoiceParts(INVOICES.digital, { attached: null });
const withPicture = (path: string, bytes: Uint8Array, parts: Parts = plain) =>
  suggestionsOf(ofdOf({ ...parts, [path]: bytes }));
const codes = (found: Awaited<ReturnType<typeof withPicture>>) =>
  Object.fromEntries(found.suggestions.filter(({ place }) => place === 'qr').map(({ name, value }) => [name, value]));

const picture = codePicture(TEXT);

describe('a picture in an OFD file', () => {
  it('with the code of an invoice suggests what the code says', async () => {
    const found = await withPicture('Doc_0/Res/image_80.png', picture);
    expect(codes(found)).toEqual({
      kind: 'invoice',
      scheme: 'cn-20',
      number: '26112000000000000019',
      date: '2026-03-04',
      money: { amount: '4449.00', currency: 'CNY' },
    });
    expect(found.unread).toEqual([]);
  });

  it('may be interlaced', async () => {
    const interlaced = codePicture(TEXT, { interlaced: true });
    expect(interlaced[28]).toBe(1);
    expect(codes(await withPicture('Doc_0/Res/a.png', interlaced))).toMatchObject({ number: '26112000000000000019' });
  });

  it('that is in another format is said not to have been looked at, unless the code stands elsewhere', async () => {
    const jpeg2000 = Uint8Array.from([0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20, 13, 10, 0x87, 10]);
    const odd = { ...plain, 'Doc_0/Res/seal.jp2': jpeg2000, 'Doc_0/Res/scan.jb2': new Uint8Array(40) };
    expect(await withPicture('Doc_0/Res/x.tif', Uint8Array.from([0x49, 0x49, 42, 0, 8]), odd)).toEqual({
      suggestions: [],
      unread: ['JPEG 2000', 'JBIG2', 'TIFF'],
    });
    const both = await withPicture('Doc_0/Res/code.png', picture, odd);
    expect([both.unread, codes(both).number]).toEqual([[], '26112000000000000019']);
  });

  it('that is damaged hides no other', async () => {
    const cut = { ...plain, 'Doc_0/Res/a.png': picture.subarray(0, 200) };
    expect(codes(await withPicture('Doc_0/Res/b.png', picture, cut)).number).toBe('26112000000000000019');
  });
});

describe('a picture in a PDF', () => {
  it.each([
    ['JBIG2Decode', 'JBIG2'],
    ['JPXDecode', 'JPEG 2000'],
    ['CCITTFaxDecode', 'CCITT G3/G4'],
  ])('in the filter %s is said not to have been looked at', async (filter, format) => {
    const size = '/Subtype /Image /Width 400 /Height 400 /ColorSpace /DeviceGray /BitsPerComponent 8';
    const pdf = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 400 400] >>',
      '<< /Type /Page /Parent 2 0 R /Resources << /XObject << /I 4 0 R >> >> >>',
      streamObject(new Uint8Array(10), `${size} /Filter /${filter}`, false),
    ]);
    expect(await suggestionsOf(pdf)).toEqual({ suggestions: [], unread: [format] });
  });
});
