/**
 * The certificate: a PDF/A-3b page for people with the evidence attached for programs. It is a pure function of its
 * evidence and a numbered template: the same bytes in every engine, time zone and year.
 */
import { concat, utf8 } from '../bytes.ts';
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import type { EvidenceSet } from '../evidence.ts';
import { isKnownTemplate } from '../template.ts';
import type { CertificateFonts } from './fonts.ts';
import { layOut, readableNumber } from './layout.ts';
import { writePdf } from './pdf.ts';
import { readStatement, type Statement } from './statement.ts';
import { GlyphBook } from './typeset.ts';
import { HEADINGS } from './words.ts';

export { FACE_NAMES, type FaceName, type FontFiles } from './faces.ts';
export { type CertificateFonts, loadFonts } from './fonts.ts';

/** The time of the file's metadata: the latest checked signature, else the record's own. Milliseconds since 1970. */
function timeOf({ witnesses, record }: Statement): number {
  const times = witnesses.map((witness) => Date.parse(witness.time));
  return times.length > 0 ? Math.max(...times) : Date.parse(record.time);
}

/**
 * The PDF of this evidence. Throws `malformed` when something in the evidence does not hold (nothing is printed that was
 * not checked) and `newer-version` for a page template that this program does not have.
 */
export async function makeCertificate(set: EvidenceSet, fonts: CertificateFonts, crypto: Crypto): Promise<Uint8Array> {
  if (!isKnownTemplate(set.evidence.page))
    throw new NotaryError('newer-version', `page template ${set.evidence.page.template} is not known to this program`);
  const statement = readStatement(set, crypto);
  const book = new GlyphBook(fonts);
  const pages = layOut(statement, book).pages();
  const title = statement.pending ? HEADINGS.provisionalTitle : HEADINGS.title;
  return writePdf({
    title: `${title.zh} ${title.en} ${readableNumber(statement.number)}`,
    subject: `SHA-256 ${set.record.digest.sha256}`,
    producer: `Notary Desk, page template ${statement.template}`,
    time: timeOf(statement),
    id: crypto
      .sha256(concat(utf8('notary-desk/pdf-id/v1\0'), set.files.record, set.files.evidence, set.files.proof))
      .subarray(0, 16),
    pages,
    fonts: book.resources(),
    files: set.files,
  });
}
