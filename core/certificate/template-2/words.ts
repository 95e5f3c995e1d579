/**
 * Every fixed word of page template 2, Chinese beside English. Changing one changes the bytes of certificates: allowed
 * until version 0.2.0 is released, with new goldens (docs/certificate-format.md, "Templates").
 */
import type { EvidenceFiles } from '../../formats/evidence.ts';
import type { FixedCharacters } from '../drawing/fonts.ts';
import { type Words, words } from '../drawing/words.ts';
import { LEDGER_WORDS } from './ledger-words.ts';
import { LINK_RELS, LINK_TEXTS } from './link-words.ts';
import { partlyShown, partlyWithheld } from './list-words.ts';
import { PROFILE_FACT_WORDS, PROFILES, READ_LABELS, READ_TEXTS, SCHEMES } from './profile-words.ts';
import { SEEN_LABELS, SEEN_TEXTS, seenWords } from './seen-words.ts';

/** Set in bold. */
export const HEADINGS = {
  title: words('存证证书', 'Certificate of Digital Evidence'),
  provisionalTitle: words('存证证书（临时）', 'Provisional Certificate of Digital Evidence'),
  file: words('文件', 'File'),
  stated: words('由存证主体陈述，未经核实', 'Stated by the holder, not checked'),
  read: words('据称读自文件，可重新读取核对', 'Said to be read from the file; can be read again'),
  times: words('时间', 'Times, each with its source'),
  vouchers: words('签名情况', 'Who signed'),
  checkpoint: words('检查点', 'Checkpoint of the log'),
  check: words('如何核验', 'How to check it'),
  proves: words('证明什么，不证明什么', 'What it proves and what it does not'),
  attached: words('附件与未披露项', 'Attached and withheld'),
  provisional: words('临时证书：已封存，尚未获得确认', 'Provisional: sealed, not yet confirmed'),
  furtherAwaited: words('临时证书：尚在等待另一确认', 'Provisional: a further confirmation is awaited'),
  paper: words('纸面证明', 'The proof on paper'),
} as const satisfies Record<string, Words>;

/** Labels of rows. */
export const LABELS = {
  number: words('证书编号', 'Certificate no.'),
  record: words('存证编号', 'Record id'),
  supersedes: words('取代记录', 'Replaces record'),
  fileName: words('文件名称', 'File name'),
  size: words('大小', 'Size'),
  pages: words('页数', 'Pages'),
  digest: words('哈希值 SHA-256', 'Full digest'),
  sm3: words('哈希值 SM3', 'Full digest'),
  holder: words('存证主体', 'Holder'),
  holderId: words('主体证件号', 'Id of holder'),
  operator: words('经办人', 'Operator'),
  title: words('标题', 'Title'),
  kind: words('类型', 'Kind'),
  docNumber: words('文件编号', 'Number'),
  parties: words('当事方', 'Parties'),
  date: words('文件日期', 'Date of the file'),
  money: words('金额', 'Amount'),
  obtained: words('取得方式', 'How obtained'),
  note: words('备注', 'Note'),
  software: words('软件版本', 'Software'),
  deviceTime: words('设备时间', 'Device clock'),
  witnessTime: words('见证时间', 'Witness time'),
  chainTime: words('上链时间', 'Chain time'),
  timestamp: words('可信时间戳', 'Trusted time'),
  signer: words('签名方', 'Signer'),
  key: words('密钥', 'Key'),
  signedAt: words('签名时间', 'Signed at'),
  logKey: words('日志密钥指纹', 'Log key'),
  checkCode: words('核对码', 'Check code'),
  log: words('出具方的日志', "the issuer's log"),
  ownWitness: words('出具方自有见证', "the issuer's own witness"),
  otherWitness: words('见证密钥', 'witness key'),
  registeredAs: words('链上登记主体', 'Registered as'),
  chain: words('链', 'Chain'),
  height: words('区块高度', 'Block height'),
  block: words('区块哈希值', 'Block hash'),
  transaction: words('交易哈希值', 'Transaction'),
  authority: words('时间戳机构', 'time-stamping authority'),
  token: words('时间戳令牌', 'Time-stamp token'),
  ...SEEN_LABELS,
  origin: words('日志来源', 'Origin'),
  entry: words('日志条目', 'Log entry'),
  leafHash: words('条目哈希值', 'Leaf hash'),
  root: words('默克尔根', 'Merkle root'),
  attachments: words('附件', 'Attached files'),
  withheld: words('未披露', 'Withheld'),
  partly: words('部分未披露', 'Withheld in part'),
  checker: words('核验程序', 'Checker'),
  numbered: words('以编号示出', 'Shown by number'),
} as const satisfies Record<string, Words>;

