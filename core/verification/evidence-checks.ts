/**
 * The checks of evidence that need no trust bundle, one function each. They are shared by `verify`, by printing
 * certificates and by the chain of custody, so that all three agree. A check never throws, whatever the evidence
 * contains. docs/certificate-format.md, "Verdict".
 */
import {
  type AnchorCheck,
  type AnchorKinds,
  type FormSubject,
  formSubject,
  type WholeAnchor,
  wholeAnchor,
} from '../anchors/kind.ts';
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { equal, toHex } from '../formats/bytes.ts';
import { parseCheckerNote } from '../formats/checker-note.ts';
import { checkpointText, type TlogProof } from '../formats/checkpoint.ts';
import { type Anchor, disclosedFacts, type EvidenceSet, type Pending, parsePending } from '../formats/evidence.ts';
import { isSignedAloneBy, KEY_TYPE, type SignedNote, type VerifierKey } from '../formats/note.ts';
import { parsePageNote, withoutPageNote } from '../formats/page-note.ts';
import {
  isForeignAnchor,
  isVouchedFor,
  type PageTemplate,
  TEMPLATE_2,
  type TemplateDefinition,
} from '../formats/template.ts';
import { leafHash, verifyInclusion } from '../log/merkle.ts';
import type { AnyFacts } from '../records/facts.ts';
import { claimHash } from '../records/record.ts';
import type { CheckReason, CheckState } from './report.ts';
import { type CheckedLine, logLine, type SignedSet } from './signatures.ts';

/** The result of a check and the value that it established; null when it established none. */
export interface Checked<V> {
  readonly state: CheckState;
  readonly reason: CheckReason;
  /** English text for programs and experts: what was compared with what. */
  readonly detail: string;
  readonly value: V | null;
}

/** A check that passed, and what it established. */
export const passed = <V>(detail: string, value: V): Checked<V> => ({ state: 'passed', reason: 'ok', detail, value });
/** A check that failed. */
export const failed = (reason: CheckReason, detail: string): Checked<never> => ({
  state: 'failed',
  reason,
  detail,
  value: null,
});
/** A check that has nothing to look at. */
export const absent = (detail: string): Checked<never> => ({ state: 'absent', reason: 'none', detail, value: null });

/** The leaf names the log whose checkpoint this is, so that it can't be shown under another desk's log. */
export function checkOrigin(origin: string, { checkpoint }: Pick<TlogProof, 'checkpoint'>): Checked<string> {
  const detail = `record: ${origin}; checkpoint: ${checkpoint.origin}`;
  return origin === checkpoint.origin ? passed(detail, origin) : failed('other-origin', detail);
}

/** Disclosed facts, and the names of withheld ones. */
export interface DisclosedFacts {
  readonly facts: AnyFacts;
  readonly withheld: readonly string[];
}

/** Every disclosed fact hashes to the commitment in the leaf under its name. */
export function checkDisclosures(
  { record, kind, evidence }: Pick<EvidenceSet, 'record' | 'kind' | 'evidence'>,
  crypto: Crypto,
): Checked<DisclosedFacts> {
  const { disclosures } = evidence;
  const wrong = disclosures.filter(
    (disclosure) => claimHash(disclosure, crypto, kind) !== record.claims[disclosure[1]],
  );
  return wrong.length > 0
    ? failed('disclosure-differs', `not what the record commits to: ${wrong.map(([, name]) => name).join(', ')}`)
    : passed(`${disclosures.length} facts match the record`, disclosedFacts({ evidence, kind }));
}

/**
 * The inclusion proof leads from the leaf's bytes at its index to the note's root (RFC 9162 section 2.1.3.2).
 * Establishes the leaf hash.
 */
export function checkInclusion(leaf: Uint8Array, proof: TlogProof, crypto: Crypto): Checked<Uint8Array> {
  const { size, root } = proof.checkpoint;
  const hash = leafHash(leaf, crypto);
  const detail = `leaf ${toHex(hash)} at ${proof.index} of ${size}, root ${toHex(root)}`;
  return verifyInclusion(proof.index, size, hash, proof.path, root, crypto)
    ? passed(detail, hash)
    : failed('not-included', detail);
}

