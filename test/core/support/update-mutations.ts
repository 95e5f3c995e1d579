/** Random changes of an update that is accepted, and a second opinion on those that still are. */
import fc from 'fast-check';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { expect } from 'vitest';
import { concat, utf8 } from '../../../core/formats/bytes.ts';
import { examineUpdate, type IssuedPage } from '../../../core/verification/page-update/index.ts';
import { signed } from './updates.ts';

/** Words that mean something to viewers, to be put in anywhere. */
const WORDS = [
  '/Rotate 90 ',
  '/Annots [] ',
  '/Contents 1 0 R ',
  '/OpenAction 1 0 R ',
  '45 0 obj\n<</Type /Page>>\nendobj\n',
  'endobj\n',
  'xref\n',
  'trailer\n<</Root 1 0 R>>\n',
  'startxref\n0\n%%EOF\n',
  '%',
  '>>',
  '<<',
  '(',
  ')',
  '0 ',
  '\0',
];

type Mutation = (added: Uint8Array) => Uint8Array;

const cut = (bytes: Uint8Array, at: number, length: number, instead: Uint8Array) =>
  concat(bytes.subarray(0, at), instead, bytes.subarray(at + length));

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
/** Any byte, or a digit, which may stand where another did. */
const byte = fc.oneof(fc.nat(255), fc.integer({ min: 0x30, max: 0x39 }));
const at = (share: number, bytes: Uint8Array) => Math.floor(share * bytes.length);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, byte).map(
    ([share, value]): Mutation =>
      (bytes) =>
        cut(bytes, at(share, bytes), 1, Uint8Array.of(value)),
  ),
  fc.tuple(place, fc.constantFrom(...WORDS)).map(
    ([share, word]): Mutation =>
      (bytes) =>
        cut(bytes, at(share, bytes), 0, utf8(word)),
  ),
  fc.tuple(place, fc.constantFrom(...WORDS)).map(
    ([share, word]): Mutation =>
      (bytes) =>
        cut(bytes, at(share, bytes), word.length, utf8(word)),
  ),
  fc.tuple(place, fc.integer({ min: 1, max: 60 })).map(
    ([share, length]): Mutation =>
      (bytes) =>
        cut(bytes, at(share, bytes), length, new Uint8Array()),
  ),
  fc.tuple(place, place, fc.integer({ min: 1, max: 200 })).map(
    ([from, to, length]): Mutation =>
      (bytes) => {
        const piece = bytes.slice(at(from, bytes), at(from, bytes) + length);
        return cut(bytes, at(to, bytes), 0, piece);
      },
  ),
);

/** What pdf-lib, which looks for objects wherever they stand, finds of the first page. */
async function pageOf(pdf: Uint8Array) {
  const doc = await PDFDocument.load(pdf, { updateMetadata: false, throwOnInvalidObject: true });
  const { node } = doc.getPage(0);
  const entries = node.entries().filter(([name]) => name !== PDFName.of('Annots'));
  const contents = doc.context.lookup(node.get(PDFName.of('Contents')));
  const annotations = node.lookupMaybe(PDFName.of('Annots'), PDFArray);
  return {
    pages: doc.getPageCount(),
    entries: entries.map(([name, value]) => `${name} ${value}`).toSorted(),
    contents: contents instanceof PDFRawStream ? contents.getContentsString() : null,
    annotations: (annotations?.asArray() ?? []).map((ref) => {
      const field = doc.context.lookup(ref, PDFDict);
      return ['FT', 'Rect', 'F'].map((name) => `${field.get(PDFName.of(name))}`).join(' ');
    }),
  };
}

/** Tries so many changes: each is refused, or leaves the page as it was for pdf-lib too. Gives how many were accepted. */
export async function tryMutations(
  signed: Uint8Array,
  issued: Uint8Array,
  pages: readonly IssuedPage[],
  runs: number,
): Promise<number> {
  const before = await pageOf(signed);
  let accepted = 0;
  const property = fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
    const added = mutations.reduce((bytes, mutate) => mutate(bytes), signed.subarray(issued.length));
    const pdf = concat(issued, added);
    const { kind } = examineUpdate(pdf, issued.length, pages);
    if (kind === 'refused') return;
    accepted++;
    expect(await pageOf(pdf)).toEqual(before);
  });
  await fc.assert(property, { numRuns: runs });
  return accepted;
}

const ENTRY_NAMES =
  'A AA AF AP AS Annots BS Border Contents CropBox DA DR DSS F Ff Filter H Lang Lock M MK MediaBox NM Name Names OC OpenAction P Prop_Build Reason Rect Resources Rotate SigFlags Subtype T TU Tabs Type UserUnit V Version XFA'.split(
    ' ',
  );
const VALUES =
  '1 0 R|45 0 R|134 0 R|[0 0 0 0]|[0 0 595 842]|[46 60 246 110]|/Widget|/Sig|/X|(x)|null|true|2|3|132|<<>>|<</N 135 0 R>>|<</JS (x)>>|[1 0 R]'.split(
    '|',
  );
/** A field without size, one where nothing was printed, and one that is hidden, wherever it lies. */
const HARMLESS = /^\/Sig (?:\[ 0 0 0 0 \] \w+|\[ 46 60 246 110 \] \w+|\[.*\] 2)$/;
const PARTS = ['catalog', 'page', 'form', 'field', 'signature'] as const;

/** Entries put into the dictionaries of an update, the table being right: what the rules alone have to find. */
export async function tryEntries(issued: Uint8Array, pages: readonly IssuedPage[], runs: number): Promise<number> {
  const { annotations, ...before } = await pageOf(signed(issued));
  let accepted = 0;
  const entry = fc.tuple(fc.constantFrom(...PARTS), fc.constantFrom(...ENTRY_NAMES), fc.constantFrom(...VALUES));
  const property = fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 2 }), async (entries) => {
    const pdf = signed(issued, (parts) => {
      for (const [part, name, value] of entries) parts[part] = `/${name} ${value} ${withoutEntry(parts[part], name)}`;
    });
    if (examineUpdate(pdf, issued.length, pages).kind === 'refused') return;
    accepted++;
    const { annotations: now, ...after } = await pageOf(pdf);
    expect(after).toEqual(before);
    for (const field of now) expect(field).toMatch(HARMLESS);
  });
  await fc.assert(property, { numRuns: runs });
  expect(annotations).toEqual(['/Sig [ 0 0 0 0 ] 132']);
  return accepted;
}

/** The text of a dictionary without an entry of this name on its first level, where its value is simple. */
function withoutEntry(entries: string, name: string): string {
  return entries.replace(new RegExp(`/${name}\\s*(?:\\d+ 0 R|\\[[^\\]]*\\]|\\([^)]*\\)|/?[\\w.-]+)`), ' ');
}
