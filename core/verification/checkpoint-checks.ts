/**
 * What is checked of a certificate's checkpoint: the signatures under it, the anchors, the pending statement, and who of the
 * trust bundles vouches for it. None of it depends on the record or on its place in the log, so that it is the same for every
 * certificate of one checkpoint.
 */
import type { AnchorKinds } from '../anchors/kind.ts';
import type { Crypto } from '../crypto.ts';
import { fromUtf8, toBase64 } from '../formats/bytes.ts';
import { noteIn, type TlogProof } from '../formats/checkpoint.ts';
import type { Evidence, EvidenceSet, Pending } from '../formats/evidence.ts';
import { keyFingerprint } from '../formats/note.ts';
import type { AcceptedBundle } from '../formats/trust.ts';
import {
  type Checked,
  checkAnchors,
  checkChecker,
  checkCosignatures,
  checkLogSignature,
  checkPending,
  cosignersOf,
  type HeldAnchor,
} from './evidence-checks.ts';
import { type Judgement, judge } from './judge.ts';
import { type CheckedLine, checkedLines, logLine } from './signatures.ts';

/** By whom and how a checkpoint is judged. */
export interface CheckpointRules {
  readonly trust: readonly AcceptedBundle[];
  readonly acceptDemo: boolean;
  readonly anchorKinds: AnchorKinds;
  readonly crypto: Crypto;
}

/** The parts of a certificate that these checks read: nothing else may be added without adding it to `keyOf`. */
export interface CheckpointParts {
  readonly evidence: Pick<Evidence, 'page' | 'keys' | 'anchors' | 'pending'>;
  readonly proof: Pick<TlogProof, 'note' | 'checkpoint'>;
}

/** The results of the checks. */
export interface CheckedCheckpoint {
  readonly lines: readonly CheckedLine[];
  /** The log's signature, and under the same name its signature on what the page says of checkers. */
  readonly log: Checked<unknown>;
  readonly cosignatures: Checked<readonly CheckedLine[]>;
  readonly anchors: Checked<readonly HeldAnchor[]>;
  readonly pending: Checked<Pending>;
  readonly judgement: Judgement;
  /** Of the log's key, hex; null without a line by the log. */
  readonly fingerprint: string | null;
  /** The root in base64. */
  readonly root: string;
}

/** Makes the checks. */
export function checkCheckpoint(parts: CheckpointParts, rules: CheckpointRules): CheckedCheckpoint {
  const { evidence, proof } = parts;
  const { anchorKinds, crypto } = rules;
  const lines = checkedLines(parts, crypto);
  const [log, checker] = [checkLogSignature(lines), checkChecker(evidence.page, lines, crypto)];
  const anchors = checkAnchors(evidence.anchors, proof, anchorKinds, crypto, evidence.page.template);
  const pending = checkPending(evidence.pending, proof, lines, crypto);
  const standing = anchors.value ?? [];
  // a witness is judged alike wherever its cosignature stands
  const signed = [...lines, ...cosignersOf(standing, crypto)];
  const held = { proof, lines: signed, anchors: standing, pending: pending.value };
  const issuer = logLine(lines);
  return {
    lines,
    log: checker.state === 'failed' && log.state !== 'failed' ? checker : log,
    cosignatures: checkCosignatures(parts, lines),
    anchors,
    pending,
    judgement: judge(held, rules, crypto),
    fingerprint: issuer && keyFingerprint(issuer.key, crypto),
    root: toBase64(proof.checkpoint.root),
  };
}

/** Characters of all keys together: some thousand checkpoints with their anchors. */
const REMEMBERED = 8 * 1024 * 1024;

/**
 * What was found of checkpoints before, for callers that verify many certificates under the same rules. A result is stored
 * under every byte that it depends on, so that a certificate with another note, key, anchor, statement or page is checked by
 * itself; under other rules the memory begins anew.
 */
export class CheckpointMemory {
  readonly #known = new Map<string, CheckedCheckpoint>();
  #characters = 0;
  #rules: CheckpointRules | null = null;

  /** The results for a certificate, whose `files` are those that the rest of it was read from. */
  check(set: EvidenceSet, rules: CheckpointRules): CheckedCheckpoint {
    if (!this.#rules || !isSame(this.#rules, rules)) this.#begin(rules);
    const key = keyOf(set);
    const known = this.#known.get(key);
    if (known) return known;
    if (this.#characters + key.length > REMEMBERED) this.#begin(rules);
    const checked = checkCheckpoint(set, rules);
    this.#known.set(key, checked);
    this.#characters += key.length;
    return checked;
  }

  #begin(rules: CheckpointRules): void {
    this.#known.clear();
    this.#characters = 0;
    this.#rules = rules;
  }
}

/** The same objects, so that nobody has to compare what is in them. */
function isSame(a: CheckpointRules, b: CheckpointRules): boolean {
  const { trust, acceptDemo, anchorKinds, crypto } = a;
  return trust === b.trust && acceptDemo === b.acceptDemo && anchorKinds === b.anchorKinds && crypto === b.crypto;
}

/** The note as it stands in the file, and the rest as JSON, which has no line feeds that could be taken for the note's. */
function keyOf({ files, evidence: { page, keys, anchors, pending } }: EvidenceSet): string {
  return `${JSON.stringify([page, keys, anchors, pending])}\n${fromUtf8(noteIn(files.proof))}`;
}
