/** What links are called. */
import type { LinkRel } from './links.ts';

/** A link in words of one language. */
export interface LinkWords {
  /** What the other record is to this one, for choices and the heads of lists. */
  readonly rels: Readonly<Record<LinkRel, string>>;
  /** The same as the end of a sentence: "refers to that one as its order". */
  readonly refersTo: Readonly<Record<LinkRel, string>>;
  /** Of a record in the list of those that refer to this one. */
  readonly referredAs: Readonly<Record<LinkRel, string>>;
  /** Of links that this program does not understand. */
  readonly other: string;
}

const EN = {
  rels: {
    order: 'Order',
    contract: 'Contract',
    despatch: 'Despatch advice',
    delivery: 'Delivery note',
    receipt: 'Receipt of the goods',
    invoice: 'Invoice',
    'credit-of': 'Invoice that this takes back',
    payment: 'Payment',
    'part-of': 'What this is a part of',
    amends: 'Record that this amends',
    about: 'What this is about',
  },
  refersTo: {
    order: 'refers to that record as its order',
    contract: 'refers to that record as its contract',
    despatch: 'refers to that record as its despatch advice',
    delivery: 'refers to that record as its delivery note',
    receipt: 'refers to that record as its receipt of the goods',
    invoice: 'refers to that record as its invoice',
    'credit-of': 'takes back the invoice in that record',
    payment: 'refers to that record as its payment',
    'part-of': 'says that it is a part of that record',
    amends: 'amends that record',
    about: 'is about that record',
  },
  referredAs: {
    order: 'As its order',
    contract: 'As its contract',
    despatch: 'As its despatch advice',
    delivery: 'As its delivery note',
    receipt: 'As its receipt',
    invoice: 'As its invoice',
    'credit-of': 'Takes it back',
    payment: 'As its payment',
    'part-of': 'Is a part of it',
    amends: 'Amends it',
    about: 'Is about it',
  },
  other: 'links of a later version, which this program does not understand',
} as const;

const ZH = {
  rels: {
    order: '订单',
    contract: '合同',
    despatch: '发货通知',
    delivery: '送货单',
    receipt: '收货凭证',
    invoice: '发票',
    'credit-of': '所冲销的发票',
    payment: '付款凭证',
    'part-of': '所属的整体',
    amends: '所更正的记录',
    about: '所涉及的记录',
  },
  refersTo: {
    order: '以该记录为其订单',
    contract: '以该记录为其合同',
    despatch: '以该记录为其发货通知',
    delivery: '以该记录为其送货单',
    receipt: '以该记录为其收货凭证',
    invoice: '以该记录为其发票',
    'credit-of': '冲销该记录中的发票',
    payment: '以该记录为其付款凭证',
    'part-of': '称其为该记录的一部分',
    amends: '更正该记录',
    about: '涉及该记录',
  },
  referredAs: {
    order: '以其为订单',
    contract: '以其为合同',
    despatch: '以其为发货通知',
    delivery: '以其为送货单',
    receipt: '以其为收货凭证',
    invoice: '以其为发票',
    'credit-of': '冲销它',
    payment: '以其为付款凭证',
    'part-of': '是它的一部分',
    amends: '更正它',
    about: '涉及它',
  },
  other: '较新版本的关联记录，本程序无法理解',
} as const;

const WORDS: Readonly<Record<'zh' | 'en', LinkWords>> = { zh: ZH, en: EN };

/** The words for links. */
export const linkWords = (language: 'zh' | 'en'): LinkWords => WORDS[language];
