import { concat, utf8 } from '../../../../core/formats/bytes.ts';
import { entriesOf, numbersOf, numberWith, textOf } from '../updates.ts';
import { type Attack, adding, attack } from './attack.ts';

const XMP = /<\?xpacket begin[\s\S]*<\?xpacket end="[rw]"\?>/;

const metadata = (name: string, why: RegExp, change: (xmp: string) => string, dict = ''): Attack =>
  attack(name, why, (parts, _, issued) => {
    const number = numberWith(issued, '<?xpacket begin');
    const body = Buffer.from(change(XMP.exec(textOf(issued))?.[0] ?? ''), 'latin1');
    const head = `<</Type /Metadata /Subtype /XML ${dict} /Length ${body.length}>>\nstream\n`;
    parts.objects.set(number, concat(utf8(head), body, utf8('\nendstream')));
  });

const DC = 'xmlns:dd="http://purl.org/dc/elements/1.1/"';

/** Entries that are added to the page or changed in it, and the metadata that viewers show above it. */
export const pageAttacks: readonly Attack[] = [
  ...['Rotate 90', 'UserUnit 2', 'CropBox [0 400 595 842]', 'AA <<>>', 'Group <<>>', 'Trans <<>>', 'Dur 1', 'B []'].map(
    (entry) => attack(`/${entry}`, /a page has an entry/, adding('page', ` /${entry}`)),
  ),
  ...['BleedBox [0 0 9 9]', 'PieceInfo <<>>', 'Metadata 1 0 R', 'VP []', 'Thumb 1 0 R', 'AF []', 'Hid null'].map(
    (entry) => attack(`/${entry}`, /a page has an entry/, adding('page', ` /${entry}`)),
  ),
  ...(
    [
      ['/MediaBox [', '/MediaBox [ 5'],
      ['841.89 ]', '421 ]'],
      ['/Tabs /S', '/Tabs /R'],
      ['/StructParents 0', '/StructParents 1'],
      ['/Type /Page', '/Type /Template'],
    ] as const
  ).map(([from, to]) =>
    attack(`${from} is now ${to}`, /a page's \/\w+ changed/, (parts) => {
      parts.page = parts.page.replace(from, to);
    }),
  ),
  attack('a page without its size', /a page's \/MediaBox changed/, (parts) => {
    parts.page = parts.page.replace(/\/MediaBox \[[^\]]*\]/, '');
  }),
  metadata('another title in the metadata', /metadata's title changed/, (xmp) => xmp.replace('Evidence', 'Ownership')),
  metadata('a second title under another prefix', /metadata's title changed/, (xmp) =>
    xmp.replace('<dc:title>', `<dd:title ${DC}>Contract</dd:title><dc:title>`),
  ),
  metadata('a title as an attribute', /metadata's title changed/, (xmp) =>
    xmp.replace('<rdf:Description', `<rdf:Description ${DC} dd:title="Contract"`),
  ),
  metadata('an entity in the metadata', /metadata cannot be read/, (xmp) => `<!DOCTYPE x [<!ENTITY e "x">]>${xmp}`),
  metadata('metadata with a comment', /metadata cannot be read/, (xmp) =>
    xmp.replace('<dc:title>', '<!-- --><dc:title>'),
  ),
  metadata('metadata that is packed', /metadata has an entry \/Filter/, (xmp) => xmp, '/Filter /FlateDecode'),
  metadata('a text inside the title that goes by another name', /a property inside another/, (xmp) =>
    xmp.replace('<dc:title>', '<dc:title><pdf:Producer>Contract</pdf:Producer>'),
  ),
  metadata('another claim of a described schema', /metadata's schemas\/property\/description changed/, (xmp) =>
    xmp.replace('Part of ISO 14289', 'Part of ISO 19005'),
  ),
  metadata('a title in a described schema', /metadata's schemas\/title changed/, (xmp) =>
    xmp.replace('<pdfaSchema:schema>', '<dc:title>Contract</dc:title><pdfaSchema:schema>'),
  ),
  metadata('a title that is named as a resource', /metadata's title changed/, (xmp) =>
    xmp.replace('<dc:title>', `<dd:title ${DC} rdf:resource="x:Contract"/><dc:title>`),
  ),
  metadata('metadata without the title', /metadata's title changed/, (xmp) =>
    xmp.replace(/<dc:title>.*<\/dc:title>/, ''),
  ),
  metadata('metadata with a property more', /metadata's creator changed/, (xmp) =>
    xmp.replace('<dc:title>', '<dc:creator>x</dc:creator><dc:title>'),
  ),
];

