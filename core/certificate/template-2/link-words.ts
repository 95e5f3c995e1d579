/** The fixed words of page template 2 for links, Chinese beside English; the rule is that of words.ts. */
import { type Words, words } from '../drawing/words.ts';

/** What the other record is to this one. */
export const LINK_RELS: Readonly<Record<string, Words>> = {
  order: words('订单', 'order'),
  contract: words('合同', 'contract'),
  despatch: words('发货通知', 'despatch advice'),
  delivery: words('送货单', 'delivery note'),
  receipt: words('收货凭证', 'receipt of the goods'),
  invoice: words('发票', 'invoice'),
  'credit-of': words('所冲销的发票', 'invoice taken back'),
  payment: words('付款凭证', 'payment'),
  'part-of': words('所属的整体', 'part of'),
  amends: words('所更正的记录', 'amended record'),
  about: words('所涉及的记录', 'about'),
};

/** What is said of links: no more than a hash shows. */
export const LINK_TEXTS = {
  label: words('关联记录', 'Refers to'),
  sameLog: words('本日志', 'in this log'),
  otherLog: words('另一日志', 'in another log'),
  knew: words(
    '以条目哈希值指明；本记录封存时已知该记录，此外不证明其他。',
    'Named by leaf hash: this record knew that one when it was sealed. No more is proven.',
  ),
  other: words('较新版本的内容，见附件', 'of a later version, see evidence.json'),
} as const satisfies Record<string, Words>;
