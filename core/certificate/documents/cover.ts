/** The first page of a pack for court: what this is and how to check it, in half a page, then its contents. */

import type { Crypto } from '../../crypto.ts';
import { utf8 } from '../../formats/bytes.ts';
import { canonicalText, type Json } from '../../formats/canonical.ts';
import type { Verdict } from '../../verification/report.ts';
import { certificateNumberText, wordsFor } from '../../words/words.ts';
import { both, Flow, GREY, MARGIN, SIZE, span, WIDTH } from '../drawing/flow.ts';
import type { CertificateFonts } from '../drawing/fonts.ts';
import { writePdf } from '../drawing/pdf.ts';
import { GlyphBook, type Span } from '../drawing/typeset.ts';
import { bothZones } from '../drawing/values.ts';
import { type Words, words } from '../drawing/words.ts';
import { digestSpans, head, pageFeet } from './sheet.ts';

/** One record of a pack, as its cover names it. */
export interface CoveredRecord {
  /** Its folder in the pack. */
  readonly folder: string;
  readonly fileName: string | null;
  /** Name of the document in the folder; null when it is not included. */
  readonly document: string | null;
  /** Null for a record without a document. */
  readonly sha256: string | null;
  readonly certificateNumber: string;
  /** Judged by the bundle in the pack with the best result. */
  readonly verdict: Verdict;
  /** The signers other than the issuer, as named by that bundle. */
  readonly vouchers: readonly string[];
  /** What that bundle calls itself: of a consortium its name; null where no bundle speaks of the certificate. */
  readonly trustName: string | null;
  readonly provenTime: string | null;
  /** Ids of the sealed records that replaced this one. */
  readonly replacedBy: readonly string[];
}

/** A file of the pack with its digest. */
export interface CoveredFile {
  readonly name: string;
  readonly sha256: string;
}

/** The contents of a pack's cover. */
export interface Cover {
  /** The issuer's own name for itself; null where it is withheld. */
  readonly holder: string | null;
  /** Fingerprint of the issuer's log key, hex. */
  readonly logKey: string;
  /** When the newest record in the pack was sealed: the device's clock, RFC 3339. */
  readonly time: string;
  readonly records: readonly CoveredRecord[];
  readonly trust: readonly CoveredFile[];
  readonly checker: CoveredFile;
  /** Name and version of the program. */
  readonly producer: string;
}

const TEXT = {
  title: words('电子存证材料说明', 'Digital evidence: what this pack is'),
  issuer: words('出具方', 'Issuer'),
  selfNamed: words('（名称未经核实）', '(name not checked)'),
  time: words('材料截至', 'State of'),
  timeNote: words('出具方设备时钟', "by the issuer's device clock"),
  records: words('本包所含记录', 'Records in this pack'),
  folder: words('文件夹', 'Folder'),
  document: words('原文件', 'document'),
  noDocument: words('原文件不在本包内', 'the document is not in this pack'),
  certificate: words('证书编号', 'certificate no.'),
  trustName: words('依据信任名单', 'by the trust bundle'),
  vouchers: words('见证者', 'vouched for by'),
  later: words('签名时间', 'signed'),
  replaced: words('出具方已用新版本取代此记录，新记录编号', 'the issuer replaced this record with a later version,'),
  compare: words('请从其他渠道核对', 'Compare these through another channel'),
  logKey: words('日志密钥指纹', 'Log key'),
  trust: words('信任名单指纹', 'Trust bundle'),
  checker: words('核验页 SHA-256', 'Checker page'),
} as const;

const points = (count: number): readonly Words[] => [
  words(
    `这是什么：${count} 份电子文件的存证材料。每个文件夹内有一张证书、证书所附的完整证明、保管链记录和供鉴定人使用的核验报告。`,
    `What it is: evidence about ${count === 1 ? 'one electronic document' : `${count} electronic documents`}. Each folder holds a certificate, its whole proof, the chain of custody and a report for an expert.`,
  ),
  words(
    '证明什么：该文件的全部字节在签名者所述时间之前已经存在，此后未被改动；由谁见证，见下表。不证明文件内容属实、由谁书写，也不证明不存在其他版本。',
    'What it proves: exactly these bytes existed by the time the signers say, and are unchanged since; who vouches is said below. It does not prove that the content is true, who wrote it, or that no other version exists.',
  ),
  words(
    '一分钟核验：断开网络，用浏览器打开 notary-check.html，拖入某一文件夹内的证书和文件，再选择 trust 文件夹中的信任名单；页面给出结论。请从其他渠道核对其指纹。',
    'To check in a minute: go offline, open notary-check.html in a browser, drop a certificate and its document on it, and choose a file from the folder trust. Compare its fingerprint through another channel.',
  ),
  words(
    '鉴定人复核：各文件夹的 report.pdf 列出每项核验、所涉文件的哈希值，以及用 openssl、sha256sum、qpdf 复核的命令，在该文件夹内即可执行，无需本程序。',
    'For an expert: report.pdf in each folder lists every check with the digests of its inputs and the commands to repeat it with openssl, sha256sum and qpdf. They run in that folder, without this program.',
  ),
  words(
    '保管链：custody.pdf 记载登记、封存前修改、封存、锚定和导出；条目取自只增不改的日志，其头部已封存于同一存证日志。',
    'Chain of custody: custody.pdf tells of intake, edits before sealing, sealing, anchoring and exports, from a journal that is only added to and whose head is sealed into the same log.',
  ),
  words(
    '完整性：在本文件夹执行 sha256sum -c SHA256SUMS，可核对所有文件。',
    'Nothing changed on the way: run sha256sum -c SHA256SUMS in this folder.',
  ),
];

