/** PDFs with files in them, written by hand so that a test can break exactly one thing. */
import { utf8 } from '../../../../core/formats/bytes.ts';
import { type Objects, pdfOf, streamObject } from '../../attachments-pdf.ts';

/** A file in a PDF. */
export interface PdfPart {
  readonly name: string;
  readonly contents: string | Uint8Array;
  /** Replaces the stream object. */
  readonly stream?: string | Uint8Array;
  /** Replaces `/EF << /F … >>`; `%` stands for the number of the stream. */
  readonly contentsAt?: string;
}

/** What else a test changes. */
export interface PdfDraft {
  /** Where the files are named: the name tree, the catalog's associated files, or both. */
  readonly in?: 'names' | 'associated' | 'both';
  readonly catalog?: string;
  readonly trailer?: string;
}

const FIRST = 5;

/** A page, and behind it two objects for each file: its specification and its stream. */
export function pdfWith(parts: readonly PdfPart[], draft: PdfDraft = {}): Uint8Array {
  const { in: where = 'both', catalog = '', trailer = '/Root 1 0 R /Size 1000' } = draft;
  const specifications = parts.map((_, i) => `${FIRST + 2 * i} 0 R`);
  const names = parts.map(({ name }, i) => `(${name}) ${specifications[i]}`).join(' ');
  const objects: Objects = [
    `<< /Type /Catalog /Pages 2 0 R ${where === 'associated' ? '' : '/Names 4 0 R'} ${
      where === 'names' ? '' : `/AF [ ${specifications.join(' ')} ]`
    } ${catalog} >>`,
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    `<< /EmbeddedFiles << /Names [ ${names} ] >> >>`,
    ...parts.flatMap(({ name, contents, stream, contentsAt = '<< /F % 0 R /UF % 0 R >>' }, i) => [
      `<< /Type /Filespec /AFRelationship /Alternative /F (${name}) /UF (${name}) /EF ${contentsAt.replaceAll('%', String(FIRST + 2 * i + 1))} >>`,
      stream ?? streamObject(typeof contents === 'string' ? utf8(contents) : contents, '/Type /EmbeddedFile'),
    ]),
  ];
  return pdfOf(objects, trailer);
}
