/**
 * OFD invoices for tests, built as tax software builds them: the same parts, locations, tags and peculiarities as in real
 * files, with made-up contents.
 */
import { zipSync } from 'fflate';
import { sm3 } from '../../../../core/crypto/sm3.ts';
import { crcOf } from '../../../../core/documents/reading/invoice-qr.ts';
import { toBase64, utf8 } from '../../../../core/formats/bytes.ts';
import { makeSeal, type SealDraft } from './seal-maker.ts';

/** Contents by path. */
export type Parts = Readonly<Record<string, string | Uint8Array>>;

/** An invoice with a code and a number, and one whose number stands alone. */
export const INVOICES = {
  legacy: {
    code: '011002100311',
    number: '01234567',
    date: '2026年03月04日',
    checkCode: '12345678901234567890',
    net: '1000.00',
    tax: '60.00',
    gross: '1060.00',
    seller: '示例科技有限公司',
    sellerId: '91110000MA00000001',
    buyer: '样例商贸（上海）有限公司',
    buyerId: '91310000MA00000002',
  },
  digital: {
    code: '',
    number: '26112000000000000019',
    date: '2026年03月04日',
    checkCode: '',
    net: '4197.17',
    tax: '251.83',
    gross: '4449.00',
    seller: '示例科技有限公司',
    sellerId: '91110000MA00000001',
    buyer: '样例商贸（上海）有限公司',
    buyerId: '91310000MA00000002',
  },
} as const;
/** What an invoice states. */
export type InvoiceText = { readonly [K in keyof (typeof INVOICES)['legacy']]: string };

const OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The text of its QR code. */
export function qrText({ code, number, net, gross, date, checkCode }: InvoiceText): string {
  const [type, amount] = code === '' ? ['31', gross] : ['10', net];
  const covered = `01,${type},${code},${number},${amount},${date.replace(/\D/g, '')},${checkCode},`;
  return `${covered}${crcOf(covered)},`;
}

/** `original_invoice.xml`. */
export function attachment(invoice: InvoiceText, { qr = qrText(invoice), note = '' } = {}): string {
  const { code, number, date, net, tax, gross, seller, sellerId, buyer, buyerId, checkCode } = invoice;
  const element = (name: string, text: string) => `<fp:${name}>${text}</fp:${name}>`;
  return `${XML}<eInvoice xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019" Version="1.0">${[
    element('InvoiceCode', code),
    element('InvoiceNo', number),
    element('IssueDate', `<![CDATA[${date}]]>`),
    element('InvoiceCheckCode', checkCode),
    element('Buyer', element('BuyerName', buyer) + element('BuyerTaxID', buyerId)),
    element('Seller', element('SellerName', seller) + element('SellerTaxID', sellerId)),
    element('TaxInclusiveTotalAmount', gross),
    element('Note', note),
    element('TaxTotalAmount', tax),
    element('TaxExclusiveTotalAmount', net),
    element('GraphCode', qr),
    element('GoodsInfos', element('GoodsInfo', element('TaxExclusiveTotalAmount', '1.00') + element('Amount', '1.00'))),
  ].join('')}</eInvoice>`;
}

/** Tags, and the pages on which what they point to is shown. The number stands on the template. */
export function tags(invoice: InvoiceText): Parts {
  const { code, number, date, net, tax, gross, seller, sellerId, buyer, buyerId } = invoice;
  const shown: Readonly<Record<string, readonly string[]>> = {
    InvoiceCode: [code],
    InvoiceNo: [number],
    IssueDate: [date],
    SellerName: [seller.slice(0, 4), seller.slice(4)],
    SellerTaxID: [sellerId],
    BuyerName: [buyer],
    BuyerTaxID: [buyerId],
    TaxExclusiveTotalAmount: ['¥', net],
    TaxTotalAmount: ['¥', tax],
    TaxInclusiveTotalAmount: [`¥ ${gross}`],
  };
  let id = 60;
  const objects: Record<'page' | 'template', string> = { page: '', template: '' };
  const elements = Object.entries(shown).map(([name, texts]) => {
    const refs = texts.flatMap((text) => {
      if (text === '') return [];
      id += 1;
      objects[name === 'InvoiceNo' ? 'template' : 'page'] +=
        `<ofd:PageBlock ID="${id + 500}"><ofd:TextObject ID="${id}"><ofd:TextCode X="0" Y="4">${text}</ofd:TextCode></ofd:TextObject></ofd:PageBlock>`;
      return [`<ofd:ObjectRef PageRef="1">${id}</ofd:ObjectRef>`];
    });
    return `<${name}>${refs.join('')}</${name}>`;
  });
  const page = (content: string, template = '') =>
    `\ufeff${XML}<ofd:Page ${OFD}>${template}<ofd:Content><ofd:Layer ID="9">${content}</ofd:Layer></ofd:Content></ofd:Page>`;
  return {
    'Doc_0/Tags/CustomTags.xml': `${XML}<ofd:CustomTags ${OFD}><ofd:CustomTag TypeID=""><ofd:FileLoc>CustomTag.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>`,
    // as real files have it: a colon without a prefix, and a prefix that nobody declares
    'Doc_0/Tags/CustomTag.xml': `${XML}<:eInvoice xmlns:="">${elements.join('')}</:eInvoice>`,
    'Doc_0/Pages/Page_0/Content.xml': page(objects.page, '<ofd:Template TemplateID="2" ZOrder="Background"/>'),
    'Doc_0/Tpls/Tpl_0/Content.xml': page(objects.template),
  };
}

