/**
 * Words in names of files that say of what sort a document is, or what was done with it, and not which one it is. A name of
 * nothing but these, numbers and signs is no title: `invoice.xml`, `扫描件 2.pdf`, `Rechnung_2026-0042.pdf`.
 */

const LATIN: ReadonlySet<string> = new Set(
  [
    // sorts
    'invoice invoices inv bill rechnung facture fattura faktura dzfp contract contracts agreement vertrag contrat',
    'receipt receipts quittung statement statements report reports bericht order orders po voucher',
    // files
    'document documents doc docs dokument file files datei attachment attachments page pages pdf ocr',
    'scan scans scanned scanner img image images photo photos pic picture pictures screenshot',
    // what was done with it
    'final draft entwurf new neu copy kopie signed untitled unnamed version ver rev',
    // what stands beside a number
    'no nr number rmb cny eur usd hkd',
  ]
    .join(' ')
    .split(' '),
);

/** Longer ones first, so that none is cut by a shorter one. */
const HAN = [
  // sorts
  '增值税 数电票 电子 专用 普通 发票 發票 专票 普票 合同 协议书 协议 協議 合约 合約 收据 收據 对账单 對賬單 对帐单 账单 流水',
  '报告 報告 订单 单据 凭证',
  // files
  '文件 文档 文檔 资料 材料 附件 扫描件 扫描 掃描 复印件 原件 图片 照片 截图 截屏',
  // what was done with it
  '新建 未命名 副本 复件 最终版 终稿 定稿 初稿 草稿 盖章版 签字版 电子版 扫描版',
  // what stands beside a number
  '编号 編號 号码 號碼 人民币 美元 欧元 港币 港元 万元 亿元',
]
  .join(' ')
  .split(' ')
  .toSorted((a, b) => b.length - a.length);
const HAN_WORDS = new RegExp(HAN.join('|'), 'gu');

/** Two characters of Chinese, or three letters in a row: less is a sign or an abbreviation. */
const WORD = /\p{Script=Han}{2}|\p{L}{3}/u;

/** Whether something is left of a name that tells its document from others: a word that is not generic. */
export function saysWhich(name: string): boolean {
  const words = name.replace(HAN_WORDS, ' ').split(/[^\p{L}]+/u);
  return words.some((word) => !LATIN.has(word.toLowerCase()) && WORD.test(word));
}
