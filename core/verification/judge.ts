/**
 * Trust decisions: applies trust bundles to the checked signatures. Each bundle is judged by its own policy and the
 * best judgement counts; signers of two bundles are never added together.
 */
import { type AnchorSubject, countsAsChain, type WholeAnchor } from '../anchors/kind.ts';
import type { Crypto } from '../crypto.ts';
import { isFirstKey, type TlogProof } from '../formats/checkpoint.ts';
import type { Pending } from '../formats/evidence.ts';
import { voicesOf } from '../formats/names.ts';
import { keyFingerprint } from '../formats/note.ts';
import { type AcceptedBundle, type TrustBundle, trustedLog, trustedWitness } from '../formats/trust.ts';
import { acceptsKey, type TrustedChain, type TrustedLog } from '../formats/trusted.ts';
import { chainParts, type SignedWitness, witnessParts } from './policy-parts.ts';
import type { PolicyPart, PolicyReport } from './policy-report.ts';
import type { Signer } from './report.ts';
import { type CheckedLine, logLine } from './signatures.ts';
import { earliest, keepEarlier, kthSmallest, latest, type Vote } from './votes.ts';

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
  /** Each chain and witness of the bundle by itself. */
  readonly policy: PolicyReport | null;
}

/**
 * The parts of the evidence that hold by themselves (core/verification/evidence-checks.ts), as input for trust
 * decisions.
 */
export interface HeldEvidence {
  readonly proof: Pick<TlogProof, 'note' | 'checkpoint'>;
  readonly lines: readonly CheckedLine[];
  readonly anchors: readonly WholeAnchor[];
  readonly pending: Pending | null;
}

interface JudgeOptions {
  readonly trust: readonly AcceptedBundle[];
  readonly acceptDemo?: boolean;
}