/** Custom data of OFD.xml; which of them there are differs from program to program. */
export function customDatas(invoice: Partial<InvoiceText>): string {
  const names: Readonly<Record<string, keyof InvoiceText>> = {
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
  return Object.entries(names)
    .flatMap(([name, field]) =>
      invoice[field] ? [`<ofd:CustomData Name="${name}">${invoice[field]}</ofd:CustomData>`] : [],
    )
    .join('\n  ');
}

/** Which sources an invoice has, and what each states. */
export interface OfdDraft {
  readonly custom?: Partial<InvoiceText> | null;
  readonly tag?: InvoiceText | null;
  readonly attached?: string | null;
  /** Where the attachment's FileLoc points to, and where it lies. */
  readonly location?: readonly [string, string];
}

/** All parts of an invoice, without a seal. */
export function invoiceParts(invoice: InvoiceText, draft: OfdDraft = {}): Parts {
  const { custom = invoice, tag = invoice, attached = attachment(invoice) } = draft;
  const [location, path] = draft.location ?? ['original_invoice.xml', 'Doc_0/Attachs/original_invoice.xml'];
  const named = (name: string, file: string, isThere: boolean) => (isThere ? `<ofd:${name}>${file}</ofd:${name}>` : '');
  return {
    'OFD.xml': `\ufeff${XML}<ofd:OFD ${OFD} DocType="OFD" Version="1.1"><ofd:DocBody><ofd:DocInfo>
  <ofd:CustomDatas><ofd:CustomData Name="template-version">1.0</ofd:CustomData>${customDatas(custom ?? {})}</ofd:CustomDatas>
  </ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>
  <ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `${XML}<ofd:Document ${OFD}><ofd:CommonData><ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>
<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>
${named('Attachments', 'Attachs/Attachments.xml', attached !== null)}${named('CustomTags', 'Tags/CustomTags.xml', tag !== null)}</ofd:Document>`,
    ...(tag && tags(tag)),
    ...(attached !== null && {
      'Doc_0/Attachs/Attachments.xml': `${XML}<ofd:Attachments ${OFD}><ofd:Attachment ID="98" Name="original_invoice" Format="xml"><ofd:FileLoc>${location}</ofd:FileLoc></ofd:Attachment></ofd:Attachments>`,
      [path]: attached,
    }),
  };
}

const bytesOf = (content: string | Uint8Array) => (typeof content === 'string' ? utf8(content) : content);

/** How parts are sealed. */
export interface SealingDraft {
  readonly seal?: Partial<SealDraft>;
  readonly type?: string;
  readonly method?: string;
  /** Parts that the list leaves out. */
  readonly without?: readonly string[];
  /** Whether the seal lies in a file of its own too, and what in it. */
  readonly sealFile?: 'the same' | 'another';
}

/** The parts with a seal over all of them, `Sign_0`. */
export function sealedParts(parts: Parts, draft: SealingDraft = {}): Parts {
  const folder = 'Doc_0/Signs/Sign_0';
  const covered = Object.entries(parts).filter(([path]) => !draft.without?.includes(path));
  const references = covered.map(
    ([path, content]) =>
      `<ofd:Reference FileRef="/${path}"><ofd:CheckValue>${toBase64(sm3(bytesOf(content)))}</ofd:CheckValue></ofd:Reference>`,
  );
  const sealFile = draft.sealFile ? `<ofd:Seal><ofd:BaseLoc>/${folder}/Seal.esl</ofd:BaseLoc></ofd:Seal>` : '';
  const list = `${XML}<ofd:Signature ${OFD}><ofd:SignedInfo><ofd:Provider ProviderName="test"/><ofd:SignatureMethod>1.2.156.10197.1.501</ofd:SignatureMethod><ofd:SignatureDateTime>20260304050607Z</ofd:SignatureDateTime>${sealFile}<ofd:References CheckMethod="${draft.method ?? '1.2.156.10197.1.401'}">${references.join('')}</ofd:References></ofd:SignedInfo><ofd:SignedValue>/${folder}/SignedValue.dat</ofd:SignedValue></ofd:Signature>`;
  const { value, seal } = makeSeal(utf8(list), draft.seal);
  return {
    ...parts,
    'Doc_0/Signs/Signatures.xml': `${XML}<ofd:Signatures ${OFD}><ofd:MaxSignId>2</ofd:MaxSignId><ofd:Signature ID="2"${draft.type ? ` Type="${draft.type}"` : ''} BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>`,
    [`${folder}/Signature.xml`]: list,
    [`${folder}/SignedValue.dat`]: value,
    ...(draft.sealFile && {
      [`${folder}/Seal.esl`]: draft.sealFile === 'the same' ? seal : makeSeal(utf8('another')).value,
    }),
  };
}

/** The file, stored without compression unless asked. */
export function ofdOf(parts: Parts, level: 0 | 6 = 0): Uint8Array {
  const files = Object.fromEntries(Object.entries(parts).map(([path, content]) => [path, bytesOf(content)]));
  return zipSync(files, { level, mtime: '2026-03-04' });
}
