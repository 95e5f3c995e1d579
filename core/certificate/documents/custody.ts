/** The chain of custody of a record as a PDF/A-3b page in both languages, with `custody.json` attached for programs. */

import type { Crypto } from '../../crypto.ts';
import { toHex, utf8 } from '../../formats/bytes.ts';
import { parseProof } from '../../formats/checkpoint.ts';
import {
  type Custody,
  type CustodyCheckName,
  type CustodyEntry,
  checkCustody,
  custodyBytes,
} from '../../log/custody.ts';
import type { JournalDetail, JournalEvent } from '../../log/journal.ts';
import { factLabel, RECORD_KINDS } from '../../records/index.ts';
import { wordsFor } from '../../words/words.ts';
import { both, Flow, GREY, INK, MARGIN, SIZE, span, WIDTH } from '../drawing/flow.ts';
import type { CertificateFonts } from '../drawing/fonts.ts';
import { writePdf } from '../drawing/pdf.ts';
import { type Colour, GlyphBook, type Span } from '../drawing/typeset.ts';
import { bothZones } from '../drawing/values.ts';
import { type Words, words } from '../drawing/words.ts';
import { digestSpans, head, pageFeet } from './sheet.ts';

const TEXT = {
  title: words('保管链记录', 'Chain of custody'),
  record: words('存证编号', 'Record id'),
  file: words('文件名称', 'File name'),
  journal: words('保管日志', 'Custody journal'),
  entries: words('条目数', 'entries'),
  head: words('日志头', 'Head'),
  sealed: words('封存位置', 'Sealed as'),
  root: words('默克尔根', 'Merkle root'),
  events: words('经过', 'What happened'),
  checks: words('核对', 'Checked when this page was made'),
  limits: words('证明什么，不证明什么', 'What it proves and what it does not'),
  operator: words('经办人', 'operator'),
  program: words('程序', 'program'),
  erased: words('内容已删除或未披露，条目仍在', 'erased or withheld; the entry stays'),
  none: words('未填写', 'not stated'),
} as const;

/** People count from 1, as in the window and on the certificate; the index is what the proof has. */
const PLACE = {
  entry: (number: number): Words => words(`日志第 ${number} 条`, `entry ${number} of the journal`),
  leaf: (number: number, size: number): Words =>
    words(`日志第 ${number} 条，共 ${size} 条`, `entry ${number} of ${size} of the log`),
  index: (index: number): Words =>
    words(`证明中的索引为 ${index}，自 0 起计`, `index ${index} in the proof, counted from 0`),
} as const;

const LIMITS: readonly Words[] = [
  words(
    '日志只增不改；其头部已作为一条封存于出具方的存证日志，受检查点签名和锚定的约束：封存之后，任何条目的更改、删除、插入都会被发现。',
    'The journal is only added to, and its head was sealed into the issuer’s log as a leaf of its own: once sealed, an entry that is changed, removed or put in between shows.',
  ),
  words(
    '每个条目都指明同一记录的上一条目，因此中间没有缺失。此头部之后发生的不在本页之内。',
    'Each entry names the one before it of the same record, so none is missing in between. What came after this head is not on this page.',
  ),
  words(
    '时间、经办人和程序由出具方的设备写入：日志证明写过什么、何时之前写成，不证明所写属实，也不证明程序之外没有发生别的事。',
    'Times, operators and programs are what the issuer’s device wrote: the journal proves what was written and by when at the latest, not that it is true, nor that nothing happened outside the program.',
  ),
];

const EVENTS: Readonly<Record<JournalEvent, Words>> = {
  recorded: words('登记', 'Recorded'),
  adopted: words('补录', 'Older than the journal'),
  edited: words('封存前修改', 'Edited before sealing'),
  withdrawn: words('撤回', 'Withdrawn'),
  sealed: words('封存', 'Sealed'),
  anchored: words('锚定', 'Anchored'),
  exported: words('导出证书', 'Certificate exported'),
  shared: words('交付登记', 'Shared'),
  packed: words('制作材料包', 'Packed for court'),
  erased: words('删除', 'Erased'),
  approved: words('对提示作出决定', 'Decided despite warnings'),
};

