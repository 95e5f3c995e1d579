/**
 * Shell commands to repeat a check without this program. Everything from a certificate is included as base64 or quoted,
 * so that no file can inject a command.
 */

import type { Crypto } from '../../crypto.ts';
import { concat, fromBase64, toBase64, toHex, utf8 } from '../../formats/bytes.ts';
import { ATTACHMENT_NAMES, type EvidenceSet, hintedKeys, parsePending } from '../../formats/evidence.ts';
import { KEY_TYPE, type SignatureLine, type VerifierKey } from '../../formats/note.ts';
import type { AcceptedBundle } from '../../formats/trust.ts';
import { leafHash, nodeHash } from '../../log/merkle.ts';
import { claimSteps } from '../../records/record.ts';
import type { CheckName } from '../../verification/report.ts';

/** One shell command, and its expected output; null when the output is not compared. */
export interface Command {
  readonly run: string;
  readonly prints: string | null;
}

/** Paths under which the commands expect the files, relative to the folder in which they are run. */
export interface FileNames {
  readonly certificate: string;
  readonly document: string;
  readonly trust: string;
}

/** Names for files that the reader copies to one folder. */
export const FILE_NAMES: FileNames = { certificate: 'CERTIFICATE.pdf', document: 'DOCUMENT', trust: 'TRUST.json' };

/** Inputs for the commands of a certificate. */
export interface CommandInput {
  readonly set: EvidenceSet;
  /** False when only the attachments were given, without the PDF. */
  readonly hasPdf: boolean;
  readonly hasDocument: boolean;
  /** The bundle that the verdict is based on. */
  readonly trust: AcceptedBundle | null;
  readonly fileNames: FileNames;
  readonly crypto: Crypto;
}

/** Quotes any text as one word for a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A file name for a shell, quoted only when necessary. */
function word(name: string): string {
  return /^[A-Za-z0-9_./][A-Za-z0-9_./-]*$/.test(name) ? name : quoted(name);
}

const digestOf = (digits: number) => `openssl dgst -sha256 -r | cut -c1-${digits}`;
const DIGEST = digestOf(64);
const bytesOf = (base64: string) => `echo ${base64} | openssl base64 -d -A`;

/** Commands by check; other checks cannot be repeated with these programs. */
export function commandsFor(input: CommandInput): Partial<Readonly<Record<CheckName, readonly Command[]>>> {
  return {
    attachments: attachments(input),
    origin: origin(input.set),
    disclosures: disclosures(input.set, input.crypto),
    inclusion: inclusion(input.set, input.crypto),
    ...signatures(input.set, input.crypto),
    pending: pending(input.set, input.crypto),
    document: document(input),
    'log-key': logKey(input),
  };
}

function attachments({ set, hasPdf, fileNames, crypto }: CommandInput): readonly Command[] {
  const certificate = word(fileNames.certificate);
  const names = ['record', 'evidence', 'proof'] as const;
  const digests = names.map((name) => `${toHex(crypto.sha256(set.files[name]))}  ${ATTACHMENT_NAMES[name]}`);
  const files = names.map((name) => ATTACHMENT_NAMES[name]);
  const fromPdf: readonly Command[] = [
    { run: `qpdf --check ${certificate}`, prints: null },
    { run: `pdfdetach -saveall ${certificate}`, prints: null },
    ...names.map((name) => ({
      run: `qpdf --show-attachment=${ATTACHMENT_NAMES[name]} ${certificate} | ${DIGEST}`,
      prints: toHex(crypto.sha256(set.files[name])),
    })),
  ];
  return [...(hasPdf ? fromPdf : []), { run: `sha256sum ${files.join(' ')}`, prints: digests.join('\n') }];
}

function origin({ proof }: EvidenceSet): readonly Command[] {
  const name = proof.checkpoint.origin;
  return [
    { run: `grep -o '"origin":"[^"]*"' ${ATTACHMENT_NAMES.record}`, prints: `"origin":"${name}"` },
    { run: `sed -n '/^$/{n;p;q;}' ${ATTACHMENT_NAMES.proof}`, prints: name },
  ];
}

/** The claim hash of every disclosed fact, as it must appear in the record; before that of a list those of its elements. */
function disclosures({ record, kind, evidence }: EvidenceSet, crypto: Crypto): readonly Command[] {
  return evidence.disclosures.flatMap((shown) => {
    const steps = claimSteps(shown, kind, crypto);
    return steps.map(({ domain, text, hash }, i) => ({
      run: `printf '${domain}\\0%s' ${quoted(text)} | ${digestOf(hash.length)}`,
      // that of the last one comes from the record, not from this computation
      prints: i === steps.length - 1 ? (record.claims[shown[1]] ?? null) : hash,
    }));
  });
}

