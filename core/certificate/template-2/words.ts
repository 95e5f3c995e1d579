/**
 * Every fixed word of page template 2, Chinese beside English. Changing one changes the bytes of certificates: allowed
 * until version 0.2.0 is released, with new goldens (docs/certificate-format.md, "Templates").
 */
import type { EvidenceFiles } from '../../formats/evidence.ts';
import type { FixedCharacters } from '../drawing/fonts.ts';
import { type Words, words } from '../drawing/words.ts';

/** Set in bold. */
export const HEADINGS = {
  title: words('存证证书', 'Certificate of Digital Evidence'),
  provisionalTitle: words('存证证书（临时）', 'Provisional Certificate of Digital Evidence'),
  file: words('文件', 'File'),
  stated: words('由持有人陈述，未经核实', 'Stated by the holder, not checked'),
  times: words('时间', 'Times, each with its source'),
  vouchers: words('谁作证', 'Who vouches'),
  checkpoint: words('检查点', 'Checkpoint of the log'),
  check: words('如何核验', 'How to check it'),
  proves: words('证明什么，不证明什么', 'What it proves and what it does not'),
  attached: words('附件与未披露项', 'Attached and withheld'),
  onlyIssuer: words('仅出具方自身', 'only the issuer itself'),
  chainMembers: words('出具方，以及链上成员', 'the issuer, and members of the chain'),
  authorities: words('出具方，以及时间戳机构', 'the issuer, and a time-stamping authority'),
  chainAndAuthorities: words(
    '出具方、链上成员，以及时间戳机构',
    'the issuer, chain members, a time-stamping authority',
  ),
  unknownSigners: words('出具方，以及下列见证密钥', 'the issuer, and the witness keys below'),
  provisional: words('临时证书：已封存，尚未获得确认', 'Provisional: sealed, not yet confirmed'),
} as const satisfies Record<string, Words>;

/** Labels of rows. */
export const LABELS = {
  number: words('证书编号', 'Certificate no.'),
  record: words('存证编号', 'Record id'),
  supersedes: words('取代记录', 'Replaces record'),
  fileName: words('文件名称', 'File name'),
  size: words('大小', 'Size'),
  pages: words('页数', 'Pages'),
  digest: words('完整哈希 SHA-256', 'Full digest'),
  sm3: words('完整哈希 SM3', 'Full digest'),
  holder: words('存证主体', 'Holder'),
  holderId: words('主体证件号', 'Id of holder'),
  operator: words('经办人', 'Operator'),
  title: words('标题', 'Title'),
  kind: words('类型', 'Kind'),
  docNumber: words('文件编号', 'Number'),
  parties: words('各方', 'Parties'),
  date: words('文件日期', 'Date of the file'),
  money: words('金额', 'Amount'),
  obtained: words('取得方式', 'How obtained'),
  note: words('备注', 'Note'),
  software: words('软件版本', 'Software'),
  deviceTime: words('设备时间', 'Device clock'),
  witnessTime: words('见证时间', 'Witness time'),
  chainTime: words('上链时间', 'Chain time'),
  timestamp: words('可信时间戳', 'Trusted time'),
  vouchers: words('作证者', 'Vouched for by'),
  logKey: words('日志密钥指纹', 'Log key'),
  ownWitness: words('自有见证密钥', 'Its own witness'),
  otherWitness: words('见证密钥', 'Witness key'),
  members: words('链上成员签名', 'Signed by'),
  registeredAs: words('链上登记主体', 'Registered as'),
  chain: words('链', 'Chain'),
  height: words('区块高度', 'Block height'),
  block: words('区块哈希', 'Block hash'),
  transaction: words('交易哈希', 'Transaction'),
  authority: words('时间戳机构', 'Time stamp by'),
  token: words('时间戳令牌', 'Time-stamp token'),
  origin: words('日志来源', 'Origin'),
  leaf: words('叶子序号 / 树大小', 'Index / size'),
  leafHash: words('叶子哈希', 'Leaf hash'),
  root: words('默克尔根', 'Merkle root'),
  attachments: words('附件', 'Attached files'),
  withheld: words('未披露', 'Withheld'),
} as const satisfies Record<string, Words>;

/** Sentences and values. */
export const TEXTS = {
  callsItself: words('（自称）', '(calls itself so)'),
  none: words('未填写', 'not stated'),
  withheld: words('未披露', 'withheld'),
  allDisclosed: words('无，全部事项均已披露', 'nothing: every fact is disclosed'),
  noneCarried: words('未附带', 'none carried'),
  bytes: words('字节', 'bytes'),
  synchronised: words('设备自报；系统报告时钟已同步', 'as the device says; its system reports a synchronised clock'),
  clockUnknown: words('设备自报；时钟是否同步未知', 'as the device says; not known to be synchronised'),
  ownWitnessTime: words('出具方自有见证签名中的时间', "from the verified signature of this desk's own witness"),
  otherWitnessTime: words('见证密钥签名中的时间', 'from the verified signature of the witness key'),
  onlyIssuer: words(
    '下列签名与时间均出自出具方，尚无独立方确认。',
    'Signatures and times are its own; no independent party confirmed them.',
  ),
  unknownSigners: words(
    '本文件不能证明见证密钥归谁所有，请以可信的信任根文件核对。',
    'This document cannot prove whose the witness keys are: check them with a trust file.',
  ),
  compareKey: words('请与本文件之外的来源核对此指纹。', 'Compare it with a source other than this document.'),
  laterKey: words(
    '不是该日志的首个密钥：须由信任根文件指明。',
    'Not the first key of this log: a trust file must name it.',
  ),
  chainMembers: words(
    '名称引自链上登记；密钥实际归谁所有，以可信的信任根文件为准。',
    "Names are the chain's own registry's; whose the keys are is said by a trust file, not by this page.",
  ),
  chainTime: words(
    '已核验的成员投票时间，按投票权取中位数',
    "median, by voting power, of the times in the members' verified votes",
  ),
  stampTime: words('已核验的时间戳令牌中的时间', 'from the verified time-stamp token'),
  accuracy: words('误差不超过', 'accurate to'),
  seconds: words('秒', 's'),
  authorities: words(
    '名称引自时间戳令牌；该机构是否可信，以可信的信任根文件为准。',
    "The name is the token's own; whether to trust the authority is said by a trust file, not by this page.",
  ),
  serial: words('序列号', 'serial no.'),
  policy: words('策略', 'policy'),
  signed: words('已签', 'signed'),
  ofAll: words('共', 'of'),
  needed: words('须', 'needed'),
  testNetwork: words('测试网络', 'test network'),
  pendingChain: words('等待确认的链', 'Waiting for'),
  deadline: words('预计不迟于', 'expected by'),
  replaced: words('请向出具方索取最终证书。', 'Ask the issuer for the final certificate.'),
} as const satisfies Record<string, Words>;

