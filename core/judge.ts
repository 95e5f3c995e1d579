/**
 * Who vouches: what one trust bundle makes of the signatures that were checked. Each bundle is judged by its own
 * policy and the best judgement counts; the signers of two bundles never add up.
 */
import { ANCHOR_KINDS } from './anchor/index.ts';
import type { AnchorKinds, AnchorSubject } from './anchor/kind.ts';
import { isFirstKey } from './checkpoint.ts';
import type { Crypto } from './crypto.ts';
import { type EvidenceSet, parsePending } from './evidence.ts';
import { keyFingerprint } from './note.ts';
import type { Signer } from './report.ts';
import { type CheckedLine, logLine } from './signatures.ts';
import { type AcceptedBundle, acceptsKey, type TrustBundle, trustedLog, trustedWitness } from './trust.ts';
import type { TrustedLog } from './trusted.ts';

/** The outcome of the best bundle. */
export interface Judgement {
  readonly bundle: AcceptedBundle | null;
  readonly log: 'accepted' | 'no-bundle' | 'unknown-log' | 'unknown-key';
  readonly logDetail: string;
  /** The bundle's own policy is met. */
  readonly met: boolean;
  readonly policyDetail: string;
  /** The policy would be met if test networks counted. */
  readonly demoOnly: boolean;
  /** The evidence waits for a chain that the bundle names. */
  readonly awaited: boolean;
  readonly signers: readonly Signer[];
  readonly time: string | null;
  readonly quorum: { readonly have: number; readonly need: number; readonly all: number } | null;
}

interface JudgeOptions {
  readonly trust: readonly AcceptedBundle[];
  readonly acceptDemo?: boolean;
  readonly anchorKinds?: AnchorKinds;
}

/** What does not depend on the bundle. */
interface Asked {
  readonly acceptDemo: boolean;
  readonly awaited: boolean;
  readonly kinds: AnchorKinds;
}

/** Somebody whose word counts towards the policy, and when he gave it. */
interface Vote {
  readonly who: string;
  readonly seconds: number | null;
}

const iso = (seconds: number | null) => (seconds === null ? null : new Date(seconds * 1000).toISOString());

/** The best judgement of all accepted bundles. */
export function judge(
  set: EvidenceSet,
  lines: readonly CheckedLine[],
  options: JudgeOptions,
  crypto: Crypto,
): Judgement {
  const { trust, acceptDemo = false, anchorKinds: kinds = ANCHOR_KINDS } = options;
  const asked = { acceptDemo, awaited: isAwaited(set, trust), kinds };
  const judgements = trust.map((accepted) => judgeBy(accepted, set, lines, asked, crypto));
  const best = judgements.reduce<Judgement | null>((a, b) => (a && rank(a) >= rank(b) ? a : b), null);
  return best ?? nobody(null, 'no-bundle', 'no trust bundle was given', lines, crypto);
}

function rank({ log, met, awaited, demoOnly }: Judgement): number {
  if (log !== 'accepted') return log === 'unknown-key' ? 1 : 0;
  if (met) return 5;
  return awaited ? 4 : demoOnly ? 3 : 2;
}

function judgeBy(
  accepted: AcceptedBundle,
  set: EvidenceSet,
  lines: readonly CheckedLine[],
  asked: Asked,
  crypto: Crypto,
): Judgement {
  const { origin, size } = set.proof.checkpoint;
  const log = trustedLog(accepted.bundle, origin) ?? registeredLog(accepted.bundle, set, asked.kinds, crypto);
  if (!log) return nobody(null, 'unknown-log', `no accepted bundle names ${origin}`, lines, crypto);
  const key = logLine(lines)?.key;
  if (!key || !acceptsKey(log, key, size)) {
    const rotated = key && !isFirstKey(key, crypto) ? ' (not the first key of this log)' : '';
    return nobody(
      accepted,
      'unknown-key',
      `${accepted.bundle.name} names this log, but not this key for ${size} leaves${rotated}`,
      lines,
      crypto,
    );
  }
  return judgePolicy(accepted, log, set, lines, asked, crypto);
}

