/**
 * Which members of a trust bundle's ledger stated that they saw the transaction committed. Used only for evidence that holds
 * by itself (verify.ts). Members of one voice count once, and those of the log's voice not at all.
 */
import type { Crypto } from '../../crypto.ts';
import { type Voice, voicesOf } from '../../formats/names.ts';
import { cosignatureSeconds, keyFingerprint, type VerifierKey } from '../../formats/note.ts';
import type { Signer } from '../../verification/report.ts';
import { keepEarlier, kthSmallest, type Vote } from '../../verification/votes.ts';
import type { AnchorJudgement } from '../kind.ts';
import type { JdchainEvidence } from './evidence.ts';
import { type JdMember, type JdMembers, memberOf, participantOf } from './members.ts';

/** A witness who signed, and the time in its line: POSIX seconds, null for a line without one. */
export interface Seen {
  readonly key: VerifierKey;
  readonly seconds: number | null;
}

/** Who signed. The lines have been verified: an anchor with one that does not verify does not hold. */
export function seenBy({ note, keys }: JdchainEvidence): readonly Seen[] {
  return keys.flatMap((key, i) => {
    const line = note.signatures[i];
    return line ? [{ key, seconds: cosignatureSeconds(line) }] : [];
  });
}

/** RFC 3339 of POSIX seconds. */
export const timeOf = (seconds: number | null): string | null =>
  seconds === null ? null : new Date(seconds * 1000).toISOString();

/** The judgement by one bundle's members. `log` says who holds the log. */
export function judgeEvidence(
  evidence: JdchainEvidence,
  known: JdMembers,
  log: Voice,
  crypto: Crypto,
): AnchorJudgement {
  const { members, need } = known;
  const [own, ...voices] = voicesOf([log, ...members]);
  const votes = new Map<string, Vote>();
  const signers = seenBy(evidence).map(({ key, seconds }): Signer => {
    const member = memberOf(known, key);
    const voice = member && (voices[members.indexOf(member)] as number);
    const counts = voice !== null && voice !== own;
    if (counts) keepEarlier(votes, { who: `${voice}`, at: seconds === null ? null : seconds * 1000 });
    const fingerprint = keyFingerprint(key, crypto);
    const name = member?.organisation ?? key.name;
    return { name, role: 'member', time: timeOf(seconds), fingerprint, named: member !== null, counts };
  });
  const have = votes.size;
  const at = kthSmallest([...votes.values()], need);
  return {
    met: have >= need,
    signers,
    time: at === null ? null : new Date(at).toISOString(),
    quorum: { have, need, all: members.length },
    detail: `${have} of ${members.length} members state that they saw it committed on their own node, ${need} needed${passedOn(evidence, known)}`,
  };
}

/** What the signature of a gateway's participant shows, which is not that anything was committed. */
function passedOn({ node }: JdchainEvidence, known: JdMembers): string {
  if (!node?.pubKey) return '';
  const member: JdMember | null = participantOf(known, node.pubKey);
  const who = member ? `the gateway of ${member.organisation}` : 'a gateway whose key the bundle does not name';
  return `; ${who} passed it on, which does not show that it was committed`;
}
