/** The words of a match of documents, in both languages. */

import { documentWords } from '../records/document-words.ts';
import { profileFactWords } from '../records/profiles/words.ts';
import type { Grouping, MatchGroup } from '../trace/match/groups.ts';
import type { Finding, Lack, Said } from '../trace/match/match.ts';
import type { Role } from '../trace/match/roles.ts';
import type { RuleName, RuleSetName } from '../trace/match/rules.ts';
import type { MatchStatement, StatedGroup } from '../trace/match/statement.ts';
import { countsOf, verdictOf } from '../trace/match/verdict.ts';
import { thousands } from './format.ts';
import type { Language } from './types.ts';

/** What a match says in one language. */
export interface MatchWords {
  readonly sets: Readonly<Record<RuleSetName, string>>;
  readonly roles: Readonly<Record<Role, string>>;
  readonly states: Readonly<Record<Finding['state'], string>>;
  /** Each rule as a sentence that holds where it passed. */
  readonly rules: Readonly<Record<RuleName, string>>;
  readonly columns: Readonly<
    Record<
      'group' | 'rule' | 'state' | 'by' | 'said' | 'lacks' | 'note' | 'role' | 'fact' | 'value' | 'record' | 'document',
      string
    >
  >;
  readonly sheets: Readonly<Record<'findings' | 'documents', string>>;
  readonly groupings: Readonly<Record<Grouping, string>>;
  /** Of the row that is the whole trade, not one rule. */
  readonly whole: string;
  readonly onlyNames: string;
  /** Under every result. */
  readonly whatItIs: string;
  /** By how much: `CNY 20.00 too much`. */
  by(by: NonNullable<Finding['by']>): string;
  /** What a fact is called. */
  fact(name: string): string;
  said(p: { readonly fact: string; readonly value: string; readonly who: string }): string;
  lack(lack: Lack, document: string): string;
  /** A record whose role nobody has said. */
  leftOut(document: string): string;
  /** An older version that was chosen too. */
  replaced(p: { readonly old: string; readonly by: string }): string;
  counts(p: Readonly<Record<Finding['state'], number>>): string;
  /** Of several trades: how many came to what. */
  trades(p: Readonly<Record<Finding['state'], number>>): string;
}

const FACTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  zh: { ...profileFactWords('zh'), ...documentWords.zh.facts },
  en: { ...profileFactWords('en'), ...documentWords.en.facts },
};

/** A currency stands before its amount, any other unit behind. */
const sized = (size: string, unit: string) =>
  (/^[A-Z]{3}$/.test(unit) ? [unit, size] : [size, unit]).filter((part) => part !== '').join(' ');

