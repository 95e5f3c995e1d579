/** Golden certificates of records with a profile: each label, each scheme, and what is withheld of each. */
import type { GoldenSpec } from '../../../core/certificate/golden.ts';
import { ownWitnessName } from '../../../core/formats/checkpoint.ts';
import { SCHEMES } from '../../../core/records/profiles/facts.ts';
import { DELIVERY, INVOICE, PAYMENT, WAREHOUSE_RECEIPT } from '../../../core/records/profiles/index.ts';

const OWN_WITNESS = (origin: string) => [ownWitnessName(origin)];

const SELLER = '示例科技（北京）有限公司';
const BUYER = 'Example Handels GmbH';

/** Beside those of every document. */
const OF_INVOICE: GoldenSpec['facts'] = {
  title: null,
  fileName: 'dzfp_26112000000123456789.xml',
  number: '26112000000123456789',
  parties: [SELLER, BUYER],
  money: { amount: '1446400.00', currency: 'EUR' },
  pages: null,
  scheme: 'en16931',
  code: '011002600111',
  seller: SELLER,
  sellerId: '91110000MA000000XX',
  buyer: BUYER,
  buyerId: 'DE123456789',
  net: '1280000.00',
  tax: '166400.00',
  due: '2026-03-31',
  credits: '26112000000123456788',
};

const READ_OF_INVOICE = {
  reader: 'cn-einvoice-xml',
  v: 1,
  names: [
    ...['buyer', 'buyerId', 'code', 'credits', 'date', 'due', 'money', 'net', 'number', 'parties', 'scheme', 'seller'],
    ...['sellerId', 'tax'],
  ],
};

/** An invoice numbered by this scheme, of which little is known. */
const schemed = (scheme: string): GoldenSpec => ({
  kind: INVOICE,
  facts: { holder: SELLER, fileName: 'a.xml', scheme, read: { reader: 'ubl-2.1', v: 12, names: ['scheme'] } },
  pending: false,
});

/** Golden certificates of records with a profile, by name; `facts` are those that every document may have. */
export const profileGoldens = (facts: GoldenSpec['facts']): Readonly<Record<string, GoldenSpec>> => ({
  invoice: {
    kind: INVOICE,
    facts: { ...facts, ...OF_INVOICE, read: READ_OF_INVOICE },
    pending: false,
    witnesses: OWN_WITNESS,
  },
  'invoice-stated': {
    kind: INVOICE,
    facts: { ...facts, ...OF_INVOICE, credits: null, code: null },
    withheld: ['money', 'holderId'],
    pending: false,
  },
  'invoice-in-part': {
    kind: INVOICE,
    facts: { ...facts, ...OF_INVOICE, parties: [SELLER, BUYER, 'Сторона В'], read: READ_OF_INVOICE },
    withheld: ['buyer', 'buyerId', 'parties:2'],
    pending: false,
  },
  'payment-in-part': {
    kind: PAYMENT,
    facts: { ...facts, parties: [SELLER, BUYER], payer: null, payee: null },
    withheld: ['parties:1'],
    pending: false,
    witnesses: OWN_WITNESS,
  },
  'invoice-withheld': {
    kind: INVOICE,
    facts: { ...facts, ...OF_INVOICE, read: READ_OF_INVOICE },
    withheld: INVOICE.names,
    pending: false,
  },
  ...Object.fromEntries(
    SCHEMES.filter((scheme) => scheme !== 'en16931').map((scheme) => [`invoice-${scheme}`, schemed(scheme)]),
  ),
  'nothing-stated-of-an-invoice': { kind: INVOICE, facts: {}, withheld: [], pending: false },
  delivery: {
    kind: DELIVERY,
    facts: {
      ...facts,
      title: '送货单',
      kind: null,
      number: 'DN-2026-0117',
      sender: SELLER,
      receiver: BUYER,
      goods: '离心泵 P-200',
      quantity: '1250',
      unit: '台',
      carrier: '示例物流有限公司',
      read: { reader: 'ubl-2.1', v: 1, names: ['number', 'quantity', 'receiver', 'sender', 'unit'] },
    },
    pending: false,
    witnesses: OWN_WITNESS,
  },
  'delivery-withheld': { kind: DELIVERY, facts, withheld: DELIVERY.names, pending: false },
  payment: {
    kind: PAYMENT,
    facts: { ...facts, kind: 'receipt', payer: BUYER, payee: SELLER, reference: 'RF18 5390 0754 7034' },
    pending: false,
    witnesses: OWN_WITNESS,
  },
  'nothing-stated-of-a-payment': { kind: PAYMENT, facts: {}, withheld: [], pending: false },
  'payment-withheld': { kind: PAYMENT, facts, withheld: PAYMENT.names, pending: false },
  'warehouse-receipt': {
    kind: WAREHOUSE_RECEIPT,
    facts: {
      ...facts,
      title: null,
      kind: null,
      number: 'CD-2026-0042',
      keeper: '示例仓储有限公司',
      keeperId: '91310000MA000000YY',
      depositor: SELLER,
      goods: '电解铜，A 级',
      quality: 'GB/T 467-2010，Cu-CATH-1',
      quantity: '24.985',
      unit: '吨',
      place: '上海市浦东新区示例路 8 号 3 库',
      validUntil: '2027-01-31',
    },
    pending: false,
    witnesses: OWN_WITNESS,
  },
  'warehouse-receipt-withheld': {
    kind: WAREHOUSE_RECEIPT,
    facts,
    withheld: WAREHOUSE_RECEIPT.names,
    pending: false,
  },
});
