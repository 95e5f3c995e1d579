/**
 * No bit of the evidence may be changed unseen, with no trust bundle at hand: every bit of an anchor, and every truncation.
 * A signature that was not touched is not verified again, so that the thousands of files take seconds.
 */
import { expect, test } from 'vitest';
import { ANCHOR_KINDS } from '../../../core/anchors/index.ts';
import { jdchainAnchor } from '../../../core/anchors/jdchain/evidence.ts';
import { type Crypto, nobleCrypto } from '../../../core/crypto.ts';
import { concat, toHex } from '../../../core/formats/bytes.ts';
import { parseProof } from '../../../core/formats/checkpoint.ts';
import { parseEvidence } from '../../../core/formats/evidence.ts';
import { checkAnchors } from '../../../core/verification/evidence-checks.ts';
import { makeEvidence } from '../../core/support/evidence.ts';
import { jdEvidence, WITNESSES } from './support/ledger.ts';

const ALONE = { cosigners: [] } as const;
const proof = parseProof(makeEvidence(ALONE).proof);
const witnesses = [...WITNESSES.slice(0, 1), ...WITNESSES.slice(2)];
const file = makeEvidence({ ...ALONE, anchors: [jdchainAnchor(jdEvidence(proof.note, { witnesses }))] }).evidence;

const known = new Map<string, boolean>();
const crypto: Crypto = {
  ...nobleCrypto,
  verifyEd25519: (signature, message, publicKey) => {
    const name = toHex(concat(signature, message, publicKey));
    const valid = known.get(name) ?? nobleCrypto.verifyEd25519(signature, message, publicKey);
    if (valid) known.set(name, valid);
    return valid;
  },
};

/** True when this file would pass as one whose anchors hold; an anchor of an unknown kind does not. */
function passes(bytes: Uint8Array): boolean {
  try {
    const { anchors } = parseEvidence(bytes, crypto);
    return anchors.length > 0 && checkAnchors(anchors, proof, ANCHOR_KINDS, crypto, 2).state === 'passed';
  } catch {
    return false;
  }
}

/** Where the anchor stands in the file. */
function anchorRange(): readonly [from: number, to: number] {
  const text = Array.from(file, (byte) => String.fromCharCode(byte)).join('');
  const from = text.indexOf('"jdchain":{');
  return [from, text.indexOf('"kind":"jdchain"', from)];
}

test('the untouched file passes', () => {
  expect(passes(file)).toBe(true);
});

test('every bit of the anchor counts', () => {
  const [from, to] = anchorRange();
  expect(to - from).toBeGreaterThan(2000);
  const unseen: string[] = [];
  for (let at = from; at < to; at++)
    for (let bit = 0; bit < 8; bit++) {
      const bytes = file.slice();
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      if (passes(bytes)) unseen.push(`byte ${at} bit ${bit}`);
    }
  expect(unseen).toEqual([]);
}, 120_000);

test('every truncation counts', () => {
  for (let length = 0; length < file.length; length++) expect(passes(file.subarray(0, length))).toBe(false);
});
