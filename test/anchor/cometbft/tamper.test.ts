/**
 * No byte of the evidence may be changed unseen, with no trust bundle at hand: every bit, every truncation, and (in the
 * long run of the tests) every one of the 255 other values of every byte.
 */
import { expect, test } from 'vitest';
import { type CometbftEvidence, cometbftAnchor } from '../../../core/anchors/cometbft/evidence.ts';
import { ANCHOR_KINDS } from '../../../core/anchors/index.ts';
import { carriedAnchor, formSubject } from '../../../core/anchors/kind.ts';
import { type Crypto, nobleCrypto } from '../../../core/crypto.ts';
import { concat, toHex } from '../../../core/formats/bytes.ts';
import { type Anchor, evidenceBytes, parseEvidence } from '../../../core/formats/evidence.ts';
import { KEY_TYPE, verifierKey } from '../../../core/formats/note.ts';
import { currentTemplate } from '../../../core/formats/template.ts';
import { nodeCrypto } from '../../../core/node/system/crypto.ts';
import { checkAnchors } from '../../../core/verification/evidence-checks.ts';
import {
  blockEvidence,
  bytes,
  logPublicKey,
  members,
  origin,
  REGISTRATION,
  signedText,
  stateEvidence,
} from './support/chain.ts';

const key = verifierKey(origin, KEY_TYPE.ed25519, logPublicKey, nobleCrypto).text;
const { text, signature } = signedText(5);
const note = { text, signatures: [{ name: origin, id: '00000000', signature }] };
const proof = { index: 0, path: [], note, checkpoint: { origin, size: 5, root: bytes(5) } };

const fileWith = (anchor: Anchor): Uint8Array =>
  evidenceBytes({
    v: 1,
    page: currentTemplate(nobleCrypto),
    disclosures: [],
    keys: [key],
    anchors: [anchor],
    pending: null,
  });
const fileOf = (made: CometbftEvidence): Uint8Array => fileWith(cometbftAnchor(made));

/** The same in the short form. */
function shortFileOf(made: CometbftEvidence): Uint8Array {
  const subject = formSubject(proof.checkpoint, note);
  const short = carriedAnchor(cometbftAnchor(made), subject, ANCHOR_KINDS, nobleCrypto);
  expect(short.kind).toBe('cometbft-2');
  return fileWith(short);
}

/**
 * The same crypto, for the thousands of files: a vote that was not touched is not verified again, and one for a message
 * that no member signed (`signed`, from the untouched file) is refused at once, for it could only be a forgery.
 */
function remembering(): { readonly crypto: Crypto; readonly signed: Set<string> } {
  const known = new Map<string, boolean>();
  const signed = new Set<string>();
  const verifyZip215: Crypto['verifyZip215'] = (signature, message, publicKey) => {
    if (signed.size > 0 && !signed.has(toHex(message))) return false;
    const name = toHex(concat(signature, message, publicKey));
    const valid = known.get(name) ?? nobleCrypto.verifyZip215(signature, message, publicKey);
    if (valid) known.set(name, valid);
    return valid;
  };
  return { crypto: { ...nodeCrypto, verifyZip215 }, signed };
}

/** What the votes of an untouched file sign. */
function messagesIn(file: Uint8Array): readonly string[] {
  const found: string[] = [];
  const verifyZip215: Crypto['verifyZip215'] = (signature, message, publicKey) => {
    found.push(toHex(message));
    return nobleCrypto.verifyZip215(signature, message, publicKey);
  };
  expect(passes(file, { ...nobleCrypto, verifyZip215 })).toBe(true);
  return found;
}

/** True when this file would pass as one whose anchors hold; an anchor that is not run does not. */
function passes(file: Uint8Array, crypto: Crypto = nobleCrypto): boolean {
  try {
    const { anchors } = parseEvidence(file, nobleCrypto);
    return checkAnchors(anchors, proof, ANCHOR_KINDS, crypto, null).state !== 'failed';
  } catch {
    return false;
  }
}

const REGISTERED = stateEvidence({ registration: REGISTRATION, named: true });
const BOTH: CometbftEvidence = { ...REGISTERED, block: blockEvidence({ nextSet: members(5) }).block };

/** Where the anchors stand in the file: the rest is the business of other checks. */
function anchorsIn(file: Uint8Array): { start: number; end: number } {
  const text = new TextDecoder().decode(file);
  return { start: text.indexOf('"anchors"'), end: text.indexOf(',"disclosures"') };
}

function survivors(file: Uint8Array, masks: readonly number[], step: number): string[] {
  const { start, end } = anchorsIn(file);
  const { crypto, signed } = remembering();
  for (const message of messagesIn(file)) signed.add(message);
  const found: string[] = [];
  for (let at = start; at < end; at += step)
    for (const mask of masks) {
      const changed = Uint8Array.from(file);
      changed[at] = (changed[at] ?? 0) ^ mask;
      if (passes(changed, crypto))
        found.push(`${at} ^ ${mask}: ${new TextDecoder().decode(changed.subarray(at - 20, at + 20))}`);
    }
  return found;
}

const BITS = [1, 2, 4, 8, 16, 32, 64, 128];

test('the untouched files pass', () => {
  for (const made of [
    blockEvidence({ registration: REGISTRATION, named: true }),
    stateEvidence({ registration: REGISTRATION, named: true }),
  ])
    for (const file of [fileOf(made), shortFileOf(made)]) expect(passes(file)).toBe(true);
});

test.each([
  ['by the block', fileOf(blockEvidence({ registration: REGISTRATION, named: true }))],
  ['by an application hash', fileOf(REGISTERED)],
  ['by the block, short', shortFileOf(blockEvidence({ registration: REGISTRATION, named: true, neighbours: 4 }))],
  ['by both, short', shortFileOf(BOTH)],
])(
  '%s: every bit',
  (_, file) => {
    expect(survivors(file, BITS, 1)).toEqual([]);
  },
  900_000,
);

test.each([fileOf(blockEvidence()), shortFileOf(blockEvidence())])('every truncation', (file) => {
  for (let length = 0; length < file.length; length++) expect(passes(file.subarray(0, length))).toBe(false);
});

if (process.env.NOTARY_LONG)
  test('every other value of every byte', () => {
    const masks = Array.from({ length: 255 }, (_, i) => i + 1);
    for (const file of [fileOf, shortFileOf])
      expect(survivors(file(blockEvidence({ registration: REGISTRATION, named: true })), masks, 1)).toEqual([]);
  }, 3_600_000);

test('the size of the anchor alone', () => {
  const size = (file: Uint8Array) => anchorsIn(file).end - anchorsIn(file).start;
  expect(size(fileOf(blockEvidence()))).toBeLessThan(3_000);
  expect(size(shortFileOf(blockEvidence()))).toBeLessThan(0.8 * size(fileOf(blockEvidence())));
  expect(size(shortFileOf(BOTH))).toBeLessThan(0.8 * size(fileOf(BOTH)));
});