/** Kinds with a name in both languages. */
export const KINDS: Readonly<Record<string, Words>> = {
  contract: words('合同', 'contract'),
  invoice: words('发票', 'invoice'),
  receipt: words('收据', 'receipt'),
  statement: words('对账单', 'statement'),
  report: words('报告', 'report'),
  scan: words('扫描件', 'scan'),
  other: words('其他', 'other'),
};

/** Names of facts for the list of what is withheld. */
export const FACT_WORDS: Readonly<Record<string, Words>> = {
  holder: LABELS.holder,
  holderId: words('主体证件号全文', 'full id of holder'),
  holderIdMasked: words('主体证件号', 'masked id of holder'),
  operator: LABELS.operator,
  title: LABELS.title,
  fileName: LABELS.fileName,
  kind: LABELS.kind,
  number: LABELS.docNumber,
  parties: LABELS.parties,
  date: LABELS.date,
  money: LABELS.money,
  obtained: LABELS.obtained,
  note: LABELS.note,
  pages: LABELS.pages,
  software: LABELS.software,
  links: words('关联记录', 'links'),
  fingerprints: words('分部摘要', 'digests of parts'),
};

/** Three steps for anybody. */
export const STEPS: readonly Words[] = [
  words(
    '保留收到的原文件与本证书，勿转换、勿另存。',
    'Keep the file and this PDF as received; do not convert or re-save.',
  ),
  words(
    '在存证台“核验”页放入两者，或用独立核验页；无需联网。',
    'Drop both on Verify in Notary Desk, or on the checker page; offline.',
  ),
  words('将日志密钥指纹与出具方另行公布的核对。', 'Compare the log key with what the issuer publishes elsewhere.'),
];

/** For an expert, without our program; test/foreign/pdf-commands.test.ts runs them as they stand here. */
export const COMMANDS: readonly string[] = [
  'pdfdetach -saveall CERTIFICATE.pdf',
  'openssl dgst -sha256 FILE',
  "(printf '\\0'; cat record.json) | openssl dgst -sha256",
];
/** What the commands for an expert print. */
export const COMMAND_NOTE = words('依次得出附件、完整哈希、叶子哈希。', 'They give attachments, digest, leaf hash.');

/** What a certificate proves, and what not. */
export const PROVES: readonly Words[] = [
  words(
    '证明：该哈希值所指的文件在签名时间之前已存在。',
    'Proves: a file with this digest existed by the signed time.',
  ),
  words(
    '不证明：内容真实、陈述属实、签署人身份。',
    'Does not prove: that the contents or statements are true, or who signed.',
  ),
  words('日后的更正不会显示在本证书上。', 'Later corrections do not show on it.'),
];
/** The same for one that only the issuer signed. */
export const PROVES_SELF = words(
  '签名时间出自出具方，证明力以对其信任为限。',
  "The signed time is the issuer's own and worth as much as your trust in it.",
);

/** Foot of each page. */
export const FOOT = {
  page: (page: number, of: number): Words => words(`第 ${page} 页，共 ${of} 页`, `page ${page} of ${of}`),
  template: (template: number): Words => words(`版式 ${template}`, `template ${template}`),
} as const;

/** What is said about each attached file. */
export const DESCRIPTIONS: Readonly<Record<keyof EvidenceFiles, string>> = {
  record: 'The record: the leaf of the log',
  evidence: 'Disclosed facts, verifier keys and anchors',
  proof: 'Inclusion proof and signed checkpoint (c2sp.org/tlog-proof)',
};

const joined = (list: readonly Words[]) => list.map(({ zh, en }) => zh + en).join('');

/** The characters of the words: what the fixed parts of the fonts hold. */
export const FIXED_CHARACTERS: FixedCharacters = {
  regular: [
    ...[LABELS, TEXTS, KINDS, FACT_WORDS, HEADINGS].map((table) => joined(Object.values(table))),
    ...[STEPS, PROVES, [COMMAND_NOTE, PROVES_SELF, FOOT.page(1, 1), FOOT.template(1)]].map(joined),
    '“”‘’（）《》、，。：；·—…－①②③④⑤⑥',
  ].join(''),
  bold: joined(Object.values(HEADINGS)),
};
