/** One verdict: the banner, then the signers, the times, the facts in the proof, and every check. */
import { checkCode } from '../../../core/formats/check-code.ts';
import { visibleName } from '../../../core/formats/plain-text.ts';
import { factLabel, kindOfKey } from '../../../core/records/index.ts';
import { readStateOf } from '../../../core/verification/read-facts.ts';
import type { Check, Report, Signer, Verdict } from '../../../core/verification/report.ts';
import {
  certificateNumberText,
  differingTexts,
  dossierSentences,
  factText,
  groupedHex,
  type PolicyWords,
  timeText,
} from '../../../core/words/words.ts';
import { h } from '../dom.ts';
import type { Outcome } from '../session.ts';
import type { ViewContext } from './context.ts';

const ICONS: Readonly<Record<Verdict, string>> = {
  proven: '✓',
  'self-attested': '!',
  pending: '…',
  'different-file': '≠',
  misstated: '≠',
  tampered: '✕',
  untrusted: '?',
  unreadable: '∅',
};
const TONES: Readonly<Record<Verdict, string>> = {
  proven: 'green',
  'self-attested': 'amber',
  pending: 'amber',
  'different-file': 'red',
  misstated: 'red',
  tampered: 'red',
  untrusted: 'grey',
  unreadable: 'grey',
};

/** One result in full. */
export function resultView(outcome: Outcome, context: ViewContext): HTMLElement {
  const { strings, words } = context;
  const { unread } = outcome;
  if (!outcome.report)
    return h(
      'article',
      { class: 'result' },
      names(outcome, context),
      h('p', {}, strings.noCertificate),
      unread !== null && h('p', { class: 'amber' }, words.unreadPicture(unread)),
    );
  const { report } = outcome;
  return h(
    'article',
    { class: 'result' },
    banner(report, context),
    names(outcome, context),
    misstated(report, context),
    dossier(report, context),
    vouches(report, context),
    times(report, context),
    facts(report, context),
    checks(report, context),
    identity(report, context),
  );
}

/** One result of many under its title, to be opened. */
export function foldedResult(outcome: Outcome, context: ViewContext): HTMLElement {
  const { certificate, document, report } = outcome;
  const title = report ? context.words.verdictTitle(report.verdict) : context.strings.noCertificate;
  const [icon, tone] = report ? [ICONS[report.verdict], TONES[report.verdict]] : ['–', 'grey'];
  return h(
    'details',
    { class: 'folded' },
    h(
      'summary',
      {},
      h('span', { class: tone, 'aria-hidden': 'true' }, icon),
      h('strong', { class: tone }, ` ${title}`),
      ` ${certificate ?? document ?? ''}`,
    ),
    resultView(outcome, context),
  );
}

function banner(report: Report, { words, strings, offsetMinutes, now, toTrust }: ViewContext): HTMLElement {
  const verdict = words.verdict(report, { offsetMinutes, now });
  // the colour of proof only with a proof
  const proven = report.verdict === 'proven' ? ' proven' : '';
  return h(
    'header',
    { class: `banner ${TONES[report.verdict]}` },
    h('span', { class: 'banner-icon', 'aria-hidden': 'true' }, ICONS[report.verdict]),
    h(
      'div',
      {},
      verdict.match && h('p', { class: `banner-text match ${verdict.match.state}${proven}` }, verdict.match.sentence),
      h('h2', {}, verdict.title),
      h('p', { class: 'banner-text' }, verdict.sentence),
      report.findings.length > 0 && whatHappened(report, { words, strings }),
      verdict.next && h('p', { class: 'banner-text next' }, verdict.next),
      verdict.remarks.map((remark) => h('p', { class: 'banner-text remark' }, remark)),
      // beside it on a wide page, where the button is not shown
      toTrust &&
        report.verdict === 'untrusted' &&
        h('button', { type: 'button', class: 'to-trust', onClick: toTrust }, strings.toTrust),
    ),
  );
}

