/** A decision passed from member to member: the file in which signatures are collected, offline. */
import { encodeTransaction } from '../../anchors/cometbft/transaction.ts';
import { type Crypto, ed25519PublicKey, ed25519Sign } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { fromBase64, fromHex, toBase64, toHex } from '../../formats/bytes.ts';
import { canonicalBytes, checkVersion, type Json, parseCanonical } from '../../formats/canonical.ts';
import { anyJson, list, literal, object, text } from '../../formats/decoder.ts';
import { type Decision, decisionBytes, decisionMessage, parseDecision } from './governance.ts';
import { hexKey } from './registry.ts';

/** A decision with the signatures collected so far; keys (32 bytes) and signatures (64 bytes) in hex. */
export interface DecisionFile {
  readonly v: 1;
  readonly decision: Decision;
  /** Ascending by key. */
  readonly signatures: readonly { readonly key: string; readonly signature: string }[];
}

/** The file's bytes. */
export function decisionFileBytes(file: DecisionFile): Uint8Array {
  return canonicalBytes(file as unknown as Json);
}

/**
 * Reads a file and checks that every signature in it is valid, whether or not its key is a member's. Throws `malformed`
 * or `newer-version`.
 */
export function parseDecisionFile(bytes: Uint8Array, crypto: Crypto): DecisionFile {
  const value = parseCanonical(bytes);
  checkVersion(value, 1);
  const shape = object<{ v: 1; decision: Json; signatures: DecisionFile['signatures'] }>({
    v: literal(1),
    decision: anyJson,
    signatures: list(object({ key: hexKey, signature: text(88) }), 64),
  });
  const { decision: raw, signatures } = shape(value, 'file');
  const file: DecisionFile = { v: 1, decision: parseDecision(canonicalBytes(raw), crypto), signatures };
  const message = decisionMessage(decisionBytes(file.decision));
  for (const { key, signature } of signatures)
    if (!crypto.verifyEd25519(fromBase64(signature), message, fromHex(key, 32)))
      throw new NotaryError('malformed', `the signature of ${key} does not hold for this decision`);
  return file;
}

/** A file without signatures. */
export function newDecisionFile(decision: Decision): DecisionFile {
  return { v: 1, decision, signatures: [] };
}

/** The file with the signature of this governance key added in key order. Signing twice changes nothing. */
export function signDecisionFile(file: DecisionFile, seed: Uint8Array): DecisionFile {
  const key = toHex(ed25519PublicKey(seed));
  const signature = toBase64(ed25519Sign(decisionMessage(decisionBytes(file.decision)), seed));
  return { ...file, signatures: inOrder([...file.signatures, { key, signature }]) };
}

/** The signatures of several files of the same decision in one. Throws `bad-input` when the decisions differ. */
export function mergeDecisionFiles(first: DecisionFile, ...others: readonly DecisionFile[]): DecisionFile {
  const same = toHex(decisionBytes(first.decision));
  if (others.some(({ decision }) => toHex(decisionBytes(decision)) !== same))
    throw new NotaryError('bad-input', 'these files hold different decisions');
  return { ...first, signatures: inOrder([first, ...others].flatMap(({ signatures }) => signatures)) };
}

function inOrder(signatures: DecisionFile['signatures']): DecisionFile['signatures'] {
  const once = new Map(signatures.map((one) => [one.key, one]));
  return [...once.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The transaction that carries the decision out. */
export function decisionTransaction({ decision, signatures }: DecisionFile): Uint8Array {
  const approvals = signatures.map(({ key, signature }) => ({
    key: fromHex(key, 32),
    signature: fromBase64(signature),
  }));
  return encodeTransaction({ kind: 'governance', action: decisionBytes(decision), approvals });
}
