/**
 * Where an OFD invoice states its facts: the attached invoice data, the tags that point to text on the pages, the custom
 * data of the document, and the text of its QR code. Each is read on its own, as text; ofd.ts compares them.
 */
import { errorCode, NotaryError } from '../../errors.ts';
import { folderOf, type OfdDocument, type OfdPackage, partNamed, partsNamed } from './ofd-package.ts';
import { pageTexts } from './ofd-pages.ts';
import { isVoucher } from './voucher.ts';
import { xmlPath } from './xml-path.ts';
import type { XmlElement } from './xml-tree.ts';

/** The facts of an invoice that OFD files state; `gross` is with tax, `net` without. */
export const OFD_FIELDS = [
  'code',
  'number',
  'date',
  'net',
  'tax',
  'gross',
  'seller',
  'sellerId',
  'buyer',
  'buyerId',
] as const;
/** One of them. */
export type OfdField = (typeof OFD_FIELDS)[number];

/** One field as it is written in one place. */
export interface Written {
  readonly place: 'ofd:attachment' | 'ofd:tag' | 'ofd:custom' | 'ofd:qr';
  readonly field: OfdField;
  readonly text: string;
}

/** What the sources of one document hold. */
export interface OfdSources {
  /** Strongest place first. */
  readonly written: readonly Written[];
  /** Texts of QR codes. */
  readonly qrTexts: readonly string[];
  /** Remarks of the invoice. */
  readonly remarks: readonly string[];
  /** Attachments and tags that are not read, and why. */
  readonly leftOut: readonly string[];
  /** Whether one of those is the data of a voucher. */
  readonly hasVoucher: boolean;
}

/** Elements of the invoice data and of the tags (schema http://www.edrm.org.cn/schema/e-invoice/2019). */
const ELEMENTS: Readonly<Record<string, OfdField>> = {
  InvoiceCode: 'code',
  InvoiceNo: 'number',
  IssueDate: 'date',
  TaxExclusiveTotalAmount: 'net',
  TaxTotalAmount: 'tax',
  TaxInclusiveTotalAmount: 'gross',
  SellerName: 'seller',
  SellerTaxID: 'sellerId',
  BuyerName: 'buyer',
  BuyerTaxID: 'buyerId',
};

/** Names of custom data in OFD.xml; no file has all of them. */
const CUSTOM: Readonly<Record<string, OfdField>> = {
  发票代码: 'code',
  发票号码: 'number',
  开票日期: 'date',
  合计金额: 'net',
  合计税额: 'tax',
  价税合计: 'gross',
  销售方名称: 'seller',
  销售方纳税人识别号: 'sellerId',
  购买方名称: 'buyer',
  购买方纳税人识别号: 'buyerId',
};

const LISTS = {
  attachments: { lists: xmlPath('Attachments'), members: xmlPath('Attachment/FileLoc') },
  tags: { lists: xmlPath('CustomTags'), members: xmlPath('CustomTag/FileLoc') },
} as const;
const SHOWN = xmlPath('ObjectRef');
const CUSTOM_DATA = xmlPath('DocInfo/CustomDatas/CustomData');

/** Statements of a document, and texts that its tags point to. */
const LIMITS = { written: 1000, shown: 1000 } as const;

/** Reads all sources of one document. Throws `malformed` and `too-large` for parts that cannot be read. */
export function sourcesOf(file: OfdPackage, document: OfdDocument): OfdSources {
  const { invoices, leftOut, hasVoucher } = attachmentsOf(file, document);
  const tagged = tagsOf(file, document);
  const written = [...invoices.flatMap(attachedFields), ...tagged.written, ...customFields(document)];
  if (written.length > LIMITS.written) tooMuch('statements');
  return {
    written,
    qrTexts: textsIn(invoices, 'GraphCode').filter(isQrText),
    remarks: textsIn(invoices, 'Note'),
    leftOut: [...leftOut, ...tagged.leftOut],
    hasVoucher,
  };
}

function tooMuch(what: string): never {
  throw new NotaryError('too-large', `OFD: more ${what} than are read here`);
}

/** The picture of a code may stand there instead, in base64. */
function isQrText(text: string): boolean {
  return text.startsWith('01,');
}

