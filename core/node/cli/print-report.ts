/** A verdict and its checks for people in a terminal, in the order of the window. */
import { checkCode } from '../../formats/check-code.ts';
import { factLabel, kindOfKey } from '../../records/index.ts';
import { certificatesIn, type TracePackReport } from '../../trace/certified.ts';
import { drawnTrace } from '../../trace/drawing.ts';
import { traceWords } from '../../trace/words.ts';
import type { Report, Signer } from '../../verification/report.ts';
import { certificateNumberText, differingTexts, dossierSentences, groupedHex } from '../../words/words.ts';
import type { VerifiedPair } from '../verify/verify-files.ts';
import { type Context, zoneOffset } from './context.ts';
import { errorLine, factLines, localTime } from './print.ts';

const MARKS = { passed: '✓', failed: '✗', absent: '–', 'not-run': '?' } as const;

/** Title, sentence, next step and remarks. `ownOrigin` is the log of this desk: its own certificates get other advice. */
export function verdictLines(
  { words, texts }: Context,
  report: Report,
  ownOrigin: string | null = null,
): readonly string[] {
  const verdict = words.verdict(report, { offsetMinutes: zoneOffset(), now: Date.now(), ownOrigin });
  return [
    ...(verdict.match === null ? [] : [verdict.match.sentence]),
    `${verdict.title} [${report.verdict}]`,
    verdict.sentence,
    ...(verdict.next === null ? [] : [`${texts.next}: ${verdict.next}`]),
    ...verdict.remarks,
  ];
}

/** What this desk knows of what was verified. */
export interface OwnKnowledge {
  /** Its own record of a document without a certificate. */
  readonly known: string | null;
  /** The origin of its log; null without a desk. */
  readonly origin: string | null;
}

/** One result of a verification in full. */
export function pairLines(context: Context, pair: VerifiedPair, { known, origin }: OwnKnowledge): readonly string[] {
  const { texts, words } = context;
  if (pair.trace) return [...tracePackLines(context, pair.document ?? '', pair.trace), ''];
  return [
    ...(pair.certificate === null ? [] : [`${texts.certificate}: ${pair.certificate}`]),
    ...(pair.document === null ? [] : [`${texts.document}: ${pair.document}`]),
    ...(pair.report ? reportLines(context, pair.report, origin) : [errorLine(words, pair.error ?? notACertificate)]),
    ...(pair.unread === undefined ? [] : [words.unreadPicture(pair.unread)]),
    ...(known === null ? [] : [texts.knownRecord(known)]),
    '',
  ];
}

/** A trace pack as a whole: whether it agrees with its table of contents, then the drawing. */
function tracePackLines({ language }: Context, path: string, pack: TracePackReport): readonly string[] {
  const words = traceWords(language);
  const { trace, contents, links } = pack;
  const counts = { records: certificatesIn(trace), links: trace.edges.length, holds: links.holds };
  return [
    `${words.title}: ${path}`,
    words.summary({ ...counts, notShown: links['not-shown'] }),
    `${contents.length === 0 ? words.packAgrees : words.packDiffers} ${words.contentsOnly}`,
    ...contents.map(({ code, file }) => `! ${words.contents[code](file)}`),
    '',
    ...drawnTrace(trace, { language, offsetMinutes: zoneOffset() }),
    '',
    words.meaning,
  ];
}

const notACertificate = { code: 'not-a-certificate', message: 'not a certificate', details: {} } as const;

function reportLines(context: Context, report: Report, origin: string | null): readonly string[] {
  const { texts, words } = context;
  const kinds = context.kinds.records;
  const kind = kindOfKey(report.record?.kind ?? '', kinds);
  const facts = factLines(words, { kind: kind?.key ?? '', facts: report.facts }, kinds);
  const label = (name: string) => factLabel(name, words.language, kind);
  const { withheld, digest, deviceTime, clock, certificateNumber, fingerprint } = report;
  return [
    ...verdictLines(context, report, origin),
    ...differingTexts(report, words, label).map(([name, text]) => `  ${MARKS.failed} ${name}: ${text}`),
    ...dossierLines(context, report),
    ...report.findings.map((finding) => {
      const { label, sentence } = words.findingWords(finding);
      return `  · ${label}: ${sentence}`;
    }),
    ...policyOf(context, report),
    ...(report.signers.length === 0
      ? []
      : [`${texts.signers}:`, ...report.signers.map((one) => signerLine(context, one))]),
    ...(deviceTime === null
      ? []
      : [`${texts.deviceTime}: ${localTime(deviceTime)} (${words.clocks[clock ?? 'unknown']})`]),
    ...(certificateNumber === null ? [] : [`${texts.certificateNumbers}: ${certificateNumberText(certificateNumber)}`]),
    ...(digest === null ? [] : [`SHA-256: ${groupedHex(digest)}`]),
    ...(fingerprint === null ? [] : [`${texts.issuerCode}: ${checkCode(fingerprint)}`]),
    ...(facts.length === 0 ? [] : [`${texts.facts}:`, ...facts]),
    ...(withheld.length === 0 ? [] : [`${texts.withheld}: ${words.names(withheld.map(label))}`]),
    `${texts.checks}:`,
    ...report.checks.map(
      (check) => `  ${MARKS[check.state]} ${words.checks[check.name]}: ${words.checkSentence(check)}`,
    ),
  ];
}

/** How the chains and witnesses of the bundle stand, where it names several. */
function policyOf({ words }: Context, report: Report): readonly string[] {
  const policy = words.policy(report, zoneOffset());
  if (policy === null) return [];
  const lines = policy.lines.map(({ counts, text }) => `  ${counts ? MARKS.passed : MARKS.absent} ${text}`);
  return [policy.needed, policy.found, ...lines];
}

/** What the items of a dossier show, and what they cannot. */
function dossierLines({ words }: Context, report: Report): readonly string[] {
  const { says, limits } = dossierSentences(report, words);
  const part = (heading: string, sentences: readonly string[]) =>
    sentences.length === 0 ? [] : [`${heading}:`, ...sentences.map((sentence) => `  ${sentence}`)];
  return [...part(words.dossier.shows, says), ...part(words.dossier.cannotShow, limits)];
}

function signerLine({ words, texts }: Context, { name, role, time, named }: Signer): string {
  const when = time === null ? texts.noTime : localTime(time);
  return `  ${name} (${words.roles[role]}), ${when}${named ? '' : `, ${texts.notAccepted}`}`;
}