/** What the doctor found, each with how sure it is. */
function whatHappened({ findings }: Report, { words, strings }: Pick<ViewContext, 'words' | 'strings'>): HTMLElement {
  const lines = findings.map((finding) => {
    const { certainty, label, sentence } = words.findingWords(finding);
    return h('li', {}, h('span', { class: `certainty ${certainty}` }, label), ' ', h('span', {}, sentence));
  });
  return h('ul', { class: 'findings', 'aria-label': strings.whatHappened }, lines);
}

function names({ certificate, document }: Outcome, { strings }: ViewContext): HTMLElement {
  return definitions([
    [strings.certificate, certificate ?? strings.none],
    [strings.document, document ?? strings.none],
  ]);
}

function definitions(rows: readonly (readonly [string, string | Node])[]): HTMLElement {
  return h(
    'dl',
    {},
    rows.flatMap(([term, value]) => [h('dt', {}, term), h('dd', {}, value)]),
  );
}

function vouches(report: Report, context: ViewContext): HTMLElement | null {
  const { strings, words, offsetMinutes } = context;
  const policy = words.policy(report, offsetMinutes);
  if (report.signers.length === 0 && policy === null) return null;
  return h(
    'section',
    {},
    h('h3', {}, strings.vouches),
    policy ? policyView(policy) : report.quorum && report.quorum.need > 0 && meter(report, report.quorum, context),
    !report.signers.some((signer) => signer.named) && h('p', {}, strings.nobody),
    h(
      'ul',
      {},
      report.signers.map((signer) => h('li', {}, signerText(signer, context))),
    ),
  );
}

/** How each chain and witness of the bundle stands, where it names several. */
function policyView({ needed, found, lines }: PolicyWords): Node[] {
  return [
    h('p', {}, needed),
    h('p', {}, found),
    h(
      'ul',
      { class: 'policy' },
      lines.map(({ counts, text }) => h('li', {}, `${counts ? '✓' : '○'} ${text}`)),
    ),
  ];
}

/** Green only beside a green verdict. */
function meter(
  { verdict }: Report,
  { have, need, all }: NonNullable<Report['quorum']>,
  { strings }: ViewContext,
): HTMLElement {
  const most = Math.max(all, need);
  const text = strings.quorum(have, most, need);
  const tone = verdict === 'proven' ? {} : { low: 0.001, high: most, optimum: 0 };
  const shown = { min: 0, max: most, value: have, ...tone, 'aria-label': text };
  return h('p', { class: 'quorum' }, h('meter', shown), ` ${text}`);
}

/** Names of keys hold a fingerprint; its ends are enough here, the full one is under the checks. */
function shortened(name: string): string {
  return name.replace(/([0-9a-f]{8})[0-9a-f]{48}([0-9a-f]{8})/g, '$1…$2');
}

function signerText(signer: Signer, { words, offsetMinutes }: ViewContext): string {
  const name = signer.named ? visibleName(signer.name) : words.selfNamed(shortened(signer.name));
  const time = signer.time === null ? [] : [timeText(signer.time, offsetMinutes)];
  return [`${name} (${words.roles[signer.role]})`, ...time].join(' · ');
}

function times(report: Report, { words, strings, offsetMinutes }: ViewContext): HTMLElement | null {
  if (report.deviceTime === null) return null;
  const at = (time: string | null) => (time === null ? strings.none : timeText(time, offsetMinutes));
  const clock = report.clock === null ? '' : ` — ${words.clocks[report.clock]}`;
  return h(
    'section',
    {},
    h('h3', {}, strings.clocks),
    definitions([
      [strings.deviceTime, at(report.deviceTime) + clock],
      [strings.provenTime, at(report.verdict === 'proven' ? report.provenTime : null)],
      [strings.tsaTime, strings.none],
    ]),
  );
}

/** How the facts of this record are called. */
function labelsOf({ record }: Report, { words }: ViewContext): (name: string) => string {
  const kind = kindOfKey(record?.kind ?? '');
  return (name) => factLabel(name, words.language, kind);
}

