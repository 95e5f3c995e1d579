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
import { type Drawing, PAGE } from './canvas.ts';
import type { FontData, PreparedFont } from './fonts.ts';
import { addStructure } from './pdf-structure.ts';

/** The contents of the file. */
export interface PdfParts extends Drawing {
  readonly title: string;
  readonly subject: string;
  readonly producer: string;
  /** Milliseconds since 1970; the same for creation, change and attachments. */
  readonly time: number;
  /** 16 bytes, derived from the content. */
  readonly id: Uint8Array;
  /** Accessible by PDF/UA-1 (ISO 14289-1), and says so. Pages of template 1 are not. */
  readonly accessible: boolean;
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

const UA = 'http://www.aiim.org/pdfua/ns/id/';
const field = (prefix: string, values: Readonly<Record<string, string>>) =>
  Object.entries(values)
    .map(([name, value]) => `<${prefix}:${name}>${value}</${prefix}:${name}>`)
    .join('');
/**
 * PDF/UA-1 in the metadata (ISO 14289-1 section 5). ISO 19005-3 section 6.6.2.3 knows no such property, so its schema is
 * described beside it.
 */
const ACCESSIBLE = [
  `<rdf:Description rdf:about="" xmlns:pdfuaid="${UA}"><pdfuaid:part>1</pdfuaid:part></rdf:Description>`,
  '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"' +
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">',
  '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">',
  field('pdfaSchema', { schema: 'PDF/UA identification schema', namespaceURI: UA, prefix: 'pdfuaid' }),
  '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">',
  field('pdfaProperty', {
    name: 'part',
    valueType: 'Integer',
    category: 'internal',
    description: 'Part of ISO 14289 to which the file conforms',
  }),
  '</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>',
].join('');

/** The bytes of the file. */
export async function writePdf(parts: PdfParts): Promise<Uint8Array> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  const time = new Date(parts.time);
  setMetadata(doc, parts, time);
  addStructure(doc, addPages(doc, parts), parts.structure);
  await attachFiles(doc, parts, time);
  const id = PDFHexString.fromBytes(parts.id);
  doc.context.trailerInfo.ID = doc.context.obj([id, id]);
  const extensions = parts.accessible ? [ACCESSIBLE] : [];
  doc.convertToPDFA({ conformance: '3B', extensions }); // comes last, because it writes the metadata from everything set before
  const bytes = await doc.save({
    addDefaultPage: false,
    useObjectStreams: false,
    objectsPerTick: Number.POSITIVE_INFINITY,
  });
  // without a newline after %%EOF the first signature appended by somebody violates ISO 19005-3 section 6.1.9
  return concat(bytes, utf8('\n'));
}