/** Sentences and values. */
export const TEXTS = {
  callsItself: words('（名称未经核实）', '(name\u00a0not\u00a0checked)'),
  none: words('未填写', 'not stated'),
  withheld: words('未披露', 'withheld'),
  allDisclosed: words('无，全部事项均已披露', 'nothing: every fact is disclosed'),
  noneCarried: words('未附带', 'none carried'),
  bytes: words('字节', 'bytes'),
  synchronised: words('设备自报；系统报告时钟已同步', 'as the device says; its system reports a synchronised clock'),
  clockUnknown: words('设备自报；时钟是否同步未知', 'as the device says; not known to be synchronised'),
  onlyIssuer: words(
    '签名与时间均出自出具方，尚无独立方确认。',
    'Signatures and times are its own; no independent party confirmed them.',
  ),
  shortKeys: words(
    '密钥以其指纹的前 16 位示出，全文见附件 evidence.json。',
    'Keys are shown by the first 16 digits of their fingerprints; whole ones are in evidence.json.',
  ),
  noTime: words('签名不含时间', 'states no time'),
  noName: words('未具名', 'not named'),
  unknownSigners: words(
    '本文件不能证明见证密钥归谁所有，请以可信的信任名单核对。',
    'This document cannot prove whose the witness keys are: check them with a trust bundle.',
  ),
  compareKey: words(
    '请与本文件之外的来源（如电话）核对此码。',
    'Compare this code with a source other than this document, such as the phone.',
  ),
  laterKey: words(
    '不是该日志的首个密钥：须由信任名单指明。',
    'Not the first key of this log: a trust bundle must name it.',
  ),
  chainMembers: words(
    '成员名称引自链上登记；密钥归谁所有，以可信的信任名单为准。',
    "Members' names as on the chain; a trust bundle, not this page, says whose keys they are.",
  ),
  chainTime: words(
    '已核验的成员投票时间，按投票权取中位数',
    "median, by voting power, of the times in the members' verified votes",
  ),
  stampTime: words('已核验的时间戳令牌中的时间', 'from the verified time-stamp token'),
  accuracy: words('误差不超过', 'accurate to'),
  seconds: words('秒', 's'),
  authorities: words(
    '名称引自时间戳令牌；该机构是否可信，以可信的信任名单为准。',
    "The name is the token's own; whether to trust the authority is said by a trust bundle.",
  ),
  serial: words('序列号', 'serial no.'),
  policy: words('策略', 'policy'),
  mayBeEmpty: words(
    '未披露不等于有内容：该项也可能未填写。',
    'Withheld does not say that there is anything: it may be empty.',
  ),
  checker: words(
    '由出具方指明并签名；其他来源的核验程序结论相同。',
    'Named and signed by the issuer; a checker from elsewhere answers the same.',
  ),
  numbered: words(
    '本页不能正确排印的字符以其 Unicode 编号示出，形如 ⟨U+0905⟩。',
    'Characters that this page cannot set right, by their numbers.',
  ),
  testNetwork: words('测试网络', 'test network'),
  ...SEEN_TEXTS,
} as const satisfies Record<string, Words>;

/** Where the record stands in the log: as the window says it, and as the proof counts. */
export const ENTRY = {
  place: (number: string, size: string): Words =>
    words(`日志第 ${number} 条，共 ${size} 条`, `entry ${number} of ${size} of the log`),
  index: (index: string): Words =>
    words(`证明中的索引为 ${index}，自 0 起计`, `index ${index} in the proof, counted from 0`),
} as const;

/** How many of a chain signed: counted in members when all have one vote, else in votes. */
export const QUORUM = {
  members: (have: number, all: number, need: number): Words =>
    words(
      `${all} 位成员中 ${have} 位已签署（至少需 ${need} 位）`,
      `${have} of ${all} members signed (at least ${need} needed)`,
    ),
  votes: (have: number, all: number, need: number): Words =>
    words(
      `${all} 份表决权中 ${have} 份已签署（至少需 ${need} 份）`,
      `${have} of ${all} votes signed (at least ${need} needed)`,
    ),
} as const;