/**
 * The log's own signature verifies under the key given in the evidence; whether that key is trusted is decided later.
 */
export function checkLogSignature(lines: readonly CheckedLine[]): Checked<CheckedLine> {
  const line = logLine(lines);
  if (!line) return failed('unknown-line', 'the first signature is not one by the log of this checkpoint');
  return line.valid
    ? passed(`signed by ${line.key.text}`, line)
    : failed('bad-signature', `does not verify under ${line.key.text}`);
}

/** The key of the log when it alone signed a note of its own beside the checkpoint; null when it did not. */
function loneSigner(note: SignedNote, lines: readonly CheckedLine[], crypto: Crypto): VerifierKey | null {
  const key = logLine(lines)?.key;
  return key && isSignedAloneBy(note, key, crypto) ? key : null;
}

/** What the page says about checkers is signed by the log's key, for this log. Asked of templates that can say it. */
export function checkChecker(
  { template, options }: PageTemplate,
  lines: readonly CheckedLine[],
  crypto: Crypto,
): Checked<string> {
  if (template < TEMPLATE_2.template || typeof options.checker !== 'string') return absent('no checker is named');
  try {
    const { note, origin, checker } = parseCheckerNote(options.checker);
    return loneSigner(note, lines, crypto)?.name === origin
      ? passed(`checker: ${checker}`, checker)
      : failed('bad-signature', "the note about checkers is not signed by the log's key");
  } catch {
    return failed('damaged', 'the note about checkers cannot be read');
  }
}

/**
 * A template that this program does not know is vouched for by the issuer: its number and pin, for this record. Without
 * that, anybody could put another page before genuine evidence under a number that nobody can compare. Absent for
 * templates that are known, and for those from before this rule.
 */
export function checkPageNote(
  { evidence, files, proof }: EvidenceSet,
  lines: readonly CheckedLine[],
  templates: readonly TemplateDefinition[],
  crypto: Crypto,
): Checked<null> {
  const { template, options } = evidence.page;
  if (!isVouchedFor(template) || templates.some((one) => one.template === template)) return absent('no note is needed');
  try {
    const { note, origin, ...said } = parsePageNote(options.issued);
    const isThis =
      said.template === String(template) &&
      said.pin === options.pin &&
      equal(said.record, crypto.sha256(files.record)) &&
      equal(said.evidence, crypto.sha256(withoutPageNote(evidence)));
    return isThis && origin === proof.checkpoint.origin && loneSigner(note, lines, crypto)
      ? passed(`page template ${template}, as the issuer says`, null)
      : failed(
          'page-not-issued',
          `the issuer has not signed for page template ${template} with this record and evidence`,
        );
  } catch {
    return failed('page-not-issued', `nobody has signed for page template ${template}`);
  }
}

/** Lines and keys match one to one, no public key occurs twice, and each line after the first is a cosignature. */
export function checkCosignatures(
  { evidence, proof }: SignedSet,
  lines: readonly CheckedLine[],
): Checked<readonly CheckedLine[]> {
  const paired = evidence.keys.length === proof.note.signatures.length && lines.length === evidence.keys.length;
  const once = new Set(lines.map(({ key }) => toHex(key.publicKey))).size === lines.length;
  if (!paired || !once) return failed('unknown-line', 'signature lines and keys do not stand in pairs, once each');
  const cosigners = lines.slice(1);
  const names = (some: readonly CheckedLine[]) => some.map(({ key }) => key.name).join(', ');
  const bad = cosigners.filter((line) => !line.valid || line.key.type !== KEY_TYPE.cosignatureEd25519);
  if (bad.length > 0) return failed('bad-signature', `does not verify: ${names(bad)}`);
  if (cosigners.length === 0) return absent('nobody cosigned this checkpoint');
  return passed(`${cosigners.length} verified: ${names(cosigners)}`, cosigners);
}

