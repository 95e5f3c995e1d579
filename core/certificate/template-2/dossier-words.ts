/**
 * The fixed words of page template 2 for dossiers, Chinese beside English; the rule is that of words.ts. They are set like the
 * texts of facts, so that certificates of other records carry no letters for them.
 */
import { type Words, words } from '../drawing/words.ts';

/** Set in bold. */
export const DOSSIER_HEADINGS = {
  lists: words('卷宗内容', 'What is in the dossier'),
  rule: words('入卷规则（由存证主体陈述）', 'Rule, as the holder states it'),
  totals: words('合计', 'Totals'),
  opened: words('公开的各项', 'Items that are shown'),
} as const satisfies Record<string, Words>;

/** Labels of rows and heads of columns. */
export const DOSSIER_LABELS = {
  items: words('项数', 'Items'),
  credits: words('红字（贷项）', 'Credit notes'),
  itemsRoot: words('各项默克尔根', 'Root of items'),
  creditsRoot: words('贷项默克尔根', 'Root of credits'),
  list: words('清单', 'List'),
  eachItem: words('各项', 'Items'),
  eachCredit: words('红字（贷项）', 'Credit notes'),
  count: words('笔数', 'Items'),
  amount: words('金额', 'Amount'),
  rule: words('规则', 'Rule'),
  cutOff: words('基准日', 'Cut-off date'),
  filter: words('筛选条件', 'Filter'),
  place: words('第几项', 'Place'),
  number: words('编号或标题', 'Number or title'),
  day: words('日期', 'Date'),
  sample: words('抽样', 'Sample'),
  absent: words('表明不在卷内', 'Shown to be missing'),
  saidAbsent: words('出具方称不在卷内', 'Said to be missing'),
  list1: words('完整清单', 'All items'),
} as const satisfies Record<string, Words>;

/** Sentences and values. */
export const DOSSIER_TEXTS = {
  named: (title: string, count: string): Words =>
    words(`卷宗“${title}”（${count} 项）`, `the dossier “${title}” (${count} items)`),
  unnamed: (count: string): Words => words(`一份 ${count} 项的卷宗`, `a dossier of ${count} items`),
  sorted: words(
    '各项按其记录的条目哈希值排序，同一记录不会出现两次。',
    'Items stand in the order of their leaf hashes; no record is there twice.',
  ),
  listed: words('附于 items.json，可据以核对笔数与合计', 'attached as items.json: count and totals can be recomputed'),
  notListed: words(
    '未附；没有 items.json 时，笔数与合计只是存证主体的陈述',
    'not attached: without items.json the totals are a statement of the holder',
  ),
  totals: words(
    '金额以承诺隐藏，合计可由各项的承诺核对，无需逐笔金额。',
    'Amounts are hidden by commitments; whoever has all items checks the totals without a single amount.',
  ),
  noTotals: words('没有一项载明金额', 'no item states an amount'),
  hidden: words('金额未公开', 'amount not shown'),
  none: words('没有金额', 'no amount'),
  more: (count: string): Words => words(`另有 ${count} 项见 openings.json`, `${count} more items are in openings.json`),
  opened: words(
    '各项自有结论：核验时逐一给出。',
    'Each shown item has a verdict of its own, given when the certificate is checked.',
  ),
  sample: (size: string, count: string, seed: string): Words =>
    words(`由种子“${seed}”从 ${count} 项中抽出 ${size} 项`, `${size} of ${count} drawn by the seed “${seed}”`),
  absent: (count: string): Words => words(`${count} 条记录`, count === '1' ? '1 record' : `${count} records`),
} as const;

/** Three steps for anybody who has the certificate of a dossier. */
export const DOSSIER_STEPS: readonly Words[] = [
  words('保留收到的本证书，勿转换、勿另存。', 'Keep this PDF as received; do not convert or re-save.'),
  words(
    '在存证台“核验”页放入本证书，或用独立核验页；无需联网。',
    'Drop it on Verify in Notary Desk, or on the checker page; offline.',
  ),
  words('将日志密钥指纹与出具方另行公布的核对。', 'Compare the log key with what the issuer publishes elsewhere.'),
];

/** For an expert, without our program. */
export const DOSSIER_COMMANDS: readonly string[] = [
  'pdfdetach -saveall CERTIFICATE.pdf',
  "(printf '\\0'; cat record.json) | openssl dgst -sha256",
];
/** What the commands print. */
export const DOSSIER_PRINT = words('依次得出附件、条目哈希值。', 'They give attachments, leaf hash.');

/** What the certificate of a dossier proves, and what not. */
export const DOSSIER_PROVES: readonly Words[] = [
  words(
    '证明：该卷宗在签名时间之前已确定，项数与各项不能再改。',
    'Proves: the dossier was settled by the signed time; neither their number nor the items can change.',
  ),
  words(
    '不证明：符合规则的记录均已收入，隐藏的金额属实，各项所载内容属实。',
    'Does not prove: that nothing was left out, that hidden amounts are honest, or that the contents are true.',
  ),
  words('日后的更正不会显示在本证书上。', 'Later corrections do not show on it.'),
];