/**
 * How the sentence ends: anybody can make keys, and a chain or an authority with any name, so it never says whose they
 * are, also when it is quoted alone.
 */
export const CAVEAT = {
  keys: words(
    '密钥归谁所有，本证书不能单独证明，请核对信任名单',
    'whose keys these are, this certificate alone cannot prove: compare with a trust bundle',
  ),
  key: words(
    '密钥归谁所有，本证书不能单独证明，请核对信任名单',
    'whose key this is, this certificate alone cannot prove: compare with a trust bundle',
  ),
  test: words('测试网络的签名不构成证明', 'signatures of a test network prove nothing'),
} as const satisfies Record<string, Words>;

interface Counts {
  readonly have: number;
  readonly all: number;
}

/**
 * The sentence at the head of the page, which may be quoted. It says what the evidence proves and no more: what is
 * proven, by whose signatures, and what the reader has to find out elsewhere.
 */
export const SENTENCE = {
  file: (name: string): Words => words(`文件“${name}”`, `the file “${name}”`),
  unnamedFile: words('一份文件', 'a file'),
  digest: (start: string): Words =>
    words(`（SHA-256 以 ${start} 开头，全文见下）`, ` (its SHA-256 begins with ${start}, in full below)`),
  chain: (id: string): Words => words(`名为“${id}”的链`, `a chain called “${id}”`),
  testChain: (id: string): Words => words(`测试网络“${id}”`, `the test network “${id}”`),
  members: (what: Words, chain: Words, { have, all }: Counts, time: Words, caveat: Words): Words =>
    words(
      `据${chain.zh} ${all} 位成员中 ${have} 位的签名，${what.zh}最迟于 ${time.zh} 已经存在；${caveat.zh}。`,
      `By the signatures of ${have} of the ${all} members of ${chain.en}, ${what.en} existed no later than ${time.en}; ${caveat.en}.`,
    ),
  untimedMembers: (what: Words, chain: Words, { have, all }: Counts, caveat: Words): Words =>
    words(
      `${chain.zh} ${all} 位成员中 ${have} 位已签署出具方的日志，其中记有${what.zh}；签名未给出可用的时间；${caveat.zh}。`,
      `${have} of the ${all} members of ${chain.en} signed the issuer's log, which holds ${what.en}; the signatures give no time; ${caveat.en}.`,
    ),
  stamp: (what: Words, authority: string, time: Words): Words =>
    words(
      `据署名为“${authority}”的时间戳，${what.zh}最迟于 ${time.zh} 已经存在；${CAVEAT.key.zh}。`,
      `By a time stamp in the name of “${authority}”, ${what.en} existed no later than ${time.en}; ${CAVEAT.key.en}.`,
    ),
  strangers: (what: Words, count: number, time: Words): Words =>
    words(
      `据 ${count} 个见证密钥的签名，${what.zh}最迟于 ${time.zh} 已经存在；${CAVEAT.keys.zh}。`,
      count === 1
        ? `By the signature of one witness key, ${what.en} existed no later than ${time.en}; ${CAVEAT.key.en}.`
        : `By the signatures of ${count} witness keys, ${what.en} existed no later than ${time.en}; ${CAVEAT.keys.en}.`,
    ),
  issuer: (what: Words, time: Words): Words =>
    words(
      `仅据出具方自己的签名，${what.zh}最迟于 ${time.zh} 已经存在；尚无独立方确认。`,
      `By the issuer's own signatures alone, ${what.en} existed no later than ${time.en}; no independent party has confirmed it.`,
    ),
  untimed: (what: Words, time: Words): Words =>
    words(
      `出具方的日志记有${what.zh}，其设备时钟当时为 ${time.zh}；未附带含时间的签名，也尚无独立方确认。`,
      `The issuer's log holds ${what.en}; its device's clock then said ${time.en}. No signature states a time, and no independent party has confirmed it.`,
    ),
  holder: (name: string): Words =>
    words(`存证主体：“${name}”（名称未经核实）。`, `Holder: “${name}” (name not checked).`),
  registered: (chain: string, name: string): Words =>
    words(
      `链“${chain}”将出具方登记为“${name}”（名称未经核实）。`,
      `The chain “${chain}” has the issuer registered as “${name}” (name not checked).`,
    ),
  accuracy: (seconds: string): Words => words(`（误差不超过 ${seconds} 秒）`, ` (accurate to ${seconds} s)`),
  more: words('其他签名见下表。', 'Further signatures are listed below.'),
  awaited: (chain: string, deadline: Words): Words =>
    words(
      `尚在等待 ${chain} 确认，预计不迟于 ${deadline.zh}；请届时向出具方索取最终证书。`,
      `The confirmation by ${chain} is awaited, expected by ${deadline.en}; then ask the issuer for the final certificate.`,
    ),
} as const;

