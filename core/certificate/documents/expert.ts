/** The report for an expert as a PDF/A-3b page in both languages, with the same report attached for programs. */

import type { Crypto } from '../../crypto.ts';
import type { Finding } from '../../documents/doctor/findings.ts';
import { utf8 } from '../../formats/bytes.ts';
import type { ExpertCheck, ExpertReport, ExpertResult } from '../../handover/expert-report/index.ts';
import { hasSeveral, policyWords } from '../../words/policy.ts';
import { certificateNumberText, type PolicyWords, wordsFor } from '../../words/words.ts';
import { BLACK, both, Flow, GREY, INK, MARGIN, SIZE, span, WIDTH } from '../drawing/flow.ts';
import type { CertificateFonts } from '../drawing/fonts.ts';
import { writePdf } from '../drawing/pdf.ts';
import { type Colour, GlyphBook } from '../drawing/typeset.ts';
import { bothZones } from '../drawing/values.ts';
import { type Words, words } from '../drawing/words.ts';
import { digestSpans, pageFeet, head as sheetHead } from './sheet.ts';

const TEXT = {
  title: words('核验报告（供鉴定人使用）', 'Verification report for an expert'),
  tool: words('核验程序', 'Program'),
  time: words('报告时间', 'Report made'),
  clock: words('本机时钟，不影响任何结论', "this machine's clock; no verdict rests on it"),
  programs: words('复核所用程序', 'Programs to repeat'),
  bundle: words('信任名单指纹', 'Trust bundle'),
  compared: words('指纹已比对', 'fingerprint compared'),
  notCompared: words('指纹未经比对', 'fingerprint was not compared'),
  none: words('无', 'none'),
  verdict: words('结论', 'Verdict'),
  number: words('证书编号', 'Certificate no.'),
  record: words('存证编号', 'Record id'),
  proven: words('签名时间不晚于', 'Signed no later'),
  device: words('取证设备时间', 'Device clock'),
  confirmed: words('由谁确认', 'Confirmed by'),
  happened: words('文件变化', 'What happened'),
  noCheck: words('由各部分哈希值得出，不影响任何结论', 'from digests of parts; no verdict rests on it'),
  fromRecords: words(
    '由出具方的记录或其他证书得出，不影响任何结论',
    "from the issuer's records or other certificates; no verdict rests on it",
  ),
  fromCheckpoints: words(
    '由两份已验证签名的检查点得出，不影响任何结论',
    'from two checkpoints whose signatures were verified; no verdict rests on it',
  ),
  inputs: words('送检文件', 'Files examined'),
  checks: words('核验项', 'Checks'),
  repeat: words('如何不依赖本程序复核', 'How to repeat it without this program'),
  how: words(
    '将送检文件以所示名称放入同一文件夹，依次执行下列命令；凡标有“→”的行，输出须与其逐字相同。附件 report.json 中每条命令各占一行，便于复制。',
    'Put the files into one folder under the names shown and run the commands in order; what stands behind → must be printed exactly. The attached report.json has each command on one line, to copy.',
  ),
  rest: words(
    '下列核验项无法用上述程序复核，请依据格式文档自行实现：',
    'These cannot be repeated with those programs; the format is documented for a program of your own:',
  ),
} as const;

const GREEN: Colour = [0.1, 0.42, 0.25];
const RED: Colour = [0.7, 0.15, 0.12];
const [zh, en] = [wordsFor('zh'), wordsFor('en')];
/** The shared fixed part of the fonts, made once for all these pages. */
const FIXED = { regular: JSON.stringify([TEXT, zh.checks, en.checks]), bold: '' };

const COLOURS: Readonly<Record<ExpertCheck['state'], Colour>> = {
  passed: GREEN,
  failed: RED,
  absent: GREY,
  'not-run': GREY,
};

/** The PDF of a report; the same report gives the same bytes. */
export async function makeExpertPdf(
  report: ExpertReport,
  fonts: CertificateFonts,
  crypto: Pick<Crypto, 'sha256'>,
): Promise<Uint8Array> {
  const json = utf8(`${JSON.stringify(report, null, 2)}\n`);
  const flow = new Flow(new GlyphBook(fonts, FIXED), 'tree', 'tidy');
  head(flow, report);
  for (const result of report.results) examined(flow, result);
  pageFeet(flow);
  return writePdf({
    title: `${TEXT.title.zh} ${TEXT.title.en}`,
    subject: report.results.map(({ certificateNumber, verdict }) => `${certificateNumber ?? ''} ${verdict}`).join('; '),
    producer: `${report.tool.name} ${report.tool.version}`,
    time: Date.parse(report.time),
    id: crypto.sha256(json).subarray(0, 16),
    ...flow.canvas.drawing(),
    accessible: true,
    fonts: flow.book.resources(),
    attachments: [
      { name: 'report.json', bytes: json, mimeType: 'application/json', description: 'This report for programs' },
    ],
  });
}