/** Facts of which the document says otherwise, with both values. */
function misstated(report: Report, context: ViewContext): HTMLElement | null {
  const { words } = context;
  const rows = differingTexts(report, words, labelsOf(report, context));
  if (report.verdict !== 'misstated' || rows.length === 0) return null;
  return h('section', { class: 'misstated' }, h('h3', {}, words.verdictTitle(report.verdict)), definitions(rows));
}

/** What the items of a dossier show, and what they cannot. */
function dossier(report: Report, { words }: ViewContext): HTMLElement | null {
  const { says, limits } = dossierSentences(report, words);
  if (says.length === 0) return null;
  const list = (sentences: readonly string[]) =>
    h(
      'ul',
      {},
      sentences.map((sentence) => h('li', {}, sentence)),
    );
  const { shows, cannotShow } = words.dossier;
  return h('section', { class: 'dossier' }, h('h3', {}, shows), list(says), h('h3', {}, cannotShow), list(limits));
}

function facts(report: Report, context: ViewContext): HTMLElement | null {
  const entries = Object.entries(report.facts);
  if (entries.length === 0) return null;
  const { words, strings } = context;
  const label = labelsOf(report, context);
  const stated = entries.filter(([, value]) => value !== null);
  const empty = entries.filter(([, value]) => value === null).map(([name]) => label(name));
  const rows: (readonly [string, string])[] = stated.map(([name]) => {
    const state = readStateOf(name, report);
    const mark = state === null ? '' : ` · ${words.readStates[state]}`;
    return [label(name), (factText(name, report.facts, words, label) ?? '') + mark];
  });
  if (empty.length > 0) rows.push([strings.empty, words.names(empty)]);
  if (report.withheld.length > 0) rows.push([strings.withheld, words.names(report.withheld.map(label))]);
  return h('section', {}, h('h3', {}, strings.facts), definitions(rows));
}

function checks(report: Report, context: ViewContext): HTMLElement {
  const count = (state: Check['state']) => report.checks.filter((check) => check.state === state).length;
  const { strings } = context;
  const [failed, notRun] = [count('failed'), count('not-run')];
  const rest = (failed > 0 ? strings.failed(failed) : '') + (notRun > 0 ? strings.notRun(notRun) : '');
  return h(
    'details',
    { class: 'checks', open: failed > 0 },
    h('summary', {}, strings.checks(count('passed'), rest)),
    h(
      'ol',
      {},
      report.checks.map((check) => checkView(check, context)),
    ),
  );
}

const STATE_ICONS: Readonly<Record<Check['state'], string>> = { passed: '✓', failed: '✕', absent: '–', 'not-run': '○' };

function checkView(check: Check, { words }: ViewContext): HTMLElement {
  return h(
    'li',
    { class: check.state },
    h('span', { class: 'check-icon', 'aria-hidden': 'true' }, STATE_ICONS[check.state]),
    h('strong', {}, `${words.checks[check.name]} — ${words.checkStates[check.state]}`),
    h('p', { class: 'check-sentence' }, words.checkSentence(check)),
    h('code', {}, check.detail),
  );
}

function identity(report: Report, { strings }: ViewContext): HTMLElement | null {
  if (!report.record) return null;
  return h(
    'section',
    {},
    h('h3', {}, strings.identity),
    definitions([
      [strings.certificateNumber, certificateNumberText(report.certificateNumber ?? '')],
      [strings.recordId, h('code', {}, report.record.id)],
      ...(report.digest === null ? [] : [[strings.digest, h('code', {}, groupedHex(report.digest))] as const]),
      ...(report.fingerprint === null ? [] : [[strings.code, h('code', {}, checkCode(report.fingerprint))] as const]),
      [strings.fingerprint, h('code', {}, report.fingerprint === null ? strings.none : groupedHex(report.fingerprint))],
      ...(report.trustFingerprint === null
        ? []
        : [[strings.bundle, h('code', {}, groupedHex(report.trustFingerprint))] as const]),
    ]),
  );
}