/** The shared fixed part of the fonts, made once for all these pages. */
const FIXED = { regular: JSON.stringify([TEXT, points(1), points(2)]), bold: '' };

const [zh, en] = [wordsFor('zh'), wordsFor('en')];

/** The PDF; the same cover gives the same bytes. */
export async function makeCoverPdf(
  cover: Cover,
  fonts: CertificateFonts,
  crypto: Pick<Crypto, 'sha256'>,
): Promise<Uint8Array> {
  const flow = new Flow(new GlyphBook(fonts, FIXED), 'tree', 'tidy');
  head(flow, TEXT.title);
  if (cover.holder !== null)
    flow.row({ label: TEXT.issuer, value: [[span(`“${cover.holder}” `), ...both(TEXT.selfNamed, SIZE.small)]] });
  flow.row({ label: TEXT.time, value: [[span(bothZones(cover.time))]], note: both(TEXT.timeNote, SIZE.note, GREY) });
  flow.y += 4;
  for (const [i, point] of points(cover.records.length).entries()) {
    flow.twice(point, String(i + 1), MARGIN, WIDTH);
    flow.y += 2;
  }
  flow.heading(TEXT.compare);
  flow.row({ label: TEXT.logKey, value: [digestSpans(cover.logKey)] });
  for (const { name, sha256 } of cover.trust)
    flow.row({ label: TEXT.trust, value: [digestSpans(sha256)], note: [span(name, 'regular', SIZE.note, GREY)] });
  flow.row({ label: TEXT.checker, value: [digestSpans(cover.checker.sha256)] });
  flow.heading(TEXT.records);
  for (const record of cover.records) recordRow(flow, record);
  pageFeet(flow);
  return writePdf({
    title: `${TEXT.title.zh} ${TEXT.title.en}`,
    subject: cover.holder ?? '',
    producer: cover.producer,
    time: Date.parse(cover.time),
    id: crypto.sha256(utf8(canonicalText(cover as unknown as Json))).subarray(0, 16),
    ...flow.canvas.drawing(),
    accessible: true,
    fonts: flow.book.resources(),
    attachments: [],
  });
}

function recordRow(flow: Flow, record: CoveredRecord): void {
  const {
    folder,
    fileName,
    document,
    sha256,
    certificateNumber,
    verdict,
    vouchers,
    trustName,
    provenTime,
    replacedBy,
  } = record;
  const small = (text: string): Span => span(text, 'regular', SIZE.small);
  const title = { zh: zh.verdictTitle(verdict), en: en.verdictTitle(verdict) };
  const inPack =
    document === null
      ? both(TEXT.noDocument, SIZE.small, GREY)
      : [...both(TEXT.document, SIZE.small, GREY), small(` ${document}`)];
  const time = provenTime === null ? [] : [[...both(TEXT.later, SIZE.small, GREY), small(` ${bothZones(provenTime)}`)]];
  flow.row({
    label: words(`${TEXT.folder.zh} ${folder}`, `${TEXT.folder.en} ${folder}`),
    value: [
      [span(fileName ?? '—', 'bold')],
      ...(sha256 === null ? [] : [digestSpans(sha256)]),
      both(title, SIZE.value, undefined, 'bold'),
      ...time,
      ...replacedBy.map((id) => [...both(TEXT.replaced, SIZE.small), small(` ${id}`)]),
      ...(vouchers.length === 0 ? [] : [[...both(TEXT.vouchers, SIZE.small, GREY), small(` ${vouchers.join('、')}`)]]),
      ...(trustName === null ? [] : [[...both(TEXT.trustName, SIZE.small, GREY), small(` “${trustName}”`)]]),
    ],
    note: [
      ...inPack,
      small('   '),
      ...both(TEXT.certificate, SIZE.small, GREY),
      small(` ${certificateNumberText(certificateNumber)}`),
    ],
  });
}