function head(flow: Flow, { tool, time, programs, trust }: ExpertReport): void {
  sheetHead(flow, TEXT.title);
  flow.row({ label: TEXT.tool, value: [[span(`${tool.name} ${tool.version}`)]] });
  flow.row({ label: TEXT.time, value: [[span(bothZones(time))]], note: both(TEXT.clock, SIZE.note, GREY) });
  flow.row({ label: TEXT.programs, value: [[span(programs.join(' · '), 'mono', SIZE.mono)]] });
  if (trust.length === 0) flow.row({ label: TEXT.bundle, value: [both(TEXT.none)] });
  for (const { name, fingerprint, compared } of trust)
    flow.row({
      label: TEXT.bundle,
      value: [[span(`“${name}”  `), ...both(compared ? TEXT.compared : TEXT.notCompared, 8)], digestSpans(fingerprint)],
    });
}

function examined(flow: Flow, result: ExpertResult): void {
  const { verdict } = result;
  flow.heading(TEXT.verdict);
  const title = { zh: zh.verdictTitle(verdict), en: en.verdictTitle(verdict) };
  flow.row({ label: TEXT.verdict, value: [both(title, 11, INK, 'bold')] });
  const rows: readonly (readonly [Words, string | null])[] = [
    [TEXT.number, result.certificateNumber && certificateNumberText(result.certificateNumber)],
    [TEXT.record, result.recordId],
    [TEXT.proven, result.provenTime && bothZones(result.provenTime)],
    [TEXT.device, result.deviceTime && bothZones(result.deviceTime)],
  ];
  for (const [label, value] of rows) if (value !== null) flow.row({ label, value: [[span(value)]] });
  stands(flow, result);
  for (const finding of result.findings) happened(flow, finding);
  flow.heading(TEXT.inputs);
  for (const { name, place, sha256 } of result.inputs) {
    const shown = place === null || place === name ? name : `${place}  (${name})`;
    flow.row({ label: words('SHA-256', ''), value: [[span(shown, 'bold', 8.4)], digestSpans(sha256)] });
  }
  flow.heading(TEXT.checks);
  for (const check of result.checks) checked(flow, check);
  repeated(flow, result.checks);
}

/** How each chain and witness of the trust bundle stands, where it names several. */
function stands(flow: Flow, { policy }: ExpertResult): void {
  if (policy === null || !hasSeveral(policy)) return;
  const [chinese, english] = [zh, en].map((words) => policyWords(words, policy, bothZones)) as [
    PolicyWords,
    PolicyWords,
  ];
  const said = { zh: `${chinese.needed}${chinese.found}`, en: `${english.needed} ${english.found}` };
  flow.row({ label: TEXT.confirmed, value: [both(said, 8)] });
  for (const [i, { counts, text }] of chinese.lines.entries()) {
    const line = { zh: text, en: english.lines[i]?.text ?? '' };
    flow.row({ label: words('', ''), value: [both(line, 8, counts ? GREEN : GREY)] });
  }
}

/** What a finding rests on, where that is not the contents of the document. */
const NOTES: Readonly<Partial<Record<Finding['code'], Words>>> = {
  superseded: TEXT.fromRecords,
  forked: TEXT.fromCheckpoints,
};

function happened(flow: Flow, finding: Finding): void {
  const [chinese, english] = [zh.findingWords(finding), en.findingWords(finding)];
  const sure = both({ zh: chinese.label, en: english.label }, 8.6, INK, 'bold');
  flow.row({
    label: TEXT.happened,
    value: [[...sure, span('  '), ...both({ zh: chinese.sentence, en: english.sentence }, 8)]],
    note: both(NOTES[finding.code] ?? TEXT.noCheck, SIZE.note, GREY),
  });
}

function checked(flow: Flow, check: ExpertCheck): void {
  const state = { zh: zh.checkStates[check.state], en: en.checkStates[check.state] };
  const found = { zh: zh.checkSentence(check), en: en.checkSentence(check) };
  const used = check.inputs.map(({ name, place }) => place ?? name).join(', ');
  flow.row({
    label: { zh: zh.checks[check.name], en: en.checks[check.name] },
    value: [[...both(state, 8.6, COLOURS[check.state], 'bold'), span('  '), ...both(found, 8)]],
    note: [span(`${check.detail}${used && `  [${used}]`}`, 'mono', 6.6, GREY)],
  });
}

function repeated(flow: Flow, checks: readonly ExpertCheck[]): void {
  flow.heading(TEXT.repeat);
  flow.twice(TEXT.how, '', MARGIN, WIDTH);
  for (const { name, commands } of checks.filter((check) => check.commands.length > 0)) {
    flow.y += 3;
    flow.sentence(both({ zh: zh.checks[name], en: en.checks[name] }, 8, INK, 'bold'));
    for (const { run, prints } of commands) {
      typed(flow, `$ ${run}`, 8, BLACK);
      for (const line of prints ? prints.split('\n') : []) typed(flow, `→ ${line}`, 16, GREEN);
    }
  }
  const rest = checks.filter(({ commands, state }) => commands.length === 0 && state !== 'absent');
  if (rest.length === 0) return;
  flow.y += 4;
  flow.twice(TEXT.rest, '', MARGIN, WIDTH);
  flow.sentence(rest.flatMap(({ name }) => [...both({ zh: zh.checks[name], en: en.checks[name] }, 8), span('   ')]));
}

/** Terminal lines, each a separate block, so that they can continue on the next page. */
function typed(flow: Flow, text: string, indent: number, colour: Colour): void {
  for (const line of flow.lines([span(text, 'mono', 6.6, colour)], WIDTH - indent)) {
    flow.ensure(9);
    flow.canvas.tagged('P', () => flow.put([line], MARGIN + indent, 9));
  }
}
