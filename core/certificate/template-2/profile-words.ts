/** The fixed words of page template 2 for records with a profile, Chinese beside English; the rule is that of words.ts. */
import { type Words, words } from '../drawing/words.ts';

/** What a record with a profile is of. */
export const PROFILES: Readonly<Record<string, Words>> = {
  invoice: words('发票', 'invoice'),
  delivery: words('送货单', 'delivery note'),
  payment: words('付款凭证', 'payment'),
  'warehouse-receipt': words('仓单', 'warehouse receipt'),
};

/** Labels of the facts that only profiles have. */
export const PROFILE_LABELS = {
  scheme: words('发票制式', 'Scheme'),
  code: words('发票代码或类型', 'Code or type'),
  seller: words('销售方', 'Seller'),
  sellerId: words('销售方税号', 'Seller tax id'),
  buyer: words('购买方', 'Buyer'),
  buyerId: words('购买方税号', 'Buyer tax id'),
  net: words('不含税金额', 'Net amount'),
  tax: words('税额', 'Tax'),
  due: words('付款到期日', 'Due date'),
  credits: words('所冲销的发票', 'Takes back'),
  sender: words('发货方', 'Sender'),
  receiver: words('收货方', 'Receiver'),
  goods: words('货物', 'Goods'),
  quantity: words('数量', 'Quantity'),
  unit: words('计量单位', 'Unit'),
  carrier: words('承运人', 'Carrier'),
  payer: words('付款方', 'Payer'),
  payee: words('收款方', 'Payee'),
  reference: words('付款附言', 'Reference'),
  keeper: words('保管人', 'Keeper'),
  keeperId: words('保管人证件号', 'Id of keeper'),
  depositor: words('存货人', 'Depositor'),
  quality: words('质量', 'Quality'),
  place: words('储存场所', 'Stored at'),
  validUntil: words('有效期至', 'Valid until'),
} as const satisfies Record<string, Words>;

/** Of what else stands on such a page. */
export const READ_LABELS = {
  profile: words('记录种类', 'Record of'),
  gross: words('价税合计', 'With tax'),
  reader: words('读取程序', 'Reader'),
} as const satisfies Record<string, Words>;

/** What is said of facts that were read from the file: the page cannot prove that they were. */
export const READ_TEXTS = {
  again: words('据出具方称；持有文件者核验时会重新读取。', 'So says the issuer; checking reads the file again.'),
  version: words('版本', 'version'),
} as const satisfies Record<string, Words>;

/** By which rules an invoice is numbered. */
export const SCHEMES: Readonly<Record<string, Words>> = {
  'cn-20': words('数电发票', 'China, fully digital'),
  'cn-legacy': words('带代码的发票', 'China, with code'),
  en16931: words('欧洲标准', 'EN 16931'),
  'pl-ksef': words('波兰', 'KSeF'),
  'it-sdi': words('意大利', 'SdI'),
  other: words('其他', 'other'),
};

/** Names of facts for the list of what is withheld. */
export const PROFILE_FACT_WORDS: Readonly<Record<string, Words>> = {
  ...PROFILE_LABELS,
  receivable: words('应收账款标识', 'token of the receivable'),
  goodsTitle: words('货权标识', 'title to the goods'),
  read: words('读自文件的事项', 'what was read'),
};
