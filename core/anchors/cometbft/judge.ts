/**
 * Identifies the signers by a trust bundle. Used only for evidence that holds by itself (verify.ts): compares the
 * carried sets with the bundle's epochs, and evidence of a closed epoch with that epoch's history.
 */

import type { Crypto } from '../../crypto.ts';
import { equal, fromHex, toHex } from '../../formats/bytes.ts';
import { type Voice, voicesOf } from '../../formats/names.ts';
import { KEY_TYPE, verifierKey } from '../../formats/note.ts';
import type { TrustedLog } from '../../formats/trusted.ts';
import type { Signer } from '../../verification/report.ts';
import type { AnchorJudgement } from '../kind.ts';
import type { TreeHead } from './application.ts';
import { timeText } from './block.ts';
import { medianTime, signedPower } from './commit.ts';
import { type Epoch, type EpochMember, epochAt, memberOf, pins } from './epochs.ts';
import type { CometbftEvidence, SignedBlock } from './evidence.ts';
import { quorumOf, totalPower } from './validators.ts';
import { shownHistory } from './verify.ts';

/** A checked anchor, and the epochs of the chain in the trust bundle that judges it. */
export interface JudgeInput {
  readonly evidence: CometbftEvidence;
  readonly noteText: string;
  readonly epochs: readonly Epoch[];
  /** Who holds the log: signatures of the same voice never count. */
  readonly log: Voice;
}

/** One of the two proofs in an anchor: by the block of the transaction, or by a later application hash. */
interface Way {
  readonly signed: SignedBlock;
  readonly epoch: Epoch | null;
  /** Why this proof does not count under this bundle, or null. */
  readonly refusal: string | null;
}

/** The judgement by one bundle's epochs. The block's own proof comes first: it names the members of that time. */
export function judgeEvidence(input: JudgeInput, crypto: Crypto): AnchorJudgement {
  const ways = [blockWay(input, crypto), stateWay(input, crypto)].filter((way) => way !== null);
  const way = ways.find(({ refusal }) => refusal === null) ?? ways[0];
  if (!way)
    return { met: false, signers: [], time: null, quorum: { have: 0, need: 0, all: 0 }, detail: 'nothing to judge' };
  const { signed, refusal } = way;
  const signers = signersOf(way, input.log, crypto);
  const median = medianTime(signed.votes, signed.set);
  const quorum = quorumIn(signed);
  return {
    met: refusal === null,
    signers,
    time: median && timeText(median),
    quorum,
    detail: refusal ?? `${quorum.have} of ${quorum.all} signed height ${signed.height}, ${quorum.need} needed`,
  };
}

function blockWay(input: JudgeInput, crypto: Crypto): Way | null {
  const { block } = input.evidence;
  if (!block) return null;
  const next: SignedBlock = { ...block.next, height: block.height + 1 };
  const epoch = epochAt(input.epochs, block.height);
  const refusal =
    notPinned(block, epoch, crypto) ??
    notPinned(next, epochAt(input.epochs, next.height), crypto) ??
    notInHistory(epoch, input, crypto) ??
    notPresentRegistry(input, crypto) ??
    notIndependent(block, epoch, input.log);
  return { signed: block, epoch, refusal };
}

function stateWay(input: JudgeInput, crypto: Crypto): Way | null {
  const { state } = input.evidence;
  if (!state) return null;
  const epoch = epochAt(input.epochs, state.height);
  const refusal =
    notPinned(state, epoch, crypto) ??
    notInHistory(epoch, input, crypto) ??
    notPresentRegistry(input, crypto) ??
    notIndependent(state, epoch, input.log);
  return { signed: state, epoch, refusal };
}

function notPinned(signed: SignedBlock, epoch: Epoch | null, crypto: Crypto): string | null {
  if (!epoch) return `the bundle names no members for height ${signed.height}`;
  return pins(epoch, signed.set, crypto) ? null : `height ${signed.height} was signed by others than the bundle names`;
}

