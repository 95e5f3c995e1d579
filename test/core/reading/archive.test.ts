/** Archives with invoices, as tax platforms hand them out: which files say which invoice is told, and nothing is picked. */
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { universalTools } from '../../../core/documents/doctor/tools.ts';
import { invoicesInside } from '../../../core/documents/reading/archive.ts';
import { readInvoicesInside, shownInvoices } from '../../../core/documents/reading/inside.ts';
import { utf8 } from '../../../core/formats/bytes.ts';
import { einvoice, fattura, fatturaBody } from './support/national.ts';
import { INVOICES, invoiceParts, ofdOf } from './support/ofd-maker.ts';
import { readings } from './support/reading.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;
const zip = (files: Files) =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, file]) => [name, typeof file === 'string' ? utf8(file) : file]),
    ),
  );
const inside = (files: Files) => invoicesInside(zip(files), universalTools);

const NUMBER = INVOICES.digital.number;
const XML = einvoice({ id: NUMBER }).replaceAll('26310000000000000017', NUMBER);
const OFD = ofdOf(invoiceParts(INVOICES.digital));

describe('an official download', () => {
  it('is a PDF, an OFD and an XML in a ZIP of its own: two of them say the same invoice', () => {
    const download = zip({ 'a.pdf': '%PDF-1.7', 'a.ofd': OFD, 'a.zip': zip({ 'a.xml': XML }) });
    const found = invoicesInside(download, universalTools);
    expect(found).toEqual({ invoices: [['a.ofd', 'a.zip!/a.xml']], unread: [], others: 1 });
    expect(readInvoicesInside(found, 'inside')).toEqual(found);
    expect(found && shownInvoices(found)).toBe('a.ofd = a.zip!/a.xml; +1');
    expect(readings(download)).toEqual([]);
  });

  it('of several invoices, also several in one file, names each', () => {
    const found = inside({ 'one.xml': XML, 'two.xml': fattura(fatturaBody() + fatturaBody({ number: '13/A' })) });
    expect(found?.invoices).toEqual([['one.xml'], ['two.xml#1'], ['two.xml#2']]);
  });

  it('with an invoice that cannot be read says which', () => {
    const found = inside({ 'good.xml': XML, 'cut.xml': fattura().slice(0, -9), 'b.zip': 'PK\x03\x04 broken' });
    expect(found).toEqual({ invoices: [['good.xml']], unread: ['cut.xml'], others: 1 });
    expect(found && shownInvoices(found)).toBe('good.xml; ? cut.xml; +1');
  });
});

describe('long names', () => {
  it('of characters that take two UTF-16 units each are read back', () => {
    const name = `${'𠮷'.repeat(120)}.xml`;
    const found = inside({
      [name]: fattura(fatturaBody() + fatturaBody({ number: '13/A' })),
      'cut.xml': fattura().slice(0, -9),
    });
    const shown = `${'𠮷'.repeat(100)}…`;
    expect(found?.invoices).toEqual([[`${shown}#1`], [`${shown}#2`]]);
    expect(readInvoicesInside(found, 'inside')).toEqual(found);
  });
});

describe('nothing is told', () => {
  it.each<readonly [string, Uint8Array]>([
    ['an archive without invoices', zip({ 'a.txt': 'a' })],
    ['an OFD file', OFD],
    ['an Office file with an invoice attached', zip({ '[Content_Types].xml': '<Types/>', 'a.xml': XML })],
    ['a broken archive', zip({ 'a.xml': XML }).subarray(0, -5)],
    [
      'an invoice deeper than is looked',
      [1, 2, 3, 4].reduce((inner) => zip({ 'a.zip': inner }), zip({ 'a.xml': XML })),
    ],
    ['more than is unpacked', zip({ 'a.xml': XML, zeros: new Uint8Array(70 * 1024 * 1024) })],
    ['any other file', utf8(XML)],
  ])('of %s', (_, file) => {
    expect(invoicesInside(file, universalTools)).toBeNull();
  });
});
