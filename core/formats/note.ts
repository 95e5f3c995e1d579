/**
 * Signed notes (C2SP signed-note v1.0.0) and cosignatures (C2SP tlog-cosignature v1). A note is a text that ends in a
 * newline, a blank line, and signature lines; trusted signers never come from the note itself.
 */

import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { concat, equal, fromBase64, fromU64be, fromUtf8, toBase64, toHex, u64be, utf8 } from './bytes.ts';
import type { Decoder } from './decoder.ts';

/**
 * Signature types of C2SP signed-note that we read. ML-DSA-44 (0x06) is `unsupported` as a line of our own notes; a
 * cosignature of that type is an anchor (core/formats/cosignature.ts).
 */
export const KEY_TYPE = { ed25519: 0x01, cosignatureEd25519: 0x04, cosignatureMlDsa44: 0x06 } as const;

/** A key that may sign notes; `text` is its C2SP form `<name>+<hex key id>+<base64(type ‖ public key)>`. */
export interface VerifierKey {
  readonly name: string;
  /** Four bytes in hex. */
  readonly id: string;
  readonly type: number;
  readonly publicKey: Uint8Array;
  readonly text: string;
}

/** Signs with one key. The private key is not accessible. */
export interface NoteSigner {
  readonly key: VerifierKey;
  /** A signature by the algorithm of the key: Ed25519, 64 bytes, unless the key says otherwise. */
  sign(message: Uint8Array): Uint8Array;
}

/** One parsed signature line. */
export interface SignatureLine {
  readonly name: string;
  /** Key id in hex. */
  readonly id: string;
  /** What follows the key id. */
  readonly signature: Uint8Array;
}

/** A note: text, blank line, signature lines. */
export interface SignedNote {
  /** The signed text, with its final newline. */
  readonly text: string;
  readonly signatures: readonly SignatureLine[];
}

/** Bounds: bytes of a note, number of its signatures, code points of a key name, bytes of a key with its type. */
export const NOTE_LIMITS = { bytes: 64 * 1024, signatures: 64, name: 256, key: 4096 } as const;

/**
 * White space that is not a control character, listed by number because the meaning of an engine's `\s` depends on its
 * Unicode version.
 */
const SPACES = ' \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';
const NAME = new RegExp(`^[^+\\p{Cc}${SPACES}]{1,${NOTE_LIMITS.name}}$`, 'u');

function isKeyName(name: string): boolean {
  return NAME.test(name);
}

/** SHA-256(name ‖ 0x0A ‖ type ‖ public key), first four bytes, hex. */
function keyId(name: string, type: number, publicKey: Uint8Array, crypto: Pick<Crypto, 'sha256'>): string {
  return toHex(crypto.sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey)).subarray(0, 4));
}

/** The verifier key of a name, type and 32-byte Ed25519 public key. */
export function verifierKey(
  name: string,
  type: number,
  publicKey: Uint8Array,
  crypto: Pick<Crypto, 'sha256'>,
): VerifierKey {
  if (!isKeyName(name))
    throw new NotaryError('malformed', 'a key name has 1 to 256 characters, no spaces and no plus sign');
  const id = keyId(name, type, publicKey, crypto);
  return { name, id, type, publicKey, text: `${name}+${id}+${toBase64(concat(Uint8Array.of(type), publicKey))}` };
}

/** Cache of parsed keys: the same few occur in every certificate of a desk and in every bundle. */
const parsedKeys = new Map<string, VerifierKey>();
const PARSED_KEYS = 256;

/** Parses a key from its C2SP text. Throws `malformed`, also when the key id is not the one of its name and key. */
export function parseVerifierKey(text: string, crypto: Pick<Crypto, 'sha256'>): VerifierKey {
  const known = parsedKeys.get(text);
  if (known) return known;
  const key = parseKey(text, crypto);
  if (parsedKeys.size >= PARSED_KEYS) parsedKeys.clear();
  parsedKeys.set(text, key);
  return key;
}

