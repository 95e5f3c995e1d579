/**
 * Invoices embedded in a PDF as XML: Factur-X, ZUGFeRD, XRechnung, and any other whose XML a reader knows. Only the embedded file
 * counts; what the pages show is not looked at. The objects are found by the bounded reader of certificates, which repairs
 * nothing (ISO 32000-1 sections 7.5 and 7.11).
 */
import { NotaryError } from '../../errors.ts';
import type { PdfFile } from '../../formats/attachments/document.ts';
import { type EmbeddedFile, embeddedFiles, named } from '../../formats/attachments/embedded.ts';
import { openPdf, pdfStart } from '../../formats/attachments/front.ts';
import { damaged, PDF_LIMITS } from '../../formats/attachments/limits.ts';
import { isDict, isStream, type PdfStream } from '../../formats/attachments/syntax.ts';
import { equal, includesText } from '../../formats/bytes.ts';
import { ATTACHMENT_NAMES } from '../../formats/evidence.ts';
import { DOCUMENT_LIMITS } from '../doctor/pdf.ts';
import { streamData } from '../doctor/pdf-streams.ts';
import { Allowance } from '../doctor/tools.ts';
import type { Inflater } from '../inflate.ts';
import { type Container, readingInside, shownFile } from './container.ts';
import type { Note, Reading, UnreadReason } from './reading.ts';
import { isVoucher, refuseVoucher } from './voucher.ts';
import { readXmlInvoice } from './xml.ts';
import { XML_LIMITS } from './xml-tree.ts';

/** Changes whenever the same PDF could give other files, or other facts of the same file. */
export const PDF: Container = { name: 'pdf', v: 1 };

/** Embedded files that are looked at, and what they may unpack to in all; one of them as an XML file by itself. */
export const PDF_FILES = { files: 100, unpacked: 32 * 1024 * 1024 } as const;

/** Files that an invoice is embedded as (Factur-X 1.07 and ZUGFeRD 2.3, section 6.2; ZUGFeRD 1 and 2.0). */
const INVOICE_NAME = /^(?:factur-x|zugferd-invoice|xrechnung)\.xml$/i;
/** What a PDF with such a file has in it somewhere: the name, or the namespace of its description in the metadata. */
const MARKS = ['factur-x.xml', 'zugferd-invoice.xml', 'ZUGFeRD-invoice.xml', 'xrechnung.xml', 'urn:factur-x:pdfa:'];

function fail(reason: UnreadReason, message: string): never {
  throw new NotaryError('malformed', `PDF: ${message}`, { reason });
}

/** True for the first bytes of a PDF. */
export function beginsLikePdf(bytes: Uint8Array): boolean {
  return pdfStart(bytes) >= 0;
}

/**
 * A reading for each invoice embedded in a PDF; [] when there is none, for a certificate, and for any other file. A PDF that is
 * encrypted or damaged has none either. Throws `malformed` and `too-large` for an invoice that cannot be read: `reason` is
 * `encrypted`, `other-format` or `voucher` where that is why.
 */
export function readPdfInvoices(bytes: Uint8Array, inflater: Inflater): readonly Reading[] {
  return readingsIn(filesInPdf(bytes, inflater));
}

/** The files in a PDF as far as they are looked at; the same bytes once. Throws as `readPdfInvoices`. */
export function filesInPdf(bytes: Uint8Array, inflater: Inflater): readonly FileInPdf[] {
  const found = beginsLikePdf(bytes) ? opened(bytes) : null;
  return found === null || found.files.some(isOfCertificate) ? [] : unpackedFiles(found, inflater);
}

interface Opened {
  readonly file: PdfFile;
  readonly files: readonly EmbeddedFile[];
}

/** Null for a PDF that cannot be opened. Throws what stands in the way where it says itself that an invoice is in it. */
function opened(bytes: Uint8Array): Opened | null {
  try {
    const file = openPdf(bytes, DOCUMENT_LIMITS);
    return { file, files: filesOf(file) };
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    if (!MARKS.some((mark) => includesText(bytes, mark))) return null;
    if (error.details.reason === 'encrypted') fail('encrypted', 'it is encrypted');
    throw unread(error);
  }
}

/** What stands in the way of an invoice is damage of it, or a bound. */
const unread = (error: NotaryError) =>
  new NotaryError(error.code === 'too-large' ? 'too-large' : 'malformed', error.message, {}, error);

/** Whether a PDF may have files in it; true also for one that cannot be opened. Never throws. */
export function mayHoldFiles(file: PdfFile): boolean {
  try {
    const { entries } = file.catalog();
    const names = file.resolve(entries.get('Names'));
    return entries.has('AF') || (isDict(names) && names.entries.has('EmbeddedFiles'));
  } catch {
    return true;
  }
}

