/** Invoices embedded in PDFs: what is read is the file inside; what stands in the way is said, and nothing is picked. */
import { describe, expect, it } from 'vitest';
import { READERS } from '../../../core/documents/reading/index.ts';
import { NotaryError } from '../../../core/errors.ts';
import { concat, utf8 } from '../../../core/formats/bytes.ts';
import { HEADER, pdfOf, revision, streamObject } from '../attachments-pdf.ts';
import { cii } from './support/cii.ts';
import { pdfWith } from './support/pdf-maker.ts';
import { notes, reading, readings } from './support/reading.ts';
import { ubl } from './support/ubl.ts';

const FACTUR_X = { name: 'factur-x.xml', contents: cii() };

/** Code and reason of the error that a file gives. */
const VOUCHER = `<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:einv="http://xbrl.mof.gov.cn/taxonomy/2023-12-31/einv"/>`;

function failure(file: Uint8Array): readonly [string, unknown] {
  try {
    readings(file);
  } catch (error) {
    if (error instanceof NotaryError) return [error.code, error.details.reason];
    throw error;
  }
  throw new Error('it was read');
}

describe('an invoice in a PDF', () => {
  it('has the facts, places and references of the XML by itself, under the name of the container', () => {
    const alone = reading(cii());
    const { reader, v, ...inside } = reading(pdfWith([FACTUR_X]));
    expect({ reader, v }).toEqual({ reader: 'pdf.cii-d16b', v: alone.v });
    expect(READERS).toContainEqual({ reader, v });
    expect(inside).toEqual({
      ...inside,
      facts: alone.facts,
      places: alone.places,
      references: alone.references,
      notes: [...alone.notes, { code: 'embedded', detail: 'factur-x.xml' }],
    });
  });

  it.each(['names', 'associated', 'both'] as const)('is found where it is named: %s', (where) => {
    expect(reading(pdfWith([FACTUR_X], { in: where })).facts.number).toBe('471102');
  });

  it('is known by its bytes, whatever it is called', () => {
    expect(reading(pdfWith([{ name: 'data.bin', contents: ubl() }])).reader).toBe('pdf.ubl-2.1');
  });

  it('counts once where the same bytes are in it twice', () => {
    expect(readings(pdfWith([FACTUR_X, { ...FACTUR_X, name: 'copy.xml' }]))).toHaveLength(1);
  });

  it('beside another one is not picked', () => {
    const both = readings(pdfWith([FACTUR_X, { name: 'other.xml', contents: ubl() }]));
    expect(both.map(({ reader }) => reader)).toEqual(['pdf.cii-d16b', 'pdf.ubl-2.1']);
    expect(both.map((one) => notes(one, 'embedded'))).toEqual([['factur-x.xml'], ['other.xml']]);
  });

  it('is that of the newest revision', () => {
    const first = pdfWith([FACTUR_X]);
    const newer = streamObject(utf8(cii().replace('471102', '999')), '/Type /EmbeddedFile');
    const start = /startxref\s+(\d+)/.exec(String.fromCharCode(...first.slice(-60)))?.[1];
    const updated = revision(first, new Map([[6, newer]]), `/Root 1 0 R /Size 1000 /Prev ${start}`);
    expect([reading(first).facts.number, reading(updated).facts.number]).toEqual(['471102', '999']);
  });

  it('is read behind what mail gateways put before a PDF', () => {
    expect(reading(concat(utf8('X-Mark: yes\r\n'), pdfWith([FACTUR_X]))).facts.number).toBe('471102');
  });
});

describe('a PDF', () => {
  it.each<readonly [string, Uint8Array]>([
    ['without files', pdfOf(['<< /Type /Catalog >>'])],
    ['with a picture in it', pdfWith([{ name: 'a.png', contents: '\x89PNG' }])],
    ['with an order in it', pdfWith([{ name: 'order-x.xml', contents: '<SCRDMCCBDACIOMessageStructure/>' }])],
    ['that is damaged', utf8('%PDF-1.7\n')],
    ['that is encrypted', pdfOf(['<< /Type /Catalog >>'], '/Root 1 0 R /Size 9 /Encrypt << /Filter /Standard >>')],
    ['that is a certificate', pdfWith([FACTUR_X, { name: 'checkpoint.tlog-proof', contents: 'proof' }])],
  ])('%s has no reading', (_, pdf) => {
    expect(readings(pdf)).toEqual([]);
  });

  it.each<readonly [string, Uint8Array, readonly [string, unknown]]>([
    ['is encrypted', pdfWith([FACTUR_X], { trailer: '/Root 1 0 R /Encrypt << >>' }), ['malformed', 'encrypted']],
    ['has no catalog', pdfWith([FACTUR_X], { trailer: '/Root 90 0 R' }), ['malformed', undefined]],
    ['is cut off', pdfWith([FACTUR_X]).subarray(0, -30), ['malformed', undefined]],
    [
      'has ZUGFeRD 1 in it',
      pdfWith([{ name: 'ZUGFeRD-invoice.xml', contents: '<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd"/>' }]),
      ['malformed', 'other-format'],
    ],
    [
      'has an invoice in it whose contents nobody can unpack',
      pdfWith([{ ...FACTUR_X, stream: '<< /Filter /LZWDecode /Length 1 >>\nstream\nx\nendstream' }]),
      ['malformed', undefined],
    ],
    [
      'has the data of a voucher in it',
      pdfWith([
        {
          name: 'voucher.xml',
          contents: VOUCHER,
        },
      ]),
      ['malformed', 'voucher'],
    ],
    ['is no PDF and the data of a voucher alone', utf8(VOUCHER), ['malformed', 'voucher']],
    [
      'has an invoice in it that is not XML',
      pdfWith([{ ...FACTUR_X, contents: cii().slice(0, -20) }]),
      ['malformed', undefined],
    ],
  ])('that %s says so', (_, pdf, expected) => {
    expect(failure(pdf)).toEqual(expected);
  });

  it('says which of its files were left out beside an invoice', () => {
    const broken = {
      name: 'annex.xml',
      contents: '',
      stream: '<< /Filter /LZWDecode /Length 1 >>\nstream\nx\nendstream',
    };
    const large = { name: 'photos', contents: new Uint8Array(6 * 1024 * 1024) };
    expect(notes(reading(pdfWith([FACTUR_X, broken, large])), 'left-out')).toEqual(['pdf:annex.xml', 'pdf:photos']);
  });

  it('of which one file has two contents leaves it out, since programs would see different ones', () => {
    const two = { name: 'a.xml', contents: cii(), contentsAt: '<< /F % 0 R /UF 6 0 R >>' };
    expect(notes(reading(pdfWith([FACTUR_X, two])), 'left-out')).toEqual(['pdf:a.xml']);
  });

  it('with any byte of its structure changed reads the same invoice, says what is wrong, or has no reading', () => {
    const pdf = pdfWith([FACTUR_X], { in: 'names' });
    const facts = reading(pdf).facts;
    for (let at = HEADER.length; at < pdf.length; at += 3) {
      const changed = Uint8Array.from(pdf);
      changed[at] = (changed[at] ?? 0) ^ 0x20;
      try {
        // the checksum of a stream is not looked at: a change inside may give another text, which the digest of the file shows
        for (const one of readings(changed))
          expect(Object.keys(one.facts).length).toBeLessThanOrEqual(Object.keys(facts).length);
      } catch (error) {
        expect(error).toBeInstanceOf(NotaryError);
        expect(['malformed', 'too-large']).toContain((error as NotaryError).code);
      }
    }
  });
});
