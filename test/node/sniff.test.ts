/** What a file is known to be by its bytes, while it is hashed: an invoice, one for readers, a PDF and its pages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { utf8 } from '../../core/formats/bytes.ts';
import { describeContent, isPdf } from '../../core/node/system/sniff.ts';
import { pdfOf } from '../core/attachments-pdf.ts';
import { cii } from '../core/reading/support/cii.ts';
import { einvoice, fattura, ksef } from '../core/reading/support/national.ts';
import { p7m } from '../core/reading/support/p7m-maker.ts';
import { pdfWith } from '../core/reading/support/pdf-maker.ts';
import { ubl as creditNote } from '../core/reading/support/ubl.ts';

const vectors = join(import.meta.dirname, '../vectors/feedback');

it('pages are counted, and a count that is not right is no fact', () => {
  const pages = (name: string) => describeContent(readFileSync(join(vectors, name))).pages;
  expect(pages('pdf/newline-in-front.pdf')).toBe(2);
  const tree = (count: number) =>
    pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Count ${count} /Kids [3 0 R 4 0 R] >>`,
      '<< /Type /Page /Parent 2 0 R >>',
      '<< /Type /Page /Parent 2 0 R >>',
    ]);
  expect(describeContent(tree(2)).pages).toBe(2);
  expect(describeContent(tree(9)).pages).toBeNull();
});

it('an invoice is known by its root element', () => {
  const ubl = 'urn:oasis:names:specification:ubl:schema:xsd:';
  const kind = (xml: string | Uint8Array) => describeContent(typeof xml === 'string' ? utf8(xml) : xml).kind;
  expect(kind(`<?xml version="1.0"?>\n<!-- a --><Invoice xmlns="${ubl}Invoice-2"/>`)).toBe('invoice');
  expect(kind(`<i:Invoice\n xmlns:i='${ubl}Invoice-2'>`)).toBe('invoice');
  expect(kind(`<Order xmlns="${ubl}Order-2" xmlns:i="${ubl}Invoice-2"/>`)).toBeNull();
  expect(kind(`<!-- ${ubl}Invoice-2 --><Order xmlns="${ubl}Order-2"/>`)).toBeNull();
  const xml = `<Invoice xmlns="${ubl}Invoice-2"/>`;
  expect(kind(`\ufeff \r\n\t${xml}`)).toBe('invoice');
  const utf16 = Buffer.from(`\ufeff\n${xml}`, 'utf16le');
  expect(describeContent(utf16).kind).toBe('invoice');
  expect(describeContent(utf16.swap16()).kind).toBe('invoice');
  // the roots are those of the readers
  const others = [creditNote({ root: 'CreditNote' }), cii(), fattura(), ksef(), einvoice(), p7m(fattura())];
  expect(others.map(kind)).toEqual(others.map(() => 'invoice'));
  expect(kind(p7m(`<Order xmlns="${ubl}Order-2"/>`))).toBeNull();
  expect(kind(`to whom it may concern: ${xml}`)).toBeNull();
  expect(kind('')).toBeNull();
});

it('readers may know XML, archives, signed messages, and PDFs that have files in them or cannot be opened', () => {
  const readable = (bytes: Uint8Array | string) =>
    describeContent(typeof bytes === 'string' ? utf8(bytes) : bytes).readable;
  const known = ['<a/>', 'PK\x03\x04', p7m('x'), pdfWith([{ name: 'a', contents: 'a' }]), '%PDF-1.7 broken'];
  expect(known.map(readable)).toEqual(known.map(() => true));
  const others = ['text', '\x89PNG', 'PK\x05\x06', pdfOf(['<< /Type /Catalog >>'])];
  expect(others.map(readable)).toEqual(others.map(() => false));
});

it('a PDF begins within its first 1,024 bytes, and only text stands before it', () => {
  const behind = (front: string) => isPdf(utf8(`${front}%PDF-1.7`));
  expect([0, 1, 1018, 1019, 1020].map((length) => behind('%'.repeat(length)))).toEqual([true, true, true, true, false]);
  expect([behind('%PDF\n'), behind('a\0'), behind('a\x7f'), behind('\t\n\f\r\xff')]).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect(isPdf(utf8('%PDF'))).toBe(false);
});
