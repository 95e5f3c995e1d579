/**
 * Anchors that stand in `evidence.anchors`, one module a kind. Each is looked at twice: `check` asks whether what it
 * carries holds by itself and names this checkpoint (if not, somebody altered it); `judge` asks who of a trust bundle's
 * chain signed for it. Cosignatures of witnesses stand in the note itself and are checked there.
 */
import type { Json } from '../canonical.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { Crypto } from '../crypto.ts';
import type { Anchor } from '../evidence.ts';
import type { CheckReason, Signer } from '../report.ts';
import type { TrustedChain, TrustedLog } from '../trust.ts';
import { cometbftVerifier } from './cometbft/index.ts';

/** What an anchor has to be about. */
export interface AnchorSubject {
  readonly checkpoint: Checkpoint;
  /** The note's text, byte for byte. */
  readonly noteText: string;
}

/** Whether what an anchor carries holds by itself. */
export interface AnchorCheck {
  readonly state: 'passed' | 'failed' | 'not-run';
  readonly reason: CheckReason;
  readonly detail: string;
}

/** Who of a bundle's chain signed for an anchor that passed its check. */
export interface AnchorJudgement {
  readonly met: boolean;
  readonly signers: readonly Signer[];
  /** Time of the checked signatures, RFC 3339, or null. */
  readonly time: string | null;
  /** Voting power that signed, that is needed, and that there is. */
  readonly quorum: { readonly have: number; readonly need: number; readonly all: number };
  readonly detail: string;
}

/**
 * What an anchor that passed its check shows by itself, for a page that has no trust bundle: keys, and the names that
 * the chain itself has for them. Who they really are is for a bundle to say.
 */
export interface AnchorStatement {
  readonly chain: string;
  readonly height: number;
  /** Hex, as the chain's own programs show it. */
  readonly block: string;
  /** Hex; null when the anchor shows that the checkpoint was accepted, and not by which transaction. */
  readonly transaction: string | null;
  /** Time of the signatures that are carried, RFC 3339, or null: the same that `judge` gives. */
  readonly time: string | null;
  /** What pages of template 1 print in its place, by the rule of then; issued pages must come out the same for ever. */
  readonly timeTemplate1: string | null;
  /** Each key that signed: its SHA-256 in hex, and the name that the chain's registry has for it, if that is shown. */
  readonly signers: readonly { readonly fingerprint: string; readonly name: string | null }[];
  /** The organisation under which the chain has registered this log, if the anchor shows it. */
  readonly registeredAs: string | null;
  /** Voting power that signed, that is needed, and that there is. */
  readonly quorum: { readonly have: number; readonly need: number; readonly all: number };
}

/** One kind of anchor: how it is checked, and who of a chain signed for it. */
export interface AnchorVerifier {
  readonly kind: string;
  /** Refuses epochs of a trust bundle that are not of this kind's shape. Throws `malformed`. */
  checkEpochs(epochs: readonly Json[]): void;
  /** The chain an anchor says it is from; a bundle's chain of this kind and id is asked about it. */
  chainId(anchor: Anchor): string;
  check(anchor: Anchor, subject: AnchorSubject, crypto: Crypto): AnchorCheck;
  /** What an anchor that passed its check shows. */
  statement(anchor: Anchor, crypto: Crypto): AnchorStatement;
  /** `controller` is the log's: its own signatures never count. */
  judge(
    anchor: Anchor,
    subject: AnchorSubject,
    chain: TrustedChain,
    controller: string,
    crypto: Crypto,
  ): AnchorJudgement;
  /**
   * The log as an anchor that passed its check shows it registered on its chain, for a bundle that does not name it yet;
   * null when it shows none. It counts only as far as `judge` finds the chain's quorum.
   */
  registeredLog(anchor: Anchor, subject: AnchorSubject, crypto: Crypto): TrustedLog | null;
}

/** Every kind this program can verify. A kind that is not here is `not-run`. */
export const ANCHOR_VERIFIERS: readonly AnchorVerifier[] = [cometbftVerifier];

/** The verifier of a kind, or null. */
export function anchorVerifierOf(kind: string): AnchorVerifier | null {
  return ANCHOR_VERIFIERS.find((verifier) => verifier.kind === kind) ?? null;
}

/** The verifier of an anchor's kind, or null. */
export function anchorVerifier(anchor: Anchor): AnchorVerifier | null {
  return anchorVerifierOf(anchor.kind);
}
