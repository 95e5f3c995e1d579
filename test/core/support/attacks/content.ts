import { utf8 } from '../../../../core/formats/bytes.ts';
import { streamObject } from '../../attachments-pdf.ts';
import { blackForm, entriesOf, numberWith } from '../updates.ts';
import { AMOUNT, type Attack, attack, entryNumber } from './attack.ts';

const OTHER_PAGE = streamObject(utf8('1 g 0 0 596 842 re f 0 g 100 400 300 60 re f'));
const annotation = (name: string, body: string, why = /no signature field|a field has an entry/): Attack =>
  attack(name, why, (parts, { free, field }) => {
    parts.page = parts.page.replace(`[${field} 0 R]`, `[${field} 0 R ${free} 0 R]`);
    parts.form = parts.form.replace(`[${field} 0 R]`, `[${field} 0 R ${free} 0 R]`);
    parts.objects.set(free, `<</Type /Annot ${body} /Rect ${AMOUNT} /AP <</N ${free + 1} 0 R>>>>`);
    parts.objects.set(free + 1, blackForm());
  });

/** Writes an issued object again, with `change` in it. */
const rewrite = (name: string, words: string, change: (entries: string) => string): Attack =>
  attack(name, /^object \d+ of the issued file changed$/, (parts, _, issued) => {
    const number = numberWith(issued, words);
    parts.objects.set(number, `<<${change(entriesOf(issued, number))}>>`);
  });

const rewriteStream = (name: string, number: (issued: Uint8Array) => number): Attack =>
  attack(name, /^object \d+ of the issued file changed$/, (parts, _, issued) => {
    parts.objects.set(number(issued), OTHER_PAGE);
  });

/** A page, its contents, its fonts, layers, forms, annotations and files. */
export const attacks: readonly Attack[] = [
  attack('a page whose contents are replaced', /page's \/Contents changed/, (parts, { free }) => {
    parts.page = parts.page.replace(/\/Contents \d+ 0 R/, `/Contents ${free} 0 R`);
    parts.objects.set(free, OTHER_PAGE);
  }),
  attack('contents added behind those issued', /page's \/Contents changed/, (parts, { free }) => {
    parts.page = parts.page.replace(/\/Contents (\d+) 0 R/, `/Contents [$1 0 R ${free} 0 R]`);
    parts.objects.set(free, OTHER_PAGE);
  }),
  rewriteStream('the issued contents written again', entryNumber('Contents')),
  attack('other resources', /page's \/Resources changed/, (parts, { free }) => {
    parts.page = parts.page.replace(/\/Resources \d+ 0 R/, `/Resources ${free} 0 R`);
    parts.objects.set(free, '<</Font <<>>>>');
  }),
  rewrite('another font for a name in use', '/Font <<\n', (entries) => entries.replace(/ (\d+) 0 R/, ' 1 0 R')),
  rewrite('a font with other widths', '/Subtype /CIDFontType2', (entries) => entries.replace('/DW 1000', '/DW 10')),
  rewriteStream('another font program', entryNumber('FontFile2')),
  rewriteStream('other text behind the glyphs', entryNumber('ToUnicode')),
  rewrite('a form for a name in use', '/Font <<\n', (entries) => `${entries} /XObject <</F1 1 0 R>>`),
  rewrite('one page more in the tree', '/Type /Pages', (entries) =>
    entries.replace(/\/Count (\d+)/, (_, pages) => `/Count ${Number(pages) + 1}`),
  ),
  attack('another page in the tree', /object \d+ of the issued file changed/, (parts, { free }, issued) => {
    const tree = numberWith(issued, '/Type /Pages');
    parts.objects.set(tree, `<<${entriesOf(issued, tree).replace(/\[ \d+/, `[ ${free}`)}>>`);
    parts.objects.set(free, '<</Type /XObject>>');
  }),
  rewrite('a page tree that turns its pages', '/Type /Pages', (entries) => `${entries} /Rotate 180`),
  attack('an optional-content layer', /catalog has an entry \/OCProperties/, (parts, { free }) => {
    parts.catalog += ` /OCProperties <</OCGs [${free} 0 R] /D <</OFF [${free} 0 R]>>>>`;
    parts.objects.set(free, '<</Type /OCG /Name (x)>>');
  }),
  annotation('a square over the amount', '/Subtype /Square /F 4'),
  annotation('a text over the amount', '/Subtype /FreeText /Contents (CNY 9) /DA (/Helv 9 Tf) /F 4'),
  annotation('a stamp over the amount', '/Subtype /Stamp /F 4'),
  annotation('a redaction over the amount', '/Subtype /Redact /F 4'),
  annotation('a text field over the amount', '/Subtype /Widget /FT /Tx /T (x) /V (CNY 9) /F 4'),
  annotation('a button over the amount', '/Subtype /Widget /FT /Btn /T (x) /F 4'),
  annotation('a link', '/Subtype /Link /A <</S /URI /URI (http://example)>>'),
  attack('an annotation that is no field of the form', /an annotation that is no field/, (parts, { free, field }) => {
    parts.page = parts.page.replace(`[${field} 0 R]`, `[${field} 0 R ${free} 0 R]`);
    parts.objects.set(free, `<</Type /Annot /Subtype /Square /Rect ${AMOUNT}>>`);
  }),
  attack('an annotation written into the list itself', /an annotation is no object/, (parts, { field }) => {
    parts.page = parts.page.replace(`[${field} 0 R]`, `[${field} 0 R <</Subtype /Square /Rect ${AMOUNT}>>]`);
  }),
  attack('a field twice on a page', /an annotation stands twice/, (parts, { field }) => {
    parts.page = parts.page.replace(`[${field} 0 R]`, `[${field} 0 R ${field} 0 R]`);
  }),
  attack('an object that nothing refers to, of a kind that draws', /\/Type \/Annot was added/, (parts, { free }) => {
    parts.objects.set(free, `<</Type /Annot /Subtype /Square /Rect ${AMOUNT}>>`);
  }),
  attack('a second catalog that nothing refers to', /\/Type \/Catalog was added/, (parts, { free }) => {
    parts.objects.set(free, `<<${parts.catalog}>>`);
  }),
  rewriteStream('an embedded file written again', entryNumber('F')),
  rewrite('the name of an embedded file', '/Type /Filespec', (entries) => entries.replace('/UF', '/DX')),
  attack('another list of embedded files', /catalog's \/Names changed/, (parts) => {
    parts.catalog = parts.catalog.replace(/ (\d+) 0 R <FEFF/, ' 1 0 R <FEFF');
  }),
  rewrite('another structure tree', '/Type /StructTreeRoot', (entries) => `${entries} /RoleMap <</P /H1>>`),
  rewriteStream('another colour profile', entryNumber('DestOutputProfile')),
  attack('another title', /the file's \/Title changed/, (parts, { information }, issued) => {
    const now = entriesOf(issued, information).replace(/\/Title <[^>]*>/, '/Title (Original contract)');
    parts.objects.set(information, `<<${now}>>`);
  }),
  attack('no title', /the file's \/Title was removed/, (parts, { information }) => {
    parts.objects.set(information, '<</ModDate (D:2027)>>');
  }),
  attack('an author', /the file's \/Author changed/, (parts, { information }, issued) => {
    parts.objects.set(information, `<<${entriesOf(issued, information)} /Author (Court)>>`);
  }),
];
