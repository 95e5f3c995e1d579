/** Builds the sentence of a verdict from a report. It never claims more than the report proves. */
import { assertNever } from '../errors.ts';
import { type MissingCodes, missingCodes } from '../paper/missing.ts';
import {
  type CheckName,
  type CheckReason,
  DOSSIER_CHECKS,
  MISSTATED_REASONS,
  type Report,
  type Signer,
} from '../verification/report.ts';
import { groupedHex, timeText } from './format.ts';
import { hasSeveral } from './policy.ts';
import type { MatchWords, Phrases, VerdictWords } from './types.ts';

/** Where and when the sentence is read. */
export interface VerdictContext {
  /** Time zone for times, in minutes east of UTC. */
  readonly offsetMinutes: number;
  /** The log of the desk that reads, where one does: it is not told to ask itself. */
  readonly ownOrigin?: string | null;
  /** Milliseconds since 1970; decides only between "expected by" and "overdue since", never the verdict. */
  readonly now: number;
}

/** The missing codes, if that is why nothing can be read. */
function missingIn({ checks }: Report): MissingCodes | null {
  const check = checks.find(({ reason }) => reason === 'codes-missing');
  return check ? missingCodes(check.detail) : null;
}

const UNREADABLE = ['not-a-certificate', 'newer-version', 'too-large', 'damaged'] as const;

const hasReason = (report: Report, reason: CheckReason) => report.checks.some((check) => check.reason === reason);

/** Organisations whose signatures the verdict is based on, each once. */
const namesOf = (signers: readonly Signer[]) => [...new Set(signers.map(({ name }) => name))];

/** Names of those who vouch; where a time is proven, apart from those who state none: it is not theirs. */
function countedNames({ signers, provenTime }: Report): {
  readonly names: readonly string[];
  readonly untimed: readonly string[];
} {
  const counted = signers.filter(({ counts }) => counts);
  if (provenTime === null) return { names: namesOf(counted), untimed: [] };
  const names = namesOf(counted.filter(({ time }) => time !== null));
  return { names, untimed: namesOf(counted).filter((name) => !names.includes(name)) };
}

function unreadableReason(report: Report): (typeof UNREADABLE)[number] {
  return UNREADABLE.find((reason) => hasReason(report, reason)) ?? 'damaged';
}

/** Checks that can fail although nothing was altered. */
const NOT_ALTERED: readonly CheckName[] = ['document', 'facts', 'log-key', 'policy'];

/** The checks that show an alteration. */
function alteredChecks(report: Report): readonly CheckName[] {
  const failed = report.checks.filter(
    ({ name, state, reason }) =>
      state === 'failed' && !NOT_ALTERED.includes(name) && !MISSTATED_REASONS.includes(reason),
  );
  return failed.map(({ name }) => name);
}

/** The checks by which a dossier states what is not so; none for other records. */
function misstatedChecks(report: Report): readonly CheckName[] {
  const failed = report.checks.filter(({ name, state }) => state === 'failed' && DOSSIER_CHECKS.includes(name));
  return failed.map(({ name }) => name);
}

/** Whether a document was compared; null for a record that speaks of none, such as a dossier. */
function comparedWith({ fileChecked, digest }: Report): boolean | null {
  return fileChecked || digest !== null ? fileChecked : null;
}

const onlyPageAltered = (report: Report) => alteredChecks(report).every((name) => name === 'page');

/** The issued page is present, but an update after it may change what is shown; everything else holds. */
const updated = (report: Report) =>
  report.verdict === 'tampered' && onlyPageAltered(report) && hasReason(report, 'page-updated');

function tampered(phrases: Phrases, report: Report): string {
  if (updated(report)) return phrases.verdict.tamperedUpdate;
  if (onlyPageAltered(report)) return phrases.verdict.tamperedPage;
  const altered = alteredChecks(report);
  return phrases.verdict.tampered({ checks: phrases.names(altered.map((name) => phrases.checks[name])) });
}

function proven(phrases: Phrases, report: Report, { offsetMinutes }: VerdictContext): string {
  const { names, untimed } = countedNames(report);
  return phrases.verdict.proven({
    time: report.provenTime === null ? null : timeText(report.provenTime, offsetMinutes),
    names: phrases.names(names),
    untimed: untimed.length > 0 ? phrases.names(untimed) : null,
    compared: comparedWith(report),
  });
}

function selfAttested(phrases: Phrases, report: Report): string {
  const compared = comparedWith(report);
  if (hasReason(report, 'test-network')) return phrases.verdict.testNetwork({ compared });
  const { policy } = report;
  if (policy && hasSeveral(policy) && policy.parts.some(({ state }) => state === 'stands' || state === 'short'))
    return phrases.verdict.tooFew({ found: phrases.trust.tooFew(policy), compared });
  if (report.quorum === null || report.quorum.have === 0) return phrases.verdict.selfAttested({ compared });
  return phrases.verdict.notEnough({ ...report.quorum, compared });
}

function pending(phrases: Phrases, report: Report, context: VerdictContext): string {
  if (report.pending === null) return phrases.verdict.selfAttested({ compared: comparedWith(report) });
  return phrases.verdict.pending({
    chain: report.pending.chain,
    deadline: timeText(report.pending.deadline, context.offsetMinutes),
    overdue: Date.parse(report.pending.deadline) < context.now,
  });
}