/** Pages with the proof in codes. */
export const PAPER = {
  what: words(
    '以下各码合载三个附件的全部内容（含签名）；每页缺损一码仍可完整读出。',
    'They hold all three attached files; one code of each page may be lost.',
  ),
  steps: [
    words(
      '扫描本页（300 dpi），或平整、光线均匀地拍照，可分次拍。',
      'Scan at 300 dpi, or take sharp photos in even light.',
    ),
    words(
      '将图片放入存证台“核验”页，或独立核验页（JPEG、PNG）。',
      'Drop the pictures on Verify, or on the checker page.',
    ),
    words('再放入原文件；没有时，输入其 SHA-256。', 'Add the file itself, or type its SHA-256.'),
  ],
  caveat: words(
    '得到核验的是码中所载，而非纸上所印文字，请以核验结果为准。',
    'What is checked is what the codes hold, never the printed words.',
  ),
  code: (index: number, total: number): Words => words(`第 ${index} 码，共 ${total} 码`, `code ${index} of ${total}`),
  spare: words('备用', 'spare'),
  alt: (index: number, total: number): string =>
    `二维码：证明的第 ${index} 部分，共 ${total} 部分 QR code: part ${index} of ${total} of the proof`,
} as const;

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
  fingerprints: words('各部分哈希值', 'digests of parts'),
  ...PROFILE_FACT_WORDS,
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
export const COMMAND_NOTE = words('依次得出附件、哈希值、条目哈希值。', 'They give attachments, digest, leaf hash.');

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

const NOTHING = words('', '');
/** The sentences without what is put into them. */
const SENTENCES: readonly Words[] = [
  ...[SENTENCE.file, SENTENCE.digest, SENTENCE.chain, SENTENCE.testChain].map((of) => of('')),
  ...[SENTENCE.holder, SENTENCE.accuracy].map((of) => of('')),
  SENTENCE.registered('', ''),
  SENTENCE.members(NOTHING, NOTHING, { have: 0, all: 0 }, NOTHING, NOTHING),
  SENTENCE.untimedMembers(NOTHING, NOTHING, { have: 0, all: 0 }, NOTHING),
  SENTENCE.stamp(NOTHING, '', NOTHING),
  ...[1, 2].map((count) => SENTENCE.strangers(NOTHING, count, NOTHING)),
  ...Object.values(CAVEAT),
  ...[SENTENCE.issuer, SENTENCE.untimed].map((of) => of(NOTHING, NOTHING)),
  SENTENCE.awaited('', NOTHING),
  ...[SENTENCE.unnamedFile, SENTENCE.more, ...seenWords(NOTHING), ...LEDGER_WORDS],
];

const joinedTable = (table: Readonly<Record<string, Words>>) => joined(Object.values(table));

/** The characters of the words: what the fixed parts of the fonts hold. */
export const FIXED_CHARACTERS: FixedCharacters = {
  regular: [
    ...[LABELS, TEXTS, KINDS, FACT_WORDS, HEADINGS].map(joinedTable),
    ...[PROFILES, READ_LABELS, READ_TEXTS, SCHEMES, LINK_RELS, LINK_TEXTS].map(joinedTable),
    ...[STEPS, PROVES, [COMMAND_NOTE, PROVES_SELF, FOOT.page(1, 1), FOOT.template(1)]].map(joined),
    ...[SENTENCES, [QUORUM.members(0, 0, 0), QUORUM.votes(0, 0, 0), ENTRY.place('', ''), ENTRY.index('')]].map(joined),
    ...[
      PAPER.steps,
      [partlyShown(1, 2), partlyWithheld(1, 2)],
      [PAPER.what, PAPER.caveat, PAPER.code(1, 1), PAPER.spare],
    ].map(joined),
    '“”‘’（）《》、，。：；·—…－①②③④⑤⑥',
  ].join(''),
  bold: joined(Object.values(HEADINGS)),
};
