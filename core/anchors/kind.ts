/**
 * Definition of a kind of anchor. An anchor is an entry of `evidence.anchors` and is evaluated twice: `check` decides
 * whether it holds by itself and names this checkpoint (if not, it was altered); `judge` decides which members of a
 * trust bundle's chain signed it. Cosignatures of witnesses are in the note itself and are checked there; those of a type
 * that the note may not have are anchors too, and are judged as witnesses.
 */

import type { Crypto } from '../crypto.ts';
import type { Json } from '../formats/canonical.ts';
import type { Checkpoint } from '../formats/checkpoint.ts';
import type { Anchor } from '../formats/evidence.ts';
import type { Holding, Voice } from '../formats/names.ts';
import type { SignedNote, VerifierKey } from '../formats/note.ts';
import type { TrustedChain, TrustedLog } from '../formats/trusted.ts';
import type { CheckReason, Signer } from '../verification/report.ts';

/** The subject of an anchor. */
export interface AnchorSubject {
  readonly checkpoint: Checkpoint;
  /** The note's text, byte for byte. */
  readonly noteText: string;
}

/** The same with the log's own signature, which the certificate has beside the anchor. */
export interface FormSubject extends AnchorSubject {
  /** The signature in the note's first line, without the key id. That it is the log's is checked elsewhere. */
  readonly logSignature: Uint8Array;
}

/** The subject of an anchor in any form beside this note. */
export function formSubject(checkpoint: Checkpoint, { text, signatures }: SignedNote): FormSubject {
  return { checkpoint, noteText: text, logSignature: signatures[0]?.signature ?? new Uint8Array(0) };
}

/**
 * Another way to write the anchors of a kind, which has a name of its own in `evidence.anchors`. It is read by making the
 * whole anchor of it, which is then checked and judged like any other of its kind.
 */
export interface AnchorForm {
  readonly kind: string;
  /** The whole anchor. Throws `malformed` or `too-large`. */
  expand(anchor: Anchor, subject: FormSubject, crypto: Crypto): Anchor;
  /** The form of a whole anchor that `expand` makes exactly that anchor of; null when there is none. */
  shorten(anchor: Anchor, subject: FormSubject, crypto: Crypto): Anchor | null;
}

/** Whether an anchor holds by itself. */
export interface AnchorCheck {
  readonly state: 'passed' | 'failed' | 'not-run';
  readonly reason: CheckReason;
  readonly detail: string;
}

/** Which members of a bundle's chain signed an anchor that passed its check. */
export interface AnchorJudgement {
  readonly met: boolean;
  readonly signers: readonly Signer[];
  /** Time of the checked signatures, RFC 3339, or null. */
  readonly time: string | null;
  /** Voting power that signed, that is needed, and that there is. */
  readonly quorum: { readonly have: number; readonly need: number; readonly all: number };
  readonly detail: string;
}

/** A key that signed a block. */
export interface BlockSigner {
  /** SHA-256 of the key, hex. */
  readonly fingerprint: string;
  /** The name that the chain's registry has for it, if that is shown. */
  readonly name: string | null;
  /** What the signature says, RFC 3339 UTC. */
  readonly time: string;
}

/** What a block of a chain shows by itself. Only a trust bundle identifies its signers. */
export interface BlockStatement {
  readonly shows: 'block';
  readonly chain: string;
  readonly height: number;
  /** Hex, as the chain's own programs show it. */
  readonly block: string;
  /** Hex; null when the anchor shows that the checkpoint was accepted, but not by which transaction. */
  readonly transaction: string | null;
  /** Time of the signatures that are carried, RFC 3339, or null: the same that `judge` gives. */
  readonly time: string | null;
  /**
   * The time that pages of template 1 print instead, by the older rule; issued pages must always be reproduced exactly.
   */
  readonly timeTemplate1: string | null;
  /** Each key that signed. */
  readonly signers: readonly BlockSigner[];
  /** Keys in the set that signed, whether they did or not. */
  readonly members: number;
  /** The organisation under which the chain has registered this log, if the anchor shows it. */
  readonly registeredAs: string | null;
  /** Voting power that signed, that is needed, and that there is. */
  readonly quorum: { readonly have: number; readonly need: number; readonly all: number };
}

/** Who endorsed something on a chain: the name that is in the certificate beside the key, which anybody can write there. */
export interface Endorser {
  readonly name: string;
  /** SHA-256 of the key, hex. */
  readonly fingerprint: string;
}

