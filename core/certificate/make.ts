/**
 * Making a certificate: a PDF/A-3b page for people with the evidence attached for programs. It is a pure function of its
 * evidence and a numbered template: the same bytes in every engine, time zone and year.
 */
import { ANCHOR_KINDS } from '../anchor/index.ts';
import type { AnchorKinds } from '../anchor/kind.ts';
import { concat, utf8 } from '../bytes.ts';
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import type { EvidenceSet } from '../evidence.ts';
import { paperParts, partBytes } from '../paper/parts.ts';
import { type Modules, symbolOf } from '../paper/symbols.ts';
import { isKnownTemplate } from '../template.ts';
import type { FaceName } from './faces.ts';
import type { CertificateFonts } from './fonts.ts';
import { readableNumber } from './format.ts';
import { layOut } from './layout.ts';
import { evidenceAttachments, writePdf } from './pdf.ts';
import { readStatement, type Statement } from './statement.ts';
import { GlyphBook } from './typeset.ts';
import { HEADINGS } from './words.ts';

/** The time of the file's metadata: the latest checked signature, else the record's own. Milliseconds since 1970. */
function timeOf({ witnesses, anchors, record }: Statement): number {
  const times = [...witnesses, ...anchors].flatMap(({ time }) => (time === null ? [] : [Date.parse(time)]));
  return times.length > 0 ? Math.max(...times) : Date.parse(record.time);
}

/** A certificate and the faces that its text needed. */
export interface Rendering {
  readonly pdf: Uint8Array;
  readonly faces: ReadonlySet<FaceName>;
}

const ID_DOMAIN = utf8('notary-desk/pdf-id/v1\0');

/** The file identifier (ISO 32000-1 section 14.4): the evidence decides every byte, so its hash names the file. */
function fileId({ files }: EvidenceSet, crypto: Crypto): Uint8Array {
  return crypto.sha256(concat(ID_DOMAIN, files.record, files.evidence, files.proof)).subarray(0, 16);
}

/** The proof as codes, where the page is to carry it. Throws `too-large` when it is too much for paper. */
function codesOf({ evidence, files }: EvidenceSet, crypto: Crypto): readonly Modules[] {
  if (!evidence.page.options.paper) return [];
  return paperParts(files, crypto).map((part) => symbolOf(partBytes(part, crypto)));
}

/** Like `makeCertificate`, and says which faces were used. */
export async function renderCertificate(
  set: EvidenceSet,
  fonts: CertificateFonts,
  crypto: Crypto,
  kinds: AnchorKinds = ANCHOR_KINDS,
): Promise<Rendering> {
  if (!isKnownTemplate(set.evidence.page))
    throw new NotaryError('newer-version', `page template ${set.evidence.page.template} is not known to this program`);
  const statement = readStatement(set, crypto, kinds);
  const book = new GlyphBook(fonts);
  const pages = layOut(statement, book, codesOf(set, crypto)).pages();
  const title = statement.pending ? HEADINGS.provisionalTitle : HEADINGS.title;
  const used = book.resources();
  const pdf = await writePdf({
    title: `${title.zh} ${title.en} ${readableNumber(statement.number)}`,
    subject: `SHA-256 ${set.record.digest.sha256}`,
    producer: `Notary Desk, page template ${statement.template}`,
    time: timeOf(statement),
    id: fileId(set, crypto),
    pages,
    fonts: used,
    attachments: evidenceAttachments(set.files),
  });
  return { pdf, faces: new Set(used.map(([, font]) => font.face.name)) };
}

/**
 * The PDF of this evidence. Throws `malformed` when something in the evidence does not hold (nothing is printed that was
 * not checked) and `newer-version` for a page template that this program does not have.
 */
export async function makeCertificate(
  set: EvidenceSet,
  fonts: CertificateFonts,
  crypto: Crypto,
  kinds: AnchorKinds = ANCHOR_KINDS,
): Promise<Uint8Array> {
  return (await renderCertificate(set, fonts, crypto, kinds)).pdf;
}