/**
 * A desk that was registered after the bundle was exported: its registration is proven from the application hash that
 * members whom the bundle names have signed. Null when there is none, or when they were too few.
 */
function registeredLog(bundle: TrustBundle, set: EvidenceSet, kinds: AnchorKinds, crypto: Crypto): TrustedLog | null {
  const subject = subjectOf(set);
  for (const anchor of set.evidence.anchors) {
    const verifier = kinds.of(anchor.kind);
    if (verifier?.check(anchor, subject, crypto).state !== 'passed') continue;
    const log = verifier.registeredLog(anchor, subject, crypto);
    const chain = bundle.chains.find(({ kind, id }) => kind === anchor.kind && id === verifier.chainId(anchor));
    if (log && chain && verifier.judge(anchor, subject, chain, log.controller, crypto).met) return log;
  }
  return null;
}

const subjectOf = ({ proof }: EvidenceSet): AnchorSubject => ({
  checkpoint: proof.checkpoint,
  noteText: proof.note.text,
});

/** Nobody vouches: the signatures are listed under the names that their keys give themselves. */
function nobody(
  bundle: AcceptedBundle | null,
  log: Judgement['log'],
  logDetail: string,
  lines: readonly CheckedLine[],
  crypto: Crypto,
): Judgement {
  const signers = lines.filter((line) => line.valid).map((line) => signer(line, null, false, crypto));
  const nothing = { met: false, demoOnly: false, awaited: false, policyDetail: '', time: null, quorum: null };
  return { bundle, log, logDetail, signers, ...nothing };
}

function signer(line: CheckedLine, organisation: string | null, counts: boolean, crypto: Crypto): Signer {
  return {
    name: organisation ?? line.key.name,
    role: line.isLog ? 'log' : 'witness',
    time: iso(line.seconds),
    fingerprint: keyFingerprint(line.key, crypto),
    named: organisation !== null,
    counts,
  };
}

function judgePolicy(
  accepted: AcceptedBundle,
  log: TrustedLog,
  set: EvidenceSet,
  lines: readonly CheckedLine[],
  asked: Asked,
  crypto: Crypto,
): Judgement {
  const { bundle } = accepted;
  const witnesses = judgeWitnesses(bundle, log, lines, crypto);
  const chains = judgeChains(bundle, log, set, asked, crypto);
  const { policy } = bundle;
  const needed = policy.witnesses + policy.chains;
  const enough = (count: number) => needed > 0 && witnesses.votes.length >= policy.witnesses && count >= policy.chains;
  const met = enough(chains.votes.length);
  // anybody can add a line with a time of his choice: only those whom the bundle names are asked for the time
  const named = lines.filter((line) => line.valid && trustedWitness(bundle, line.key, crypto) !== null);
  const earliest = kthSmallest(
    named.map(({ key, seconds }) => ({ who: key.name, seconds })),
    1,
  );
  const policyTime = latest([kthSmallest(witnesses.votes, policy.witnesses), kthSmallest(chains.votes, policy.chains)]);
  return {
    bundle: accepted,
    log: 'accepted',
    logDetail: `${bundle.name} names this log and key: ${log.organisation}`,
    met,
    demoOnly: !met && enough(chains.votes.length + chains.demo),
    policyDetail: `witnesses ${witnesses.votes.length} of ${policy.witnesses} needed, chains ${chains.votes.length} of ${policy.chains} needed${chains.detail}`,
    awaited: asked.awaited,
    signers: [...witnesses.signers, ...chains.signers],
    time: iso(met ? policyTime : earliest),
    quorum: chains.quorum ?? {
      have: witnesses.votes.length,
      need: policy.witnesses,
      all: new Set(bundle.witnesses.map(({ controller }) => controller)).size,
    },
  };
}