/**
 * What endorsements on a chain show by themselves: a transaction, the block it is in, and organisations that said
 * afterwards that they read it in their ledgers as that block wrote it. Nothing that is signed states a time. Only a trust
 * bundle identifies them, and says how many are enough.
 */
export interface EndorsedStatement {
  readonly shows: 'endorsed';
  readonly chain: string;
  /** The program on the chain that they ran. */
  readonly chaincode: string;
  readonly height: number;
  /** Hex, as the chain's own programs show it. */
  readonly block: string;
  /** Hex. */
  readonly transaction: string;
  readonly time: null;
  /** Those who endorsed the transaction. */
  readonly endorsers: readonly Endorser[];
  /** Those who read it afterwards. */
  readonly readers: readonly Endorser[];
  /** Who signed the block: several by agreement, or one alone. */
  readonly orderers: { readonly by: 'several'; readonly count: number } | { readonly by: 'one'; readonly name: string };
}

/** What a time-stamp token shows by itself (RFC 3161 section 2.4.2). */
export interface TimestampStatement {
  readonly shows: 'timestamp';
  /** The authority: the name in its certificate, and the SHA-256 of the key that signed, hex. */
  readonly authority: { readonly name: string; readonly fingerprint: string };
  /** `serialNumber`, at most 20 bytes, hex. */
  readonly serial: string;
  /** `genTime`, RFC 3339 UTC. */
  readonly time: string;
  /** `accuracy` in microseconds; null when the token states none. */
  readonly accuracy: number | null;
  /** `policy`, an object identifier in dotted decimals. */
  readonly policy: string;
  /** SHA-256 of the whole token, hex. */
  readonly token: string;
}

/** A witness of a chain's member who signed, and the name that its key has. */
export interface ObservationSigner {
  /** SHA-256 of type and key, hex. */
  readonly fingerprint: string;
  readonly name: string;
  /** What the signature says, RFC 3339 UTC; null when it states no time. */
  readonly time: string | null;
}

/**
 * What witnesses of a chain's members state: that they saw a transaction committed on their own nodes. The chain itself proves
 * nothing to strangers, so how many members there are, and whose keys these are, is known by a trust bundle only.
 */
export interface ObservationStatement {
  readonly shows: 'observation';
  readonly chain: string;
  readonly height: number;
  /** As the chain's own programs show it. */
  readonly block: string;
  readonly transaction: string;
  /** Where the checkpoint was written. */
  readonly entry: { readonly account: string; readonly key: string };
  /**
   * The last of the times that the signatures state, which holds whichever is believed of those that state one; null when none
   * does.
   */
  readonly time: string | null;
  readonly signers: readonly ObservationSigner[];
  /** SHA-256 of the key by which the transaction was submitted, hex. */
  readonly submittedBy: string;
  /** SHA-256 of the key of the member whose gateway passed it on, hex: that shows nothing of what became of it. */
  readonly passedOnBy: string | null;
}

/** What a witness's cosignature shows by itself. Only a trust bundle says whose the key is. */
export interface CosignatureStatement {
  readonly shows: 'cosignature';
  /** The name in the key. */
  readonly name: string;
  /** SHA-256 of type and key, hex. */
  readonly fingerprint: string;
  /** What the signature says, RFC 3339 UTC. */
  readonly time: string;
}

/** What an anchor that passed its check shows to a reader without a trust bundle. */
export type AnchorStatement =
  | BlockStatement
  | EndorsedStatement
  | ObservationStatement
  | TimestampStatement
  | CosignatureStatement;

/**
 * Whether anchors that show this count as chains in a trust policy: an authority's time stamp states a time, and not that the
 * log only grew; a cosignature is a witness's.
 */
export function countsAsChain(shows: AnchorStatement['shows']): boolean {
  return shows === 'block' || shows === 'endorsed' || shows === 'observation';
}

/** Who is named in a chain's part of a trust bundle, and what the name stands for. */
export interface NamedKey extends Holding {
  /** `certificate`: of an authority, whose certificates are the organisation's. */
  readonly is: 'key' | 'certificate';
  /** SHA-256 of it, hex, as reports show the key. */
  readonly fingerprint: string;
}