/** The leaf hash, then every node up to the root in the checkpoint (RFC 9162 section 2.1.3.2). */
function inclusion({ files, proof }: EvidenceSet, crypto: Crypto): readonly Command[] {
  const base64Digest = 'openssl dgst -sha256 -binary | openssl base64';
  let hash = leafHash(files.record, crypto);
  const commands = [
    { run: `{ printf '\\0'; cat ${ATTACHMENT_NAMES.record}; } | ${base64Digest}`, prints: toBase64(hash) },
  ];
  let [place, last] = [proof.index, proof.checkpoint.size - 1];
  for (const sibling of proof.path) {
    const right = place % 2 === 1 || place === last;
    const [first, second] = right ? [sibling, hash] : [hash, sibling];
    const both = [first, second].map((one) => `${bytesOf(toBase64(one))};`).join(' ');
    hash = nodeHash(first, second, crypto);
    commands.push({ run: `{ printf '\\001'; ${both} } | ${base64Digest}`, prints: toBase64(hash) });
    while (right && place % 2 === 0 && place > 0) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  const root = toBase64(proof.checkpoint.root);
  // the expected value of the last one comes from the checkpoint, not from this computation
  const climbed = commands.map((one, i) => (i === commands.length - 1 ? { ...one, prints: root } : one));
  return [...climbed, { run: `sed -n '/^$/{n;n;n;p;q;}' ${ATTACHMENT_NAMES.proof}`, prints: root }];
}

/** DER of an Ed25519 public key (RFC 8410 section 4) without its 32 bytes. */
const KEY_PREFIX = fromBase64('MCowBQYDK2VwAyEA');
const VERIFIED = 'Signature Verified Successfully';
const NOTE_TEXT = `sed '1,/^$/d;/^$/,$d' ${ATTACHMENT_NAMES.proof}`;

function verifying(key: VerifierKey, signature: Uint8Array, message: string, name: string): readonly Command[] {
  const pem = `'-----BEGIN PUBLIC KEY-----' ${toBase64(concat(KEY_PREFIX, key.publicKey))} '-----END PUBLIC KEY-----'`;
  return [
    { run: `printf '%s\\n' ${pem} > ${name}.pem`, prints: '' },
    { run: `${bytesOf(toBase64(signature))} > ${name}.sig`, prints: '' },
    { run: `${message} > ${name}.txt`, prints: '' },
    {
      run: `openssl pkeyutl -verify -pubin -inkey ${name}.pem -rawin -in ${name}.txt -sigfile ${name}.sig`,
      prints: VERIFIED,
    },
  ];
}

function signatures(
  { evidence, proof }: EvidenceSet,
  crypto: Crypto,
): Readonly<Record<'log-signature' | 'cosignatures', readonly Command[]>> {
  const keys = hintedKeys(evidence, crypto);
  const of = (line: SignatureLine | undefined, i: number) => {
    const key = keys[i];
    return line && key ? lineCommands(line, key, `signature-${i + 1}`) : [];
  };
  const lines = proof.note.signatures;
  return { 'log-signature': of(lines[0], 0), cosignatures: lines.slice(1).flatMap((line, i) => of(line, i + 1)) };
}

function lineCommands(line: SignatureLine, key: VerifierKey, name: string): readonly Command[] {
  if (key.type === KEY_TYPE.ed25519) return verifying(key, line.signature, NOTE_TEXT, name);
  if (key.type !== KEY_TYPE.cosignatureEd25519 || line.signature.length !== 72) return [];
  const seconds = new DataView(line.signature.slice(0, 8).buffer).getBigUint64(0);
  const message = `{ printf 'cosignature/v1\\ntime ${seconds}\\n'; ${NOTE_TEXT}; }`;
  return verifying(key, line.signature.slice(8), message, name);
}

function pending({ evidence }: EvidenceSet, crypto: Crypto): readonly Command[] {
  const [key] = hintedKeys(evidence, crypto);
  if (evidence.pending === null || !key) return [];
  try {
    const { note } = parsePending(evidence.pending);
    const [line] = note.signatures;
    return line ? verifying(key, line.signature, bytesOf(toBase64(utf8(note.text))), 'pending') : [];
  } catch {
    return []; // the check `pending` has failed and says why
  }
}

function document({ set, hasDocument, fileNames }: CommandInput): readonly Command[] {
  const sha256 = set.record.digest?.sha256;
  if (!hasDocument || sha256 === undefined) return [];
  return [
    { run: `sha256sum ${word(fileNames.document)}`, prints: `${sha256}  ${fileNames.document}` },
    { run: `grep -o '"sha256":"[0-9a-f]*"' ${ATTACHMENT_NAMES.record}`, prints: `"sha256":"${sha256}"` },
  ];
}

function logKey({ set, trust, fileNames }: CommandInput): readonly Command[] {
  if (trust === null) return [];
  const key = set.evidence.keys[0] ?? '';
  return [
    { run: `sha256sum ${word(fileNames.trust)}`, prints: `${trust.fingerprint}  ${fileNames.trust}` },
    { run: `grep -o -F ${quoted(key)} ${word(fileNames.trust)} | head -n 1`, prints: key },
  ];
}