function parseKey(text: string, crypto: Pick<Crypto, 'sha256'>): VerifierKey {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text);
  if (!match) throw new NotaryError('malformed', 'not a verifier key');
  const [name, id, base64] = match.slice(1) as [string, string, string];
  const bytes = fromBase64(base64);
  const type = bytes[0] ?? 0;
  const isEd25519 = type === KEY_TYPE.ed25519 || type === KEY_TYPE.cosignatureEd25519;
  if (isEd25519 && bytes.length !== 33) throw new NotaryError('malformed', 'an Ed25519 key has 32 bytes');
  if (bytes.length < 33 || bytes.length > NOTE_LIMITS.key)
    throw new NotaryError('malformed', `a public key has 32 to ${NOTE_LIMITS.key - 1} bytes`);
  const key = verifierKey(name, type, bytes.slice(1), crypto);
  if (key.id !== id) throw new NotaryError('malformed', 'the key id does not belong to this key');
  return key;
}

/** A reader of verifier keys in JSON files; checks the text and returns it. */
export function verifierKeyText(crypto: Pick<Crypto, 'sha256'>): Decoder<string> {
  return (value, at) => {
    if (typeof value !== 'string') throw new NotaryError('malformed', `${at}: not a verifier key`);
    return parseVerifierKey(value, crypto).text;
  };
}

/** SHA-256(type ‖ public key), hex: what people compare, and the second half of a first key's origin. */
export function keyFingerprint(key: Pick<VerifierKey, 'type' | 'publicKey'>, crypto: Pick<Crypto, 'sha256'>): string {
  return toHex(crypto.sha256(concat(Uint8Array.of(key.type), key.publicKey)));
}

function parseLine(line: string): SignatureLine {
  const match = /^\u2014 ([^ ]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line);
  const name = match?.[1] ?? '';
  if (!match || !isKeyName(name)) throw new NotaryError('malformed', 'not a signature line');
  const bytes = fromBase64(match[2] ?? '');
  if (bytes.length < 5) throw new NotaryError('malformed', 'signature too short');
  return { name, id: toHex(bytes.subarray(0, 4)), signature: bytes.slice(4) };
}

function refuseControls(text: string): void {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 && code !== 0x0a) throw new NotaryError('malformed', 'a note holds no control characters');
  }
}

/** Reads a note: text, blank line, at least one signature line. Throws `malformed` or `too-large`. */
export function parseNote(bytes: Uint8Array): SignedNote {
  if (bytes.length > NOTE_LIMITS.bytes) throw new NotaryError('too-large', 'note too long');
  return parseText(fromUtf8(bytes));
}

/** Cache of parsed notes: certificates of one checkpoint carry the same one. */
const parsedNotes = new Map<string, SignedNote>();
const PARSED_NOTES = { most: 64, characters: 16 * 1024 } as const;

/** The same for text that was well-formed UTF-8. The result is shared, so nobody may change it. */
export function parseNoteText(text: string): SignedNote {
  const known = parsedNotes.get(text);
  if (known) return known;
  // a UTF-16 unit is at most three bytes
  const isSurelyShort = 3 * text.length <= NOTE_LIMITS.bytes;
  const note = isSurelyShort ? parseText(text) : parseNote(utf8(text));
  if (text.length > PARSED_NOTES.characters) return note;
  if (parsedNotes.size >= PARSED_NOTES.most) parsedNotes.clear();
  parsedNotes.set(text, note);
  return note;
}

function parseText(all: string): SignedNote {
  refuseControls(all);
  const split = all.lastIndexOf('\n\n');
  if (split < 1 || !all.endsWith('\n')) throw new NotaryError('malformed', 'not a signed note');
  const lines = all.slice(split + 2, -1).split('\n');
  if (lines.length > NOTE_LIMITS.signatures) throw new NotaryError('too-large', 'too many signatures');
  return { text: all.slice(0, split + 1), signatures: lines.map(parseLine) };
}

/** The bytes of a note. */
export function noteBytes(note: SignedNote): Uint8Array {
  return utf8(`${note.text}\n${note.signatures.map(formatLine).join('')}`);
}