const en: MatchWords = {
  sets: { 'four-flow': 'Four-flow match', 'three-way': 'Three-way match' },
  roles: {
    order: 'Order',
    contract: 'Contract',
    delivery: 'Delivery note',
    receipt: 'Receipt of goods',
    invoice: 'Invoice',
    credit: 'Credit note',
    payment: 'Payment',
  },
  states: { pass: 'passed', differs: 'differs', missing: 'missing' },
  rules: {
    'contract-there': 'A contract or an order is there',
    'goods-there': 'A delivery note or a receipt of the goods is there',
    'invoice-there': 'An invoice is there',
    'payment-there': 'A payment is there',
    'order-there': 'An order or a contract is there',
    'invoices-once': 'No invoice is there twice',
    'seller-in-contract': 'The seller of the invoices is a party of the contract',
    'buyer-in-contract': 'The buyer of the invoices is a party of the contract',
    'seller-in-order': 'The seller of the invoices is a party of the order',
    'buyer-in-order': 'The buyer of the invoices is a party of the order',
    'payee-is-seller': 'The payee is the seller',
    'payer-is-buyer': 'The payer is the buyer',
    'sender-is-seller': 'The sender of the goods is the seller',
    'receiver-is-buyer': 'The receiver of the goods is the buyer',
    'same-currency': 'All amounts are in one currency',
    'invoices-within-contract': 'The invoices, less credit notes, are not more than the contract',
    'invoices-as-ordered': 'The invoices, less credit notes, are what was ordered',
    'payments-within-invoices': 'The payments are not more than the invoices, less credit notes',
    'quantity-received': 'What was received is what was delivered',
    'invoice-after-contract': 'No invoice is dated before the contract',
    'invoice-after-order': 'No invoice is dated before the order',
    'delivered-by-invoice': 'No delivery is dated after the last invoice',
    'received-by-invoice': 'No receipt of goods is dated after the last invoice',
  },
  columns: {
    group: 'Trade',
    rule: 'Rule',
    state: 'State',
    by: 'By how much',
    said: 'What the documents state',
    lacks: 'What is missing',
    note: 'Note',
    role: 'Document',
    fact: 'Fact',
    value: 'Value',
    record: 'Record',
    document: 'Name',
  },
  sheets: { findings: 'Match', documents: 'Documents' },
  groupings: { one: 'As one trade', order: 'By order', contract: 'By contract' },
  whole: 'The whole trade',
  onlyNames: 'compared by name only',
  whatItIs:
    'A comparison of what these documents state, made by this desk at this time. It does not show that what they state is true. Notes are what a person wrote; no rule looks at them.',
  by: ({ amount, unit }) => {
    if (unit === 'days') return `${amount} ${amount === '1' ? 'day' : 'days'} too late`;
    const size = thousands(amount.replace('-', ''));
    return `${sized(size, unit)} ${amount.startsWith('-') ? 'too little' : 'too much'}`;
  },
  fact: (name) => FACTS.en[name] ?? name,
  said: ({ fact, value, who }) => `${fact}: ${value} (${who})`,
  lack: ({ role, record, fact }, document) =>
    record === null
      ? `no ${en.roles[role].toLowerCase()}`
      : fact === null
        ? `${en.roles[role]} ${document}: a link names it, and what it states is not here`
        : `${en.roles[role]} ${document}: ${en.fact(fact)} not stated`,
  leftOut: (document) => `Not compared: ${document} does not say what it is in a trade.`,
  replaced: ({ old, by }) => `Not compared: ${old} was replaced; its newer version counts, ${by}.`,
  counts: ({ pass, differs, missing }) =>
    `${differs} ${differs === 1 ? 'differs' : 'differ'}, ${missing} missing, ${pass} passed`,
  trades: ({ pass, differs, missing }) =>
    `${pass + differs + missing} trades: ${differs} ${differs === 1 ? 'differs' : 'differ'}, ${missing} ${missing === 1 ? 'has' : 'have'} something missing, ${pass} passed`,
};