/** Inputs that do not depend on the bundle. */
interface Asked {
  readonly acceptDemo: boolean;
  readonly awaited: boolean;
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
const milliseconds = (seconds: number | null) => (seconds === null ? null : seconds * 1000);

/**
 * The best judgement of all accepted bundles. Among several that prove it, a bundle whose fingerprint was compared has
 * priority; then the earliest time, because the verifier trusts all of them; then the first in the list.
 */
export function judge(evidence: HeldEvidence, options: JudgeOptions, crypto: Crypto): Judgement {
  const { trust, acceptDemo = false } = options;
  const asked = { acceptDemo, awaited: isAwaited(evidence, trust) };
  const judgements = trust.map((accepted) => judgeBy(accepted, evidence, asked, crypto));
  const best = judgements.reduce<Judgement | null>((a, b) => (a && !isBetter(b, a) ? a : b), null);
  return best ?? nobody(null, 'no-bundle', 'no trust bundle was given', evidence.lines, crypto);
}

function isBetter(a: Judgement, b: Judgement): boolean {
  if (rank(a) !== rank(b)) return rank(a) > rank(b);
  if (!a.met) return false;
  if (a.bundle?.compared !== b.bundle?.compared) return a.bundle?.compared === true;
  return a.time !== null && (b.time === null || Date.parse(a.time) < Date.parse(b.time));
}

function rank({ log, met, awaited, demoOnly }: Judgement): number {
  if (log !== 'accepted') return log === 'unknown-key' ? 1 : 0;
  if (met) return 5;
  return awaited ? 4 : demoOnly ? 3 : 2;
}

function judgeBy(accepted: AcceptedBundle, evidence: HeldEvidence, asked: Asked, crypto: Crypto): Judgement {
  const { lines } = evidence;
  const { origin, size } = evidence.proof.checkpoint;
  const log = trustedLog(accepted.bundle, origin) ?? registeredLog(accepted.bundle, evidence, asked.acceptDemo, crypto);
  if (!log) return nobody(null, 'unknown-log', unknownLog(accepted.bundle, evidence, crypto), lines, crypto);
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
  return judgePolicy(accepted, log, evidence, asked, crypto);
}

/**
 * Finds a log that was registered after the bundle was exported: its registration is proven from an application hash
 * signed by members named in the bundle. Test networks are ignored unless the verifier asks for them, because anybody
 * can register any log there. Null when there is no registration, or too few members signed.
 */
function registeredLog(
  bundle: TrustBundle,
  evidence: HeldEvidence,
  acceptDemo: boolean,
  crypto: Crypto,
): TrustedLog | null {
  const subject = subjectOf(evidence);
  for (const { anchor, verifier, chain } of anchorsOf(bundle, evidence)) {
    if (chain.demo && !acceptDemo) continue;
    const log = verifier.registeredLog(anchor, subject, crypto);
    if (log && verifier.judge(anchor, subject, chain, log, crypto).met) return log;
  }
  return null;
}

function unknownLog(bundle: TrustBundle, evidence: HeldEvidence, crypto: Crypto): string {
  const registered = registeredLog(bundle, evidence, true, crypto);
  const why = registered ? '; only a test network, which was not asked for, has registered it' : '';
  return `no accepted bundle names ${evidence.proof.checkpoint.origin}${why}`;
}

interface NamedAnchor extends WholeAnchor {
  readonly chain: TrustedChain;
}

/** The anchors whose chain the bundle names. */
function anchorsOf(bundle: TrustBundle, { anchors }: HeldEvidence): readonly NamedAnchor[] {
  return anchors.flatMap(({ anchor, verifier }) => {
    const chain = bundle.chains.find(({ kind, id }) => kind === anchor.kind && id === verifier.chainId(anchor));
    return chain ? [{ anchor, verifier, chain }] : [];
  });
}

const subjectOf = ({ proof }: HeldEvidence): AnchorSubject => ({
  checkpoint: proof.checkpoint,
  noteText: proof.note.text,
});

/** No bundle applies: the signatures are listed under the names in their keys. */
function nobody(
  bundle: AcceptedBundle | null,
  log: Judgement['log'],
  logDetail: string,
  lines: readonly CheckedLine[],
  crypto: Crypto,
): Judgement {
  const signers = lines.filter((line) => line.valid).map((line) => signer(line, null, false, crypto));
  const nothing = { met: false, demoOnly: false, awaited: false, policyDetail: '', time: null };
  return { bundle, log, logDetail, signers, quorum: null, policy: null, ...nothing };
}

function signer(line: CheckedLine, organisation: string | null, counts: boolean, crypto: Crypto): Signer {
  return {
    name: organisation ?? line.key.name,
    role: line.isLog ? 'log' : 'witness',
    time: iso(milliseconds(line.seconds)),
    fingerprint: keyFingerprint(line.key, crypto),
    named: organisation !== null,
    counts,
  };
}

function judgePolicy(
  accepted: AcceptedBundle,
  log: TrustedLog,
  evidence: HeldEvidence,
  asked: Asked,
  crypto: Crypto,
): Judgement {
  const { bundle } = accepted;
  const { lines } = evidence;
  const witnesses = judgeWitnesses(bundle, log, lines, crypto);
  const chains = judgeChains(bundle, log, evidence, asked.acceptDemo, crypto);
  const { policy } = bundle;
  const needed = policy.witnesses + policy.chains;
  const enough = (count: number) => needed > 0 && witnesses.votes.length >= policy.witnesses && count >= policy.chains;
  const met = enough(chains.votes.length);
  // anybody can add a line with any time, so only times of signers named by the bundle count
  const named = lines.filter((line) => line.valid && trustedWitness(bundle, line.key, crypto) !== null);
  const firstWord = kthSmallest(
    named.map(({ seconds }) => ({ at: milliseconds(seconds) })),
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
    time: iso(met ? policyTime : firstWord),
    quorum: chains.quorum ?? {
      have: witnesses.votes.length,
      need: policy.witnesses,
      all: witnesses.voices,
    },
    policy: {
      chains: { have: chains.votes.length, need: policy.chains, all: bundle.chains.length },
      witnesses: { have: witnesses.votes.length, need: policy.witnesses, all: witnesses.independent },
      parts: [...chains.parts, ...witnesses.parts],
    },
  };
}

interface WitnessVotes {
  readonly votes: readonly Vote[];
  readonly signers: readonly Signer[];
  readonly voices: number;
  /** Voices other than the log's. */
  readonly independent: number;
  readonly parts: readonly PolicyPart[];
}

/** Cosigners named by the bundle. Each voice counts once, and the log's not at all. */
function judgeWitnesses(
  bundle: TrustBundle,
  log: TrustedLog,
  lines: readonly CheckedLine[],
  crypto: Crypto,
): WitnessVotes {
  const [own, ...voices] = voicesOf([log, ...bundle.witnesses]);
  const votes = new Map<string, Vote>();
  const signed: SignedWitness[] = [];
  const signers = lines
    .filter((line) => line.valid)
    .map((line) => {
      if (line.isLog) return signer(line, log.organisation, false, crypto);
      const witness = trustedWitness(bundle, line.key, crypto);
      const voice = witness && voices[bundle.witnesses.indexOf(witness)];
      const counts = voice !== null && voice !== own;
      if (counts) keepEarlier(votes, { who: `${voice}`, at: milliseconds(line.seconds) });
      const said = signer(line, witness?.organisation ?? null, counts, crypto);
      if (witness) signed.push({ witness, counts, time: said.time });
      return said;
    });
  return {
    votes: [...votes.values()],
    signers,
    voices: new Set(voices).size,
    independent: new Set(voices.filter((voice) => voice !== own)).size,
    parts: witnessParts(bundle.witnesses, signed),
  };
}

interface ChainVotes {
  readonly votes: Vote[];
  /** Test networks whose anchors hold but that the verifier did not ask for. */
  readonly demo: number;
  readonly signers: readonly Signer[];
  readonly quorum: Judgement['quorum'];
  readonly detail: string;
  readonly parts: readonly PolicyPart[];
}

/** Chains of the bundle whose anchor holds; one of a test network counts only when the verifier asked for it. */
function judgeChains(
  bundle: TrustBundle,
  log: TrustedLog,
  evidence: HeldEvidence,
  acceptDemo: boolean,
  crypto: Crypto,
): ChainVotes {
  const subject = subjectOf(evidence);
  const votes = new Map<string, Vote>();
  const demo = new Set<string>();
  const judged = anchorsOf(bundle, evidence).map(({ anchor, verifier, chain }) => {
    const judgement = verifier.judge(anchor, subject, chain, log, crypto);
    const who = `${chain.kind} ${chain.id}`;
    const at = judgement.time === null ? null : Date.parse(judgement.time);
    const isOfChain = countsAsChain(verifier.shows);
    const isVote = judgement.met && isOfChain;
    const counts = isVote && (!chain.demo || acceptDemo);
    if (counts) keepEarlier(votes, { who, at });
    else if (isVote) demo.add(who);
    const detail = `; ${who}: ${judgement.detail}${chain.demo ? ' (test network)' : ''}`;
    return { ...judgement, chain, isOfChain, at, counts, detail };
  });
  const counted = judged.filter(({ counts }) => counts);
  return {
    votes: [...votes.values()],
    demo: demo.size,
    signers: judged.flatMap(({ signers, counts }) => signers.map((one) => ({ ...one, counts: one.counts && counts }))),
    quorum: (earliest(counted) ?? judged[0])?.quorum ?? null,
    detail: judged.map(({ detail }) => detail).join(''),
    parts: chainParts(bundle.chains, judged),
  };
}

/** A desk may have been registered after the chain's bundle was exported, so any accepted bundle may name it. */
function isAwaited({ pending }: HeldEvidence, trust: readonly AcceptedBundle[]): boolean {
  const chains = trust.flatMap(({ bundle }) => bundle.chains);
  return pending !== null && chains.some(({ kind, id }) => kind === pending.chain.kind && id === pending.chain.id);
}
