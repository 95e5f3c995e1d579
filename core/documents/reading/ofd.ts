/**
 * Reads Chinese invoices in OFD files (docs/certificate-format/ofd.md). An invoice states its facts in several places; a fact is
 * read when all that state it agree. The QR code alone is too weak: it is only suggested.
 */

import { visible } from '../../formats/plain-text.ts';
import type { Inflater } from '../inflate.ts';
import { chineseScheme } from './chinese-scheme.ts';
import { InvoiceFindings } from './findings.ts';
import { readInvoiceQr } from './invoice-qr.ts';
import { documentsOf, type OfdDocument, type OfdPackage, openOfd } from './ofd-package.ts';
import { sealNotes, sealsOf } from './ofd-seals.ts';
import { type OfdSources, sourcesOf, type Written } from './ofd-sources.ts';
import type { ReaderVersion, Reading } from './reading.ts';
import { amountValue, dateValue, shownAmount } from './values.ts';
import { refuseVoucher } from './voucher.ts';

/** Changes whenever the same file could give other facts. */
export const OFD_READER: ReaderVersion = { reader: 'cn-einvoice-ofd', v: 1 };

/**
 * The invoices in an OFD file, one for each of its documents that is one; none in any other file. Throws `malformed` or
 * `too-large` for an OFD file that cannot be read; `reason` is `voucher` where its data is that of a voucher.
 */
export function readOfdInvoices(bytes: Uint8Array, inflater: Inflater): readonly Reading[] {
  const file = openOfd(bytes, inflater);
  return file ? documentsOf(file).flatMap((document) => readingOf(file, document) ?? []) : [];
}

/** Parts that are left out, each with a note of its own. */
const LEFT_OUT = 20;

/** Null for a document that states no number of an invoice. */
function readingOf(file: OfdPackage, document: OfdDocument): Reading | null {
  const sources = sourcesOf(file, document);
  const number = sources.written.find((one) => one.field === 'number' && isStated(one));
  if (!number) return sources.hasVoucher ? refuseVoucher('OFD') : null;
  const findings = new InvoiceFindings(number.place);
  // the first, so that no number of other notes leaves them out
  for (const { code, detail } of sealNotes(file, sealsOf(file, document))) findings.note(code, detail);
  for (const { field, place, text } of sources.written) findings.state(field, place, cleaned(field, text));
  // amounts of these invoices are in renminbi, and no place says so
  findings.state('currency', number.place, CURRENCY);
  enterScheme(sources, findings);
  enterQr(sources, findings);
  enterCredited(sources, findings);
  for (const what of sources.leftOut.slice(0, LEFT_OUT)) findings.note('left-out', visible(what));
  if (sources.leftOut.length > LEFT_OUT) findings.note('left-out', `+${sources.leftOut.length - LEFT_OUT}`);
  return findings.reading(OFD_READER);
}

const CURRENCY = 'CNY';
const AMOUNTS: readonly string[] = ['net', 'tax', 'gross'] satisfies readonly Written['field'][];
const NUMBERS: readonly string[] = ['code', 'number', 'sellerId', 'buyerId'] satisfies readonly Written['field'][];
/** A value without what is only there for the eye: the sign of the currency, commas and spaces between digits. */
function cleaned(field: Written['field'], text: string): string {
  const close = text.replace(/\s+/g, '');
  if (NUMBERS.includes(field)) return close;
  if (!AMOUNTS.includes(field)) return text;
  return shownAmount(close) ?? text;
}

/** The scheme by the form of number and code, where no place disagrees about them. */
function enterScheme({ written, qrTexts }: OfdSources, findings: InvoiceFindings): void {
  const all = [...written, ...qrTexts.flatMap(writtenInQr)];
  const [code, number] = (['code', 'number'] as const).map(
    (wanted) => new Set(all.flatMap(({ field, text }) => (field === wanted ? cleaned(field, text) || [] : []))),
  );
  if (!code || number?.size !== 1 || code.size > 1) return;
  const scheme = chineseScheme([...code].join(''), [...number].join(''));
  const places = new Set(
    written.filter((one) => /^(?:code|number)$/.test(one.field) && isStated(one)).map(({ place }) => place),
  );
  if (scheme) for (const place of places) findings.state('scheme', place, scheme);
}

const isStated = ({ text }: Written) => text.trim() !== '';

/**
 * The text of a QR code counts beside other places that state the same term; a term that no other states is suggested. A
 * code that is there as a picture only is not looked at.
 */
function enterQr({ qrTexts, written }: OfdSources, findings: InvoiceFindings): void {
  if (qrTexts.length === 0) findings.note('qr-not-read');
  const stated = new Set(written.filter(isStated).map(({ field }) => field));
  for (const text of qrTexts) {
    const qr = readInvoiceQr(text);
    if (!qr) findings.refuse(QR, text);
    if (qr && !qr.holds) findings.note('qr-altered', visible(text));
    for (const { field, text: value } of writtenInQr(text))
      if (stated.has(field)) findings.state(field, QR, value);
      else suggest(field, value, findings);
  }
}

const QR = 'ofd:qr';

/** What a QR code states: the amount is without tax on invoices with a code, and with it on the others. */
function writtenInQr(qrText: string): readonly Written[] {
  const qr = readInvoiceQr(qrText);
  if (!qr) return [];
  const { code, number, amount, date } = qr;
  const fields = { code, number, date, [code === '' ? 'gross' : 'net']: amount } as Partial<
    Record<Written['field'], string>
  >;
  return Object.entries(fields).map(([field, text]) => ({ place: QR, field: field as Written['field'], text }));
}

/** A value alone in a QR code, if a fact can hold it. */
function suggest(term: Written['field'], written: string, findings: InvoiceFindings): void {
  const value =
    term === 'date' ? dateValue(written) : term === 'net' || term === 'gross' ? amountValue(written) : written;
  if (value === null || value === '') return;
  if (term === 'gross') findings.suggest('money', QR, { amount: value, currency: CURRENCY });
  else findings.suggest(term, QR, value);
}

/** The remark by which a red invoice names the one that it takes back: code and number, or the number alone. */
const TAKES_BACK = [
  /对应正数发票代码[:：]\s*(\d{10}|\d{12})\s*号码[:：]\s*(\d{8})(?!\d)/,
  /被红冲蓝字数电(?:发)?票号码[:：]\s*(\d{20})(?!\d)/,
];

function enterCredited({ remarks }: OfdSources, findings: InvoiceFindings): void {
  for (const remark of remarks) {
    const [, ...parts] = TAKES_BACK.map((form) => form.exec(remark)).find((found) => found) ?? [];
    const number = parts.join(' ');
    if (number === '') continue;
    findings.refer('credit-of', 'ofd:attachment', { number });
    findings.state('credits', 'ofd:attachment', number);
  }
}