/** Evidence of a closed epoch must be in the history that the bundle names for its end. */
function notInHistory(epoch: Epoch | null, { evidence, noteText }: JudgeInput, crypto: Crypto): string | null {
  if (!epoch?.history) return null;
  const shown = evidence.state && shownHistory(evidence.state, noteText, crypto);
  return shown && isSameHead(shown, epoch.history)
    ? null
    : `the members of heights ${epoch.from} to ${epoch.to} have changed since; this evidence was not renewed`;
}

/**
 * A registration is only accepted from the present members. The history of a closed epoch is pinned, the registry is
 * not: with stolen keys of former members somebody could sign the true history together with a forged registry.
 */
function notPresentRegistry({ evidence, epochs }: JudgeInput, crypto: Crypto): string | null {
  const { state, registration } = evidence;
  if (!registration || !state) return null;
  const epoch = epochAt(epochs, state.height);
  return epoch?.to === null && pins(epoch, state.set, crypto)
    ? null
    : 'the registration is not signed by the present members';
}

const isSameHead = (a: TreeHead, b: TreeHead) => a.size === b.size && equal(a.root, b.root);

/**
 * The issuer may be a member, and the engine's quorum then includes its vote. But at least one other honest member must
 * have signed, which is certain when the others' signed power exceeds the third that may be dishonest.
 */
function notIndependent({ votes, set }: SignedBlock, epoch: Epoch | null, log: Voice): string | null {
  const issuer = issuerIn(epoch, log);
  const others = votes.filter(({ voter }) => !issuer.has(memberAt(epoch, set[voter]?.key)));
  return 3 * signedPower(others, set) > totalPower(set) ? null : 'too few signed who are not the issuer';
}

/** The members of an epoch that are one voice with the log. */
function issuerIn(epoch: Epoch | null, log: Voice): ReadonlySet<EpochMember | null> {
  const members = epoch?.members ?? [];
  const [own, ...voices] = voicesOf([log, ...members]);
  return new Set(members.filter((_, i) => voices[i] === own));
}

function memberAt(epoch: Epoch | null, key: Uint8Array | undefined): EpochMember | null {
  return (epoch && key && memberOf(epoch, key)) ?? null;
}

function signersOf({ signed, epoch, refusal }: Way, log: Voice, crypto: Crypto): readonly Signer[] {
  const issuer = issuerIn(epoch, log);
  return signed.votes.flatMap(({ voter, time }) => {
    const key = signed.set[voter]?.key;
    if (!key) return [];
    const member = memberAt(epoch, key);
    const fingerprint = toHex(crypto.sha256(key));
    return {
      name: member?.organisation ?? fingerprint.slice(0, 40),
      role: 'member' as const,
      time: timeText(time),
      fingerprint,
      named: member !== null,
      counts: refusal === null && member !== null && !issuer.has(member),
    };
  });
}

/** Counted in members when all have equal power, else in power. */
export function quorumIn({ votes, set }: SignedBlock): { have: number; need: number; all: number } {
  const unit = set.every(({ power }) => power === set[0]?.power) ? (set[0]?.power ?? 1) : 1;
  const all = totalPower(set) / unit;
  return { have: signedPower(votes, set) / unit, need: quorumOf(all), all };
}

/** The log as it is registered on the chain, for a bundle that was exported before; null when the anchor shows none. */
export function registeredLog(evidence: CometbftEvidence, origin: string, crypto: Crypto): TrustedLog | null {
  const { registration } = evidence.registration ?? {};
  if (!registration || registration.retired) return null;
  const keys = registration.keys.map(([key, from, to]) => ({
    vkey: verifierKey(origin, KEY_TYPE.ed25519, fromHex(key, 32), crypto).text,
    from,
    to,
  }));
  const { controller, organisation } = registration;
  return { origin, controller, organisation, keys };
}