/** Those of the name tree, then the files associated with the document (ISO 32000-2 section 14.13) that are not among them. */
function filesOf(file: PdfFile): readonly EmbeddedFile[] {
  const files = embeddedFiles(file);
  const associated = file.resolve(file.catalog().entries.get('AF'));
  if (!Array.isArray(associated)) return files;
  const known = new Set(files.map(({ specification }) => specification));
  const more: EmbeddedFile[] = [];
  for (const one of associated) {
    const specification = file.resolve(one);
    if (!isDict(specification)) return damaged('a broken list of associated files');
    if (known.has(specification)) continue;
    known.add(specification);
    more.push(named(file, '', specification));
    if (files.length + more.length > PDF_LIMITS.files) throw beyond('more files');
  }
  return [...files, ...more];
}

const beyond = (what: string) => new NotaryError('too-large', `PDF: ${what} than are looked at`);

/** A certificate may have an invoice beside its proof: it is not that invoice. */
const isOfCertificate = ({ names }: EmbeddedFile) => names.includes(ATTACHMENT_NAMES.proof);

/** A file out of a PDF; without bytes where it was left out, and then the error says why. */
export interface FileInPdf {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly error: NotaryError | null;
}

const NOTHING = new Uint8Array();

/** All files, as far as bounds allow; the bytes of several that are the same once. */
function unpackedFiles({ file, files }: Opened, inflater: Inflater): readonly FileInPdf[] {
  let left: number = PDF_FILES.unpacked;
  const out: FileInPdf[] = [];
  for (const [i, one] of files.entries()) {
    const most = Math.min(left, XML_LIMITS.bytes);
    const allowance = new Allowance(most);
    const unpacked = attempt(one.name, () => {
      if (i >= PDF_FILES.files || most <= 0) throw beyond('more files, or more in them,');
      return bytesOf(file, one, inflater, allowance);
    });
    left -= most - Math.max(0, allowance.left);
    if (unpacked.error !== null || !out.some(({ bytes, error }) => error === null && equal(bytes, unpacked.bytes)))
      out.push(unpacked);
  }
  return out;
}

function attempt(name: string, unpack: () => Uint8Array): FileInPdf {
  try {
    return { name, bytes: unpack(), error: null };
  } catch (error) {
    if (error instanceof NotaryError) return { name, bytes: NOTHING, error };
    throw error;
  }
}

function bytesOf(file: PdfFile, { specification }: EmbeddedFile, inflater: Inflater, allowance: Allowance): Uint8Array {
  const { data, left } = streamData(file, streamOf(file, specification), inflater, allowance);
  if (left.length > 0) damaged(`a filter that is not read here: ${left.join(' ')}`);
  if (data.length > XML_LIMITS.bytes) throw new NotaryError('too-large', 'PDF: a file in it of more than is read here');
  return data;
}

/** The contents by `/EF` (section 7.11.4): under `/F`, else `/UF`, and the same under both. */
function streamOf(file: PdfFile, specification: EmbeddedFile['specification']): PdfStream {
  const embedded = file.resolve(specification.entries.get('EF'));
  if (!isDict(embedded)) return damaged('a file without contents');
  const given = ['F', 'UF'].map((entry) => file.resolve(embedded.entries.get(entry))).filter((one) => one !== null);
  const [stream] = given;
  if (!isStream(stream) || given.some((one) => one !== stream)) return damaged('a file without contents, or with two');
  if (stream.dict.entries.has('F')) return damaged('a file whose contents are elsewhere');
  return stream;
}

function readingsIn(files: readonly FileInPdf[]): readonly Reading[] {
  const leftOut = files
    .filter(({ error }) => error !== null)
    .map(({ name }): Note => ({ code: 'left-out', detail: `pdf:${shownFile(name)}` }));
  const readings = files.flatMap((file) =>
    invoicesIn(file).map((reading) =>
      readingInside(PDF, reading, [{ code: 'embedded', detail: shownFile(file.name) }, ...leftOut]),
    ),
  );
  if (readings.length === 0 && files.some(({ bytes }) => isVoucher(bytes))) refuseVoucher('PDF');
  return readings;
}

/** Throws for a file that is called an invoice and is none that a reader knows: it is not left out beside others. */
function invoicesIn({ name, bytes, error }: FileInPdf): readonly Reading[] {
  const isInvoice = INVOICE_NAME.test(name);
  if (error !== null && isInvoice) throw unread(error);
  const readings = readXmlInvoice(bytes);
  return readings.length === 0 && isInvoice
    ? fail('other-format', `${name} is in a format that is not read here`)
    : readings;
}