/** Those of a list, each once. */
export function eachOnce(keys: readonly NamedKey[]): readonly NamedKey[] {
  const all = new Map(keys.map((one) => [JSON.stringify([one.fingerprint, one.organisation, one.controller]), one]));
  return [...all.values()];
}

/** Who cosigned a checkpoint, and when as POSIX seconds. */
export interface Cosigner {
  readonly key: VerifierKey;
  readonly seconds: number;
}

/** One kind of anchor: how it is checked, and how its signers are identified. */
export interface AnchorVerifier {
  readonly kind: string;
  /** What its anchors show. Time stamps and cosignatures do not count as chains in a trust policy. */
  readonly shows: AnchorStatement['shows'];
  /** The form in which new certificates carry its anchors, where it can. */
  readonly form?: AnchorForm;
  /** Refuses epochs of a trust bundle that are not of this kind's shape. Throws `malformed`. */
  checkEpochs(epochs: readonly Json[]): void;
  /** Everybody whom the epochs name, each key once: what somebody who makes or accepts a bundle has to look at. */
  namedKeys?(epochs: readonly Json[], crypto: Crypto): readonly NamedKey[];
  /**
   * The chain or authority that an anchor claims to be from; it is judged by the bundle's chain of this kind and id.
   */
  chainId(anchor: Anchor): string;
  check(anchor: Anchor, subject: FormSubject, crypto: Crypto): AnchorCheck;
  /** What an anchor that passed its check shows. */
  statement(anchor: Anchor, crypto: Crypto): AnchorStatement;
  /** For kinds that show a cosignature: whose an anchor is that passed its check. It is judged as a witness's line. */
  cosigner?(anchor: Anchor, crypto: Crypto): Cosigner;
  /** `log` says who holds the log: signatures of the same voice never count (core/formats/names.ts). */
  judge(anchor: Anchor, subject: AnchorSubject, chain: TrustedChain, log: Voice, crypto: Crypto): AnchorJudgement;
  /**
   * The log as registered on the chain, for a bundle that does not name it yet; null when the anchor shows none. It
   * counts only if `judge` finds the chain's quorum.
   */
  registeredLog(anchor: Anchor, subject: AnchorSubject, crypto: Crypto): TrustedLog | null;
}

/** The kinds of anchors that a program can verify. An anchor of a kind that is not among them is `not-run`. */
export interface AnchorKinds {
  /** The verifier of a kind, or null. */
  of(kind: string): AnchorVerifier | null;
  /** The verifier whose form is written under this name, or null. */
  ofForm(kind: string): AnchorVerifier | null;
}

/** A table of kinds. Throws a `RangeError` when a kind occurs twice. */
export function anchorKinds(verifiers: readonly AnchorVerifier[]): AnchorKinds {
  const table = new Map(verifiers.map((verifier) => [verifier.kind, verifier]));
  const forms = new Map(
    verifiers.flatMap((verifier) => (verifier.form ? [[verifier.form.kind, verifier] as const] : [])),
  );
  const names = [...verifiers.map(({ kind }) => kind), ...verifiers.flatMap(({ form }) => form?.kind ?? [])];
  if (new Set(names).size !== names.length) throw new RangeError('a kind of anchor stands twice');
  return { of: (kind) => table.get(kind) ?? null, ofForm: (kind) => forms.get(kind) ?? null };
}

/** An anchor in whole, with the verifier of its kind. */
export interface WholeAnchor {
  readonly anchor: Anchor;
  readonly verifier: AnchorVerifier;
}

/** The whole anchor of one in any form; null when its kind is not known. Throws `malformed` or `too-large`. */
export function wholeAnchor(
  anchor: Anchor,
  subject: FormSubject,
  kinds: AnchorKinds,
  crypto: Crypto,
): WholeAnchor | null {
  const verifier = kinds.of(anchor.kind);
  if (verifier) return { anchor, verifier };
  const ofForm = kinds.ofForm(anchor.kind);
  return ofForm?.form ? { anchor: ofForm.form.expand(anchor, subject, crypto), verifier: ofForm } : null;
}

/** A whole anchor as new certificates carry it: in the form of its kind, else, and when it has none of its own, in whole. */
export function carriedAnchor(anchor: Anchor, subject: FormSubject, kinds: AnchorKinds, crypto: Crypto): Anchor {
  return kinds.of(anchor.kind)?.form?.shorten(anchor, subject, crypto) ?? anchor;
}