const zh: MatchWords = {
  sets: { 'four-flow': '四流合一核对', 'three-way': '三单匹配' },
  roles: {
    order: '订单',
    contract: '合同',
    delivery: '送货单',
    receipt: '收货凭证',
    invoice: '发票',
    credit: '红字发票',
    payment: '付款凭证',
  },
  states: { pass: '相符', differs: '不符', missing: '缺失' },
  rules: {
    'contract-there': '有合同或订单',
    'goods-there': '有送货单或收货凭证',
    'invoice-there': '有发票',
    'payment-there': '有付款凭证',
    'order-there': '有订单或合同',
    'invoices-once': '没有重复的发票',
    'seller-in-contract': '发票销售方是合同的当事方',
    'buyer-in-contract': '发票购买方是合同的当事方',
    'seller-in-order': '发票销售方是订单的当事方',
    'buyer-in-order': '发票购买方是订单的当事方',
    'payee-is-seller': '收款方就是销售方',
    'payer-is-buyer': '付款方就是购买方',
    'sender-is-seller': '发货方就是销售方',
    'receiver-is-buyer': '收货方就是购买方',
    'same-currency': '所有金额为同一币种',
    'invoices-within-contract': '发票合计（已减红字发票）不超过合同金额',
    'invoices-as-ordered': '发票合计（已减红字发票）与订单金额一致',
    'payments-within-invoices': '付款合计不超过发票合计（已减红字发票）',
    'quantity-received': '收货数量与送货数量一致',
    'invoice-after-contract': '没有发票早于合同日期',
    'invoice-after-order': '没有发票早于订单日期',
    'delivered-by-invoice': '没有送货晚于最后一张发票',
    'received-by-invoice': '没有收货晚于最后一张发票',
  },
  columns: {
    group: '交易',
    rule: '规则',
    state: '结果',
    by: '相差',
    said: '文件所载',
    lacks: '缺少',
    note: '备注',
    role: '文件',
    fact: '事项',
    value: '内容',
    record: '存证编号',
    document: '名称',
  },
  sheets: { findings: '核对结果', documents: '文件' },
  groupings: { one: '作为一笔交易', order: '按订单', contract: '按合同' },
  whole: '整笔交易',
  onlyNames: '仅按名称比对',
  whatItIs: '这是本存证台在此时间对这些文件所载内容的比对，不说明所载内容属实。备注由人填写，不参与比对。',
  by: ({ amount, unit }) => {
    if (unit === 'days') return `晚 ${amount} 天`;
    const size = thousands(amount.replace('-', ''));
    return `${amount.startsWith('-') ? '少' : '多'} ${sized(size, unit)}`;
  },
  fact: (name) => FACTS.zh[name] ?? name,
  said: ({ fact, value, who }) => `${fact}：${value}（${who}）`,
  lack: ({ role, record, fact }, document) =>
    record === null
      ? `没有${zh.roles[role]}`
      : fact === null
        ? `${zh.roles[role]} ${document}：有关联指向它，但这里没有其内容`
        : `${zh.roles[role]} ${document}：未填写${zh.fact(fact)}`,
  leftOut: (document) => `未比对：${document} 没有说明它在交易中是什么文件。`,
  replaced: ({ old, by }) => `未比对：${old} 已被取代，以较新的版本 ${by} 为准。`,
  counts: ({ pass, differs, missing }) => `${differs} 项不符，${missing} 项缺失，${pass} 项相符`,
  trades: ({ pass, differs, missing }) =>
    `共 ${pass + differs + missing} 笔交易：${differs} 笔不符，${missing} 笔有缺失，${pass} 笔相符`,
};

const matchWords: Readonly<Record<Language, MatchWords>> = { zh, en };

/** The words of a language. */
export function matchWordsFor(language: Language): MatchWords {
  return matchWords[language];
}

/** An amount as people write it; anything else as it is stated. */
const shownValue = ({ fact, value }: Said) =>
  fact === 'money' ? value.replace(/\d+(?:\.\d+)?$/, (amount) => thousands(amount)) : value;

/** A value with who states it: `Seller: A GmbH (Invoice RE-1)`. */
export function saidText(one: Said, names: Readonly<Record<string, string>>, language: Language): string {
  const { role, fact, records } = one;
  const words = matchWordsFor(language);
  const [first = '', ...others] = records.map((id) => names[id] ?? id);
  const who = `${words.roles[role]} ${first}${others.length > 0 ? ` +${others.length}` : ''}`;
  return words.said({ fact: words.fact(fact), value: shownValue(one), who });
}

/** How many trades came to what. */
export function tradesText(groups: readonly Pick<StatedGroup, 'findings'>[], language: Language): string {
  return matchWordsFor(language).trades(countsOf(groups.map(({ findings }) => ({ state: verdictOf(findings) }))));
}

/** What a trade is called by: `Order PO-0017`; empty where there is nothing in it. */
export function groupText(
  { name }: Pick<MatchGroup, 'name'>,
  { documents, notShown }: Pick<MatchStatement, 'documents' | 'notShown'>,
  names: Readonly<Record<string, string>>,
  language: Language,
): string {
  if (name === null) return '';
  const role = documents.find(({ id }) => id === name)?.role ?? notShown.find(({ record }) => record === name)?.role;
  const called = names[name] ?? `${name.slice(0, 16)}…`;
  return role === undefined ? called : `${matchWordsFor(language).roles[role]} ${called}`;
}