/** One signature line with its newline. */
export function formatLine(line: SignatureLine): string {
  return `\u2014 ${line.name} ${toBase64(concat(fromId(line.id), line.signature))}\n`;
}

function fromId(id: string): Uint8Array {
  return Uint8Array.from(id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Signs a note text (type 0x01). */
export function signNote(text: string, signer: NoteSigner): SignatureLine {
  return { name: signer.key.name, id: signer.key.id, signature: signer.sign(utf8(text)) };
}

function cosignedMessage(text: string, seconds: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}

/** Cosigns a checkpoint text at a POSIX time in seconds (type 0x04). */
export function cosign(text: string, seconds: number, signer: NoteSigner): SignatureLine {
  const signature = concat(u64be(seconds), signer.sign(cosignedMessage(text, seconds)));
  return { name: signer.key.name, id: signer.key.id, signature };
}

/** The time that a cosignature states, in POSIX seconds; null for a line that is none. Nothing is verified. */
export function cosignatureSeconds({ signature }: SignatureLine): number | null {
  return signature.length === 72 ? fromU64be(signature) : null;
}

/** The result of checking a line under a key; `seconds` only for a cosignature. */
export type LineCheck =
  | { readonly state: 'valid'; readonly seconds: number | null }
  | { readonly state: 'invalid' }
  | { readonly state: 'unsupported' };

/** True when the line claims to be made by this key. */
export function isLineOf(line: SignatureLine, key: VerifierKey): boolean {
  return line.name === key.name && line.id === key.id;
}

/** Checks one signature line of `text` under `key` with the strict Ed25519 rule. */
export function checkLine(text: string, line: SignatureLine, key: VerifierKey, crypto: Crypto): LineCheck {
  if (!isLineOf(line, key)) return { state: 'invalid' };
  if (key.type === KEY_TYPE.ed25519) {
    const valid = crypto.verifyEd25519(line.signature, utf8(text), key.publicKey);
    return valid ? { state: 'valid', seconds: null } : { state: 'invalid' };
  }
  if (key.type !== KEY_TYPE.cosignatureEd25519) return { state: 'unsupported' };
  return checkCosignature(text, line, key, crypto);
}

/** Whether a note has one signature, and it is valid under `key`. */
export function isSignedAloneBy({ text, signatures }: SignedNote, key: VerifierKey, crypto: Crypto): boolean {
  const [line, ...others] = signatures;
  return line !== undefined && others.length === 0 && checkLine(text, line, key, crypto).state === 'valid';
}

function checkCosignature(text: string, line: SignatureLine, key: VerifierKey, crypto: Crypto): LineCheck {
  if (line.signature.length !== 72) return { state: 'invalid' };
  try {
    const seconds = fromU64be(line.signature);
    const valid = crypto.verifyEd25519(line.signature.subarray(8), cosignedMessage(text, seconds), key.publicKey);
    return valid && seconds <= MAX_SECONDS ? { state: 'valid', seconds } : { state: 'invalid' };
  } catch {
    return { state: 'invalid' };
  }
}

/** The last second of the year 9999, the last that RFC 3339 can express. */
export const MAX_SECONDS = 253402300799;

/** Verifies a note by C2SP's rule: unknown keys are ignored, a bad signature of a known key refuses the whole note. */
export function verifyNote(note: SignedNote, keys: readonly VerifierKey[], crypto: Crypto): readonly VerifierKey[] {
  const valid = new Set<VerifierKey>();
  for (const line of note.signatures) {
    const key = keys.find((candidate) => isLineOf(line, candidate));
    if (!key) continue;
    if (checkLine(note.text, line, key, crypto).state !== 'valid')
      throw new NotaryError('malformed', `bad signature of ${key.name}`);
    valid.add(key);
  }
  return [...valid];
}

/** Equality of two notes' lines, to merge cosignatures without duplicates. */
export function sameLine(a: SignatureLine, b: SignatureLine): boolean {
  return a.name === b.name && a.id === b.id && equal(a.signature, b.signature);
}