/** An anchor that holds by itself: in whole, with the verifier of its kind. */
export interface HeldAnchor extends WholeAnchor {
  /** As the evidence has it. */
  readonly carried: Anchor;
}

interface AnchorResult extends AnchorCheck {
  readonly held?: HeldAnchor;
}

/** Expands an anchor and checks it; one that cannot be expanded is damaged. */
function checkAnchor(
  carried: Anchor,
  subject: FormSubject,
  kinds: AnchorKinds,
  crypto: Crypto,
  template: number | null,
): AnchorResult {
  try {
    const whole = wholeAnchor(carried, subject, kinds, crypto);
    if (template !== null && isForeignAnchor(template, carried.kind, whole !== null))
      return { state: 'failed', reason: 'foreign-kind', detail: `${carried.kind}: page template ${template} has none` };
    if (!whole)
      return { state: 'not-run', reason: 'unknown-kind', detail: `${carried.kind}: not known to this program` };
    return { ...whole.verifier.check(whole.anchor, subject, crypto), held: { ...whole, carried } };
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return { state: 'failed', reason: 'damaged', detail: error.message };
  }
}

/**
 * Every anchor holds by itself and is about this checkpoint, byte for byte. Establishes the anchors that hold,
 * regardless of the others. An anchor of an unknown kind makes the check `not-run`, unless `template` is one whose
 * certificates carry none of that kind: then somebody has added it. Without a page, `template` is null.
 */
export function checkAnchors(
  anchors: readonly Anchor[],
  { checkpoint, note }: Pick<TlogProof, 'checkpoint' | 'note'>,
  kinds: AnchorKinds,
  crypto: Crypto,
  template: number | null,
): Checked<readonly HeldAnchor[]> {
  if (anchors.length === 0) return absent('no chain is named in the evidence');
  const subject = formSubject(checkpoint, note);
  const results = anchors.map((anchor) => checkAnchor(anchor, subject, kinds, crypto, template));
  const value = results.flatMap(({ held, state }) => (held && state === 'passed' ? [held] : []));
  const cosigners = cosignersOf(value, crypto).map(({ key }) => key.text);
  if (new Set(cosigners).size !== cosigners.length)
    return { ...failed('unknown-line', 'a witness has cosigned twice'), value };
  const worst =
    results.find(({ state }) => state === 'failed') ?? results.find(({ state }) => state === 'not-run') ?? results[0];
  return {
    state: worst?.state ?? 'absent',
    reason: worst?.reason ?? 'none',
    detail: results.map(({ detail }) => detail).join('; '),
    value,
  };
}

/** The cosignatures among anchors that hold, as lines of witnesses. */
export const cosignersOf = (held: readonly WholeAnchor[], crypto: Crypto): readonly CheckedLine[] =>
  held.flatMap(({ anchor, verifier }) => {
    const cosigner = verifier.cosigner?.(anchor, crypto);
    return cosigner ? [{ ...cosigner, valid: true, isLog: false }] : [];
  });

/** The pending statement has exactly one signature, by the log's key, and is about this checkpoint. */
export function checkPending(
  text: string | null,
  { note: signed }: Pick<TlogProof, 'note'>,
  lines: readonly CheckedLine[],
  crypto: Crypto,
): Checked<Pending> {
  if (text === null) return absent('nothing is awaited');
  try {
    const { note, pending } = parsePending(text);
    if (!loneSigner(note, lines, crypto))
      return failed('bad-signature', "the pending statement is not signed by the log's key");
    if (checkpointText(pending.checkpoint) !== signed.text)
      return failed('other-checkpoint', 'the pending statement is about another checkpoint');
    return passed(`${pending.chain.kind} ${pending.chain.id} until ${pending.deadline}`, pending);
  } catch {
    return failed('damaged', 'the pending statement cannot be read');
  }
}
