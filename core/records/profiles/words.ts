/** Names of the profiles and their facts. A name that several profiles have is called the same in each. */
import { documentWords } from '../document-words.ts';
import type { FactName } from '../facts.ts';
import type { KindWords } from '../kind.ts';
import type { ProfileFactName, ProfileName, Scheme } from './facts.ts';

interface ProfileWords {
  readonly names: Readonly<Record<ProfileName, string>>;
  readonly facts: Readonly<Record<ProfileFactName, string>>;
  /** Facts of every document that a profile has a better word for. */
  readonly instead: Readonly<Partial<Record<ProfileName, Readonly<Partial<Record<FactName, string>>>>>>;
  readonly schemes: Readonly<Record<Scheme, string>>;
}

const WORDS: Readonly<Record<'zh' | 'en', ProfileWords>> = {
  zh: {
    names: { invoice: '发票', delivery: '送货单', payment: '付款凭证', 'warehouse-receipt': '仓单' },
    facts: {
      scheme: '发票制式',
      code: '发票代码或类型',
      seller: '销售方',
      sellerId: '销售方税号',
      buyer: '购买方',
      buyerId: '购买方税号',
      net: '不含税金额',
      tax: '税额',
      due: '付款到期日',
      credits: '所冲销的发票',
      receivable: '应收账款标识',
      sender: '发货方',
      receiver: '收货方',
      goods: '货物',
      quantity: '数量',
      unit: '计量单位',
      carrier: '承运人',
      payer: '付款方',
      payee: '收款方',
      reference: '付款附言',
      keeper: '保管人',
      keeperId: '保管人证件号',
      depositor: '存货人',
      quality: '质量',
      place: '储存场所',
      validUntil: '有效期至',
      goodsTitle: '货权标识',
      read: '读自文件的事项',
    },
    instead: {
      invoice: { number: '发票号码', money: '价税合计', date: '开票日期' },
      payment: { date: '付款日期' },
      'warehouse-receipt': { number: '仓单编号' },
    },
    schemes: {
      'cn-20': '数电发票（20 位号码）',
      'cn-legacy': '带发票代码的发票',
      en16931: 'EN 16931（欧洲标准）',
      'pl-ksef': 'KSeF（波兰）',
      'it-sdi': 'SdI（意大利）',
      other: '其他',
    },
  },
  en: {
    names: {
      invoice: 'Invoice',
      delivery: 'Delivery note',
      payment: 'Payment',
      'warehouse-receipt': 'Warehouse receipt',
    },
    facts: {
      scheme: 'Scheme',
      code: 'Invoice code or type',
      seller: 'Seller',
      sellerId: 'Tax id of the seller',
      buyer: 'Buyer',
      buyerId: 'Tax id of the buyer',
      net: 'Net amount',
      tax: 'Tax',
      due: 'Due date',
      credits: 'Takes back invoice',
      receivable: 'Token of the receivable',
      sender: 'Sender',
      receiver: 'Receiver',
      goods: 'Goods',
      quantity: 'Quantity',
      unit: 'Unit',
      carrier: 'Carrier',
      payer: 'Payer',
      payee: 'Payee',
      reference: 'Payment reference',
      keeper: 'Warehouse keeper',
      keeperId: 'Id of the keeper',
      depositor: 'Depositor',
      quality: 'Quality',
      place: 'Place of storage',
      validUntil: 'Valid until',
      goodsTitle: 'Title to the goods',
      read: 'Read from the document',
    },
    instead: {
      invoice: { number: 'Invoice number', money: 'Amount with tax', date: 'Date of the invoice' },
      payment: { date: 'Date of the payment' },
      'warehouse-receipt': { number: 'Number of the receipt' },
    },
    schemes: {
      'cn-20': 'China, fully digital (20 digits)',
      'cn-legacy': 'China, with invoice code',
      en16931: 'EN 16931 (European norm)',
      'pl-ksef': 'KSeF (Poland)',
      'it-sdi': 'SdI (Italy)',
      other: 'Other',
    },
  },
};

/** The words of a profile, whose facts have these names. */
export function profileWords(language: 'zh' | 'en', profile: ProfileName, facts: readonly string[]): KindWords {
  const words = WORDS[language];
  const labels: Readonly<Record<string, string>> = {
    ...documentWords[language].facts,
    ...words.facts,
    ...words.instead[profile],
  };
  return { name: words.names[profile], facts: Object.fromEntries(facts.map((name) => [name, labels[name] ?? name])) };
}

/** What each scheme is called. */
export const schemeWords = (language: 'zh' | 'en'): Readonly<Record<Scheme, string>> => WORDS[language].schemes;

/** What the facts that only profiles have are called. */
export const profileFactWords = (language: 'zh' | 'en'): Readonly<Record<ProfileFactName, string>> =>
  WORDS[language].facts;