/** Cosigners that the bundle names. They count once by controller, and not at all when that is the log's. */
function judgeWitnesses(
  bundle: TrustBundle,
  log: TrustedLog,
  lines: readonly CheckedLine[],
  crypto: Crypto,
): { votes: Vote[]; signers: Signer[] } {
  const votes = new Map<string, Vote>();
  const signers = lines
    .filter((line) => line.valid)
    .map((line) => {
      if (line.isLog) return signer(line, log.organisation, false, crypto);
      const witness = trustedWitness(bundle, line.key, crypto);
      const counts = witness !== null && witness.controller !== log.controller;
      const earlier = votes.get(witness?.controller ?? '');
      if (counts && (!earlier || Number(line.seconds) < Number(earlier.seconds)))
        votes.set(witness.controller, { who: witness.controller, seconds: line.seconds });
      return signer(line, witness?.organisation ?? null, counts, crypto);
    });
  return { votes: [...votes.values()], signers };
}

interface ChainVotes {
  readonly votes: Vote[];
  /** Test networks that hold and were not asked for. */
  readonly demo: number;
  readonly signers: readonly Signer[];
  readonly quorum: Judgement['quorum'];
  readonly detail: string;
}

/** Chains of the bundle whose anchor holds; one of a test network counts only when the verifier asked for it. */
function judgeChains(
  bundle: TrustBundle,
  log: TrustedLog,
  set: EvidenceSet,
  { acceptDemo, kinds }: Asked,
  crypto: Crypto,
): ChainVotes {
  const subject = subjectOf(set);
  const votes = new Map<string, Vote>();
  const signers: Signer[] = [];
  const demo = new Set<string>();
  let quorum: Judgement['quorum'] = null;
  let detail = '';
  for (const anchor of set.evidence.anchors) {
    const verifier = kinds.of(anchor.kind);
    if (verifier?.check(anchor, subject, crypto).state !== 'passed') continue;
    const chain = bundle.chains.find(({ kind, id }) => kind === anchor.kind && id === verifier.chainId(anchor));
    if (!chain) continue;
    const judged = verifier.judge(anchor, subject, chain, log.controller, crypto);
    // a time stamp names a time; it does not say, as the members of a chain do, that this log only grew
    const isVote = judged.met && verifier.shows === 'block';
    const counts = isVote && (!chain.demo || acceptDemo);
    if (isVote && !counts) demo.add(chain.id);
    if (counts)
      votes.set(`${chain.kind} ${chain.id}`, {
        who: chain.id,
        seconds: judged.time === null ? null : Date.parse(judged.time) / 1000,
      });
    signers.push(...judged.signers.map((one) => ({ ...one, counts: one.counts && counts })));
    quorum ??= judged.quorum;
    detail += `; ${chain.kind} ${chain.id}: ${judged.detail}${chain.demo ? ' (test network)' : ''}`;
  }
  return { votes: [...votes.values()], demo: demo.size, signers, quorum, detail };
}

/** When the k-th of the votes was given: by then as many had signed as the policy asks for. */
function kthSmallest(votes: readonly Vote[], k: number): number | null {
  const times = votes.flatMap(({ seconds }) => (seconds === null ? [] : [seconds])).sort((a, b) => a - b);
  return k === 0 ? null : (times[k - 1] ?? null);
}

function latest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** A desk may have been registered after the chain's bundle was exported: any accepted bundle may be the one that names it. */
function isAwaited({ evidence }: EvidenceSet, trust: readonly AcceptedBundle[]): boolean {
  if (evidence.pending === null) return false;
  try {
    const { chain } = parsePending(evidence.pending).pending;
    const chains = trust.flatMap(({ bundle }) => bundle.chains);
    return chains.some(({ kind, id }) => kind === chain.kind && id === chain.id);
  } catch {
    return false; // the check `pending` has failed
  }
}