/** The invoice data among the attachments; of a location that may name two parts, both. */
function attachmentsOf(file: OfdPackage, document: OfdDocument) {
  const named = listed(file, document, 'attachments', ['Attachs']);
  const found = [...named.paths].map((path) => ({ path, invoice: invoiceIn(file, path) }));
  return {
    invoices: found.flatMap(({ invoice }) => invoice ?? []),
    leftOut: [
      ...[...named.missing].map((location) => `ofd:attachment ${location}: not in the file`),
      ...found.flatMap(({ path, invoice }) => (invoice ? [] : [`ofd:attachment ${path}`])),
    ],
    hasVoucher: found.some(
      ({ path, invoice }) => !invoice && /\.(?:xml|xbrl)$/i.test(path) && isVoucher(file.bytes(path)),
    ),
  };
}

/** The root of an attachment that is invoice data; null for anything else. */
function invoiceIn(file: OfdPackage, part: string): XmlElement | null {
  if (!/\.xml$/i.test(part)) return null;
  try {
    const root = file.xml(part);
    return root.name === 'eInvoice' ? root : null;
  } catch (error) {
    if (errorCode(error) === 'malformed') return null;
    throw error;
  }
}

function attachedFields(invoice: XmlElement): readonly Written[] {
  return headOf(invoice).flatMap((element) => {
    const field = fieldOf(element);
    return field ? [{ place: 'ofd:attachment' as const, field, text: element.text }] : [];
  });
}

function fieldOf({ name }: XmlElement): OfdField | undefined {
  return Object.hasOwn(ELEMENTS, name) ? ELEMENTS[name] : undefined;
}

/** All elements but those of single goods. */
function headOf(element: XmlElement): readonly XmlElement[] {
  return element.children.flatMap((child) => (child.name === 'GoodsInfos' ? [] : [child, ...headOf(child)]));
}

function textsIn(invoices: readonly XmlElement[], name: string): readonly string[] {
  const found = invoices.flatMap(headOf).filter((element) => element.name === name);
  return [...new Set(found.map(({ text }) => text.trim()).filter((text) => text !== ''))];
}

/** Tags: each element names the text objects on a page that show its value, one behind the other. */
function tagsOf(file: OfdPackage, document: OfdDocument) {
  const textOf = pageTexts(file, document);
  const written: Written[] = [];
  const leftOut: string[] = [];
  let shown = 0;
  for (const element of [...listed(file, document, 'tags').paths].flatMap((path) => headOf(file.xml(path)))) {
    const field = fieldOf(element);
    const objects = SHOWN(element);
    if (!field || objects.length === 0) continue;
    shown += objects.length;
    if (shown > LIMITS.shown) tooMuch('texts');
    const texts = objects.map(({ attributes: { PageRef = '' }, text }) => textOf(PageRef, text.trim()));
    if (texts.includes(null)) leftOut.push(`ofd:tag ${element.name}`);
    else written.push({ place: 'ofd:tag', field, text: texts.join('') });
  }
  return { written, leftOut };
}

/** Parts that the lists of a document name, and locations of those that are missing. */
function listed(file: OfdPackage, { root, folder }: OfdDocument, kind: keyof typeof LISTS, folders: string[] = []) {
  const { lists, members } = LISTS[kind];
  const paths = new Set<string>();
  const missing = new Set<string>();
  for (const list of new Set(lists(root).map(({ text }) => partNamed(file, text, [folder]))))
    for (const location of new Set(members(file.xml(list)).map(({ text }) => text.trim()))) {
      const found = partsNamed(file, location, [folderOf(list), folder, ...folders.map((name) => `${folder}/${name}`)]);
      if (found.length === 0) missing.add(location);
      for (const path of found) paths.add(path);
    }
  return { paths, missing };
}

function customFields({ body }: OfdDocument): readonly Written[] {
  return CUSTOM_DATA(body).flatMap(({ attributes: { Name = '' }, text }) => {
    const field = Object.hasOwn(CUSTOM, Name) ? CUSTOM[Name] : undefined;
    return field ? [{ place: 'ofd:custom' as const, field, text }] : [];
  });
}
