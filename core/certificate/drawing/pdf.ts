/**
 * The PDF file around the pages: PDF/A-3b (ISO 19005-3) with associated files (section 6.8) and a structure tree. The
 * output is deterministic.
 */

import { zlibSync } from 'fflate';
import {
  AFRelationship,
  type PDFContext,
  PDFDocument,
  PDFHexString,
  PDFRawStream,
  type PDFRef,
  PDFString,
} from 'pdf-lib';
import { concat, utf8 } from '../../formats/bytes.ts';
import { type DrawnPage, PAGE } from './canvas.ts';
import type { FontData, PreparedFont } from './fonts.ts';

/** The contents of the file. */
export interface PdfParts {
  readonly title: string;
  readonly subject: string;
  readonly producer: string;
  /** Milliseconds since 1970; the same for creation, change and attachments. */
  readonly time: number;
  /** 16 bytes, derived from the content. */
  readonly id: Uint8Array;
  readonly pages: readonly DrawnPage[];
  readonly fonts: readonly (readonly [string, PreparedFont])[];
  /** In the order in which they are written. */
  readonly attachments: readonly Attachment[];
}

/** An associated file (ISO 19005-3 section 6.8). */
export interface Attachment {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly description: string;
}

function stream(context: PDFContext, contents: Uint8Array, dict: Record<string, string | number> = {}): PDFRef {
  return context.register(PDFRawStream.of(context.obj({ ...dict, Length: contents.length }), contents));
}

const flate = { Filter: 'FlateDecode' } as const;

const fontStream = (context: PDFContext, data: FontData, dict: Record<string, string | number>) =>
  stream(context, data.bytes, data.packed ? { ...flate, ...dict } : dict);

/** A composite font (ISO 32000-1 section 9.7) whose character codes are glyph numbers. */
function embedFont(context: PDFContext, font: PreparedFont): PDFRef {
  const { face } = font;
  const isCff = face.flavour === 'cff';
  const kind = isCff ? { Subtype: 'CIDFontType0C' } : { Length1: font.program.length };
  const program = fontStream(context, font.program, kind);
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: font.baseFont,
      Flags: 4,
      FontBBox: [...face.bbox],
      ItalicAngle: 0,
      Ascent: face.ascent,
      Descent: face.descent,
      CapHeight: 714,
      StemV: face.name.endsWith('Bold') ? 140 : 80,
      [isCff ? 'FontFile3' : 'FontFile2']: program,
    }),
  );
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: isCff ? 'CIDFontType0' : 'CIDFontType2',
      BaseFont: font.baseFont,
      CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
      FontDescriptor: descriptor,
      DW: 1000,
      W: [1, [...font.widths]],
      ...(isCff ? {} : { CIDToGIDMap: 'Identity' }),
    }),
  );
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: font.baseFont,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: fontStream(context, font.toUnicode, {}),
    }),
  );
}

/** Adds the pages and returns their references. */
function addPages(doc: PDFDocument, parts: PdfParts): PDFRef[] {
  const { context } = doc;
  const fonts = Object.fromEntries(parts.fonts.map(([name, font]) => [name, embedFont(context, font)]));
  const resources = context.register(context.obj({ Font: fonts }));
  return parts.pages.map(({ content }, i) => {
    const page = doc.addPage([PAGE.width, PAGE.height]);
    page.node.set(context.obj('Resources'), resources);
    page.node.set(context.obj('Contents'), stream(context, zlibSync(content, { level: 6 }), flate));
    page.node.set(context.obj('StructParents'), context.obj(i));
    page.node.set(context.obj('Tabs'), context.obj('S'));
    return page.ref;
  });
}

/** The structure tree (ISO 32000-1 section 14.7): one document, its headings and paragraphs in reading order. */
function addStructure(doc: PDFDocument, pages: readonly PDFRef[], drawn: readonly DrawnPage[]): void {
  const { context } = doc;
  const [root, document] = [context.nextRef(), context.nextRef()];
  const kids: PDFRef[] = [];
  const parents: (number | PDFRef[])[] = [];
  drawn.forEach(({ tags }, page) => {
    const elements = tags.map((role, id) =>
      context.register(context.obj({ S: role, P: document, Pg: pages[page] as PDFRef, K: id })),
    );
    kids.push(...elements);
    parents.push(page, elements);
  });
  context.assign(document, context.obj({ Type: 'StructElem', S: 'Document', P: root, K: kids }));
  const parentTree = context.register(context.obj({ Nums: parents }));
  context.assign(
    root,
    context.obj({ Type: 'StructTreeRoot', K: document, ParentTree: parentTree, ParentTreeNextKey: drawn.length }),
  );
  doc.catalog.set(context.obj('StructTreeRoot'), root);
  doc.catalog.set(context.obj('MarkInfo'), context.obj({ Marked: true }));
  doc.catalog.set(context.obj('ViewerPreferences'), context.obj({ DisplayDocTitle: true }));
}

async function attachFiles(doc: PDFDocument, parts: PdfParts, time: Date): Promise<void> {
  for (const { name, bytes, mimeType, description } of parts.attachments)
    await doc.attach(bytes, name, {
      mimeType,
      description,
      creationDate: time,
      modificationDate: time,
      afRelationship: AFRelationship.Data,
    });
}

function setMetadata(doc: PDFDocument, parts: PdfParts, time: Date): void {
  doc.setTitle(parts.title);
  doc.setSubject(parts.subject);
  doc.setLanguage('zh-CN');
  doc.setCreator(parts.producer);
  doc.setProducer(parts.producer);
  doc.setCreationDate(time);
  doc.setModificationDate(time);
}

/** The bytes of the file. */
export async function writePdf(parts: PdfParts): Promise<Uint8Array> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  const time = new Date(parts.time);
  setMetadata(doc, parts, time);
  addStructure(doc, addPages(doc, parts), parts.pages);
  await attachFiles(doc, parts, time);
  const id = PDFHexString.fromBytes(parts.id);
  doc.context.trailerInfo.ID = doc.context.obj([id, id]);
  doc.convertToPDFA({ conformance: '3B' }); // comes last, because it writes the metadata from everything set before
  const bytes = await doc.save({
    addDefaultPage: false,
    useObjectStreams: false,
    objectsPerTick: Number.POSITIVE_INFINITY,
  });
  // without a newline after %%EOF the first signature appended by somebody violates ISO 19005-3 section 6.1.9
  return concat(bytes, utf8('\n'));
}