const CHECKS: Readonly<Record<CustodyCheckName, Words>> = {
  entries: words('每个条目都在日志头之下', 'every entry is under the head'),
  order: words(
    '所示条目之间没有缺失；其后的条目可能未出示',
    'none is missing between these entries; later ones can have been left out',
  ),
  details: words('内容与条目相符', 'details are what the entries commit to'),
  head: words('日志头在存证日志中', 'the head is a leaf of the log'),
  signatures: words('检查点签名有效', 'the signatures of the checkpoint hold'),
  anchors: words('链上锚定', 'anchors on a chain'),
};

const PROGRAMS: Readonly<Record<string, Words>> = {
  window: words('窗口', 'window'),
  'command line': words('命令行', 'command line'),
};

/** The shared fixed part of the fonts, made once for all these pages. */
const FIXED = { regular: JSON.stringify([TEXT, LIMITS, EVENTS, CHECKS, PROGRAMS]), bold: '' };

const GREEN: Colour = [0.1, 0.42, 0.25];
const RED: Colour = [0.7, 0.15, 0.12];
const [zh, en] = [wordsFor('zh'), wordsFor('en')];

/** Data of the page besides the custody itself. */
export interface CustodyPage {
  readonly custody: Custody;
  readonly fileName: string | null;
  /** Name and version of the program that makes the page. */
  readonly producer: string;
}

/** The PDF; the same custody gives the same bytes. */
export async function makeCustodyPdf(
  { custody, fileName, producer }: CustodyPage,
  fonts: CertificateFonts,
  crypto: Crypto,
): Promise<Uint8Array> {
  const json = custodyBytes(custody);
  const flow = new Flow(new GlyphBook(fonts, FIXED), 'tree', 'tidy');
  head(flow, TEXT.title);
  subject(flow, custody, fileName);
  flow.heading(TEXT.events);
  for (const entry of custody.entries) happened(flow, entry);
  flow.heading(TEXT.checks);
  checked(flow, custody, crypto);
  flow.heading(TEXT.limits);
  for (const limit of LIMITS) flow.twice(limit, '·', MARGIN, WIDTH);
  pageFeet(flow);
  return writePdf({
    title: `${TEXT.title.zh} ${TEXT.title.en}`,
    subject: custody.record,
    producer,
    time: Date.parse(custody.journal.time),
    id: crypto.sha256(json).subarray(0, 16),
    ...flow.canvas.drawing(),
    accessible: true,
    fonts: flow.book.resources(),
    attachments: [
      {
        name: 'custody.json',
        bytes: json,
        mimeType: 'application/json',
        description: 'This chain of custody for programs',
      },
    ],
  });
}

function subject(flow: Flow, { record, journal, proof }: Custody, fileName: string | null): void {
  const { index, checkpoint } = parseProof(utf8(proof));
  flow.row({ label: TEXT.record, value: [[span(record, 'mono', SIZE.mono)]] });
  if (fileName !== null) flow.row({ label: TEXT.file, value: [[span(fileName)]] });
  flow.row({
    label: TEXT.journal,
    value: [[span(`${journal.size} `), ...both(TEXT.entries, SIZE.small)], digestSpans(journal.digest.sha256)],
    note: [...both(TEXT.head, SIZE.note, GREY), span(`  ${bothZones(journal.time)}`, 'regular', SIZE.note, GREY)],
  });
  flow.row({
    label: TEXT.sealed,
    value: [
      both(PLACE.leaf(index + 1, checkpoint.size)),
      both(PLACE.index(index), SIZE.small, GREY),
      digestSpans(toHex(checkpoint.root)),
    ],
    note: both(TEXT.root, SIZE.note, GREY),
  });
}

