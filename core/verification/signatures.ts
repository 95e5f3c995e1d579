/** The signature lines of a certificate's note, each checked under its key in the evidence. */
import type { Crypto } from '../crypto.ts';
import { type EvidenceSet, hintedKeys } from '../formats/evidence.ts';
import { checkLine, KEY_TYPE, type VerifierKey } from '../formats/note.ts';

/** A checkpoint and the hinted keys of its lines. */
export interface SignedSet {
  readonly evidence: Pick<EvidenceSet['evidence'], 'keys'>;
  readonly proof: Pick<EvidenceSet['proof'], 'note' | 'checkpoint'>;
}

/** A signature line with its hinted key and the result of checking it. */
export interface CheckedLine {
  readonly key: VerifierKey;
  readonly valid: boolean;
  /** POSIX seconds of a valid cosignature, else null. */
  readonly seconds: number | null;
  /** True for the line by which the log signs its own checkpoint. */
  readonly isLog: boolean;
}

/** Pairs of line and key, in order; surplus ones are left out, which the caller detects by the count. */
export function checkedLines({ evidence, proof }: SignedSet, crypto: Crypto): readonly CheckedLine[] {
  const keys = hintedKeys(evidence, crypto);
  return proof.note.signatures.slice(0, keys.length).flatMap((line, i) => {
    const key = keys[i];
    if (!key) return [];
    const result = checkLine(proof.note.text, line, key, crypto);
    const valid = result.state === 'valid';
    const isLog = i === 0 && key.type === KEY_TYPE.ed25519 && key.name === proof.checkpoint.origin;
    return [{ key, valid, seconds: valid ? result.seconds : null, isLog }];
  });
}

/** The log's own line: the first one, under a key that carries the checkpoint's origin as its name. */
export function logLine(lines: readonly CheckedLine[]): CheckedLine | null {
  return lines[0]?.isLog ? lines[0] : null;
}