const CATALOG_ENTRIES = [
  'OpenAction <</S /JavaScript /JS (x)>>',
  'AA <<>>',
  'OCProperties <<>>',
  'Outlines 1 0 R',
  'Dests <<>>',
  'PageMode /UseAttachments',
  'PageLayout /TwoColumnLeft',
  'PageLabels <</Nums [0 <</P (x)>>]>>',
  'Threads []',
  'URI <</Base (http://example)>>',
  'PieceInfo <<>>',
  'SpiderInfo <<>>',
  'Legal <<>>',
  'Requirements []',
  'Collection <</View /T>>',
  'NeedsRendering true',
  'Version /2.0',
  'DPartRoot <<>>',
  'JavaScript <<>>',
];

/** The catalog's entries, the form and what belongs to signatures. */
export const catalogAttacks: readonly Attack[] = [
  ...CATALOG_ENTRIES.map((entry) => attack(`/${entry}`, /the catalog has an entry/, adding('catalog', ` /${entry}`))),
  ...[
    'Pages',
    'StructTreeRoot',
    'MarkInfo',
    'ViewerPreferences',
    'OutputIntents',
    'Metadata',
    'Names',
    'AF',
    'Lang',
  ].map((name) =>
    attack(`another /${name}`, new RegExp(`catalog's /${name} changed`), (parts, _, issued) => {
      const rest = entriesOf(issued, numbersOf(issued).catalog);
      parts.catalog = `${parts.catalog.replace(`/${name} `, `/X${name} `)} /${name} 9 0 R`;
      if (!rest.includes(`/${name} `)) throw new Error(`no /${name}`);
    }),
  ),
  attack('a form that lets viewers draw anew', /the form has an entry \/NeedAppearances/, (parts) => {
    parts.form += ' /NeedAppearances true';
  }),
  attack('a form in XML', /the form has an entry \/XFA/, adding('form', ' /XFA (x)')),
  attack('an order of calculations', /the form has an entry \/CO/, adding('form', ' /CO []')),
  attack('flags of a later standard', /form's flags/, (parts) => {
    parts.form = parts.form.replace('/SigFlags 3', '/SigFlags 64');
  }),
  attack('layers in the resources of the form', /entry \/Properties was added/, (parts) => {
    parts.form += ' /DR <</Properties <</OC <<>>>>>>';
  }),
  attack('a field twice in the form', /a field stands twice/, (parts, { field }) => {
    parts.form = parts.form.replace(`[${field} 0 R]`, `[${field} 0 R ${field} 0 R]`);
  }),
  attack('usage rights', /permissions has an entry \/UR3/, (parts, { signature }) => {
    parts.catalog += ` /Perms <</UR3 ${signature} 0 R>>`;
  }),
  attack('a certification by something else', /a permission that is no signature/, (parts, { field }) => {
    parts.catalog += ` /Perms <</DocMDP ${field} 0 R>>`;
  }),
  attack('an extension with more in it', /an extension of another kind/, (parts) => {
    parts.catalog += ' /Extensions <</X <</BaseVersion /1.7 /JS (x)>>>>';
  }),
  attack('validation data with more in it', /validation data has an entry \/JS/, (parts) => {
    parts.catalog += ' /DSS <</JS (x)>>';
  }),
  attack('validation data that is an action', /entry \/JS was added/, (parts) => {
    parts.catalog += ' /DSS <</VRI <</00 <</S /JavaScript /JS (x)>>>>>>';
  }),
];