function happened(flow: Flow, { entry, opened }: CustodyEntry): void {
  const place: readonly Span[] = both(PLACE.entry(entry.place + 1), SIZE.note, GREY);
  if (opened === null) {
    flow.row({ label: EVENTS[entry.event], value: [[span(bothZones(entry.time))], both(TEXT.erased)], note: place });
    return;
  }
  const [, detail] = opened;
  flow.row({
    label: EVENTS[entry.event],
    value: [[span(bothZones(entry.time))], byWhom(detail), ...details(detail)],
    note: place,
  });
}

function byWhom({ operator, program }: JournalDetail): readonly Span[] {
  const named = PROGRAMS[String(program)];
  const shown = named ? both(named, SIZE.small) : [span(String(program ?? '-'), 'regular', SIZE.small)];
  const who =
    operator === null || operator === undefined
      ? both(TEXT.none, SIZE.small)
      : [span(String(operator), 'regular', SIZE.small)];
  return [
    ...both(TEXT.operator, SIZE.small, GREY),
    span(' '),
    ...who,
    span('   '),
    ...both(TEXT.program, SIZE.small, GREY),
    span(' '),
    ...shown,
  ];
}

const LABELS: Readonly<Record<string, Words>> = {
  sha256: words('哈希值', 'SHA-256'),
  size: words('大小', 'size'),
  logSize: words('日志大小', 'log size'),
  supersedes: words('取代', 'replaces'),
  facts: words('修改的事项', 'facts'),
  reason: words('原因', 'reason'),
  root: words('默克尔根', 'root'),
  by: words('确认方', 'confirmed by'),
  approved: words('按原样封存', 'seal it as it is'),
  deviceClock: words('本机时钟当时显示', 'the device’s clock said'),
  newestTime: words('日志中最新的时间', 'newest time in the log'),
  clockReason: words('时钟说明', 'about the clock'),
  file: words('文件', 'file'),
  final: words('最终证书', 'final certificate'),
  parts: words('附带', 'with'),
  to: words('收件人', 'to'),
  timeline: words('此前经过（出具方列表所载，早于日志）', 'before that, as the issuer’s list has it'),
};

/** The details of an event, one line each; unknown names are shown as they are. */
function details(detail: JournalDetail): readonly (readonly Span[])[] {
  return Object.entries(detail).flatMap(([name, value]) => {
    if (name === 'operator' || name === 'program') return [];
    const label = both(LABELS[name] ?? words('', name), SIZE.note, GREY);
    if (name === 'sha256' || name === 'root') return [[...label, span('  '), ...digestSpans(String(value))]];
    return [[...label, span('  '), ...valueSpans(name, value)]];
  });
}

function valueSpans(name: string, value: JournalDetail[string]): readonly Span[] {
  if (typeof value === 'boolean') return both(value ? words('是', 'yes') : words('否', 'no'), SIZE.small);
  if (name === 'facts' && Array.isArray(value))
    return value.flatMap((fact) => [...factSpans(String(fact)), span('  ')]);
  const text = Array.isArray(value)
    ? value.map((one) => (typeof one === 'object' ? Object.values(one ?? {}).join(' ') : String(one))).join(' · ')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
  return [span(text === '' ? '—' : text, 'regular', SIZE.small)];
}

function factSpans(name: string): readonly Span[] {
  const kind = RECORD_KINDS.find(({ names }) => names.includes(name));
  if (!kind) return [span(name, 'regular', SIZE.small)];
  return both({ zh: factLabel(name, 'zh', kind), en: factLabel(name, 'en', kind) }, SIZE.small);
}

function checked(flow: Flow, custody: Custody, crypto: Crypto): void {
  for (const { name, state } of checkCustody(custody, crypto)) {
    const shown = { zh: zh.checkStates[state], en: en.checkStates[state] };
    const colour = state === 'passed' ? GREEN : state === 'failed' ? RED : GREY;
    flow.sentence([...both(shown, 8.4, colour, 'bold'), span('  '), ...both(CHECKS[name], SIZE.small, INK)]);
  }
}