function unreadable({ verdict }: Phrases, report: Report): string {
  const missing = missingIn(report);
  return missing ? verdict.codesMissing(missing) : verdict.unreadable[unreadableReason(report)];
}

/** How the facts of the report's record are called. */
type FactLabel = (name: string) => string;

function misstated(phrases: Phrases, report: Report, label: FactLabel): string {
  const { read } = report;
  const checks = misstatedChecks(report);
  if (checks.length > 0)
    return phrases.verdict.misstatedDossier({ checks: phrases.names(checks.map((name) => phrases.checks[name])) });
  return phrases.verdict.misstated({ facts: phrases.names((read?.differing ?? []).map(({ name }) => label(name))) });
}

function sentence(phrases: Phrases, report: Report, context: VerdictContext, label: FactLabel): string {
  const { verdict } = phrases;
  const fingerprint = report.fingerprint === null ? null : groupedHex(report.fingerprint);
  switch (report.verdict) {
    case 'proven':
      return proven(phrases, report, context);
    case 'self-attested':
      return selfAttested(phrases, report);
    case 'pending':
      return pending(phrases, report, context);
    case 'different-file':
      return verdict.differentFile({ file: report.file, recorded: report.facts.fileName ?? null });
    case 'misstated':
      return misstated(phrases, report, label);
    case 'tampered':
      return tampered(phrases, report);
    case 'untrusted':
      return hasReason(report, 'unknown-key')
        ? verdict.unknownKey({ fingerprint })
        : verdict.untrusted({ fingerprint });
    case 'unreadable':
      return unreadable(phrases, report);
    default:
      return assertNever(report.verdict);
  }
}

const sound = (report: Report) => report.verdict !== 'unreadable' && report.verdict !== 'tampered';

function next(phrases: Phrases, report: Report, { ownOrigin = null }: VerdictContext): string | null {
  const { verdict } = phrases;
  const own = ownOrigin !== null && report.log?.origin === ownOrigin;
  if (own && report.verdict in verdict.nextOwn) return verdict.nextOwn[report.verdict as keyof typeof verdict.nextOwn];
  if (missingIn(report)) return verdict.codesMissingNext;
  if (updated(report)) return verdict.nextTamperedUpdate;
  if (report.verdict === 'unreadable') return verdict.nextUnreadable[unreadableReason(report)];
  if (report.verdict === 'misstated' && misstatedChecks(report).length > 0) return verdict.nextMisstatedDossier;
  if (report.verdict !== 'proven') return verdict.next[report.verdict];
  return comparedWith(report) === false ? verdict.nextNoDocument : null;
}

/** Only of a proof that holds, and of a record that speaks of a document: what an altered one says of it says nothing. */
function match({ verdict }: Phrases, report: Report): MatchWords | null {
  if (!sound(report) || report.digest === null) return null;
  const checked = report.checks.find(({ name }) => name === 'document')?.state;
  const state = checked === 'passed' ? 'same' : checked === 'failed' ? 'different' : 'not-compared';
  return { state, sentence: verdict.match[state] };
}

/** Who has the log, where that is another than the record states as its holder. */
function otherHolder({ signers, facts }: Report): { readonly organisation: string; readonly holder: string } | null {
  const issuer = signers.find(({ role, named }) => role === 'log' && named);
  const { holder } = facts;
  return issuer && typeof holder === 'string' && holder !== issuer.name ? { organisation: issuer.name, holder } : null;
}

/** Why facts that were read from a document were not read again, where that is worth saying. */
const NOT_READ: readonly CheckReason[] = ['facts-unread', 'facts-unknown-reader', 'facts-gave-up'];

function remarks(phrases: Phrases, report: Report): readonly string[] {
  const { verdict } = phrases;
  const page = report.checks.find((check) => check.name === 'page');
  const found: string[] = [];
  const says = sound(report) && !['proven', 'self-attested'].includes(report.verdict) && comparedWith(report) === false;
  if (says) found.push(verdict.noDocument);
  if (report.trustName !== null && !report.trustCompared)
    found.push(verdict.trustNotCompared({ name: report.trustName }));
  if (report.front) found.push(verdict.front(report.front));
  if (report.pageAdditions) found.push(verdict.pageAppended(report.pageAdditions));
  if (NOT_READ.some((reason) => hasReason(report, reason))) found.push(verdict.factsNotRead);
  if (report.verdict !== 'unreadable' && page?.state === 'not-run') found.push(verdict.pageNotCompared);
  const other = otherHolder(report);
  if (other !== null) found.push(verdict.holderDiffers(other));
  if (report.clock === 'unknown') found.push(verdict.clockUnknown);
  return found;
}

/** Title, sentence, next step and remarks of a report's verdict. */
export function verdictWords(
  phrases: Phrases,
  report: Report,
  context: VerdictContext,
  label: FactLabel,
): VerdictWords {
  return {
    match: match(phrases, report),
    title:
      report.verdict === 'misstated' && misstatedChecks(report).length > 0
        ? phrases.verdict.misstatedDossierTitle
        : phrases.verdict.titles[report.verdict],
    sentence: sentence(phrases, report, context, label),
    next: next(phrases, report, context),
    remarks: remarks(phrases, report),
  };
}
