/** No byte of the evidence may be changed unseen, with no trust bundle at hand: every bit (of a stride in the usual run, of all in the long one) and every truncation. */
import { expect, test, vi } from 'vitest';
import { fabricAnchor } from '../../../core/anchors/fabric/evidence.ts';
import { ANCHOR_KINDS } from '../../../core/anchors/index.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { concat, toHex } from '../../../core/formats/bytes.ts';
import { evidenceBytes, parseEvidence } from '../../../core/formats/evidence.ts';
import { parseNoteText } from '../../../core/formats/note.ts';
import { currentTemplate } from '../../../core/formats/template.ts';
import { nodeCrypto } from '../../../core/node/system/crypto.ts';
import { checkAnchors } from '../../../core/verification/evidence-checks.ts';
import { desk } from '../../core/support/evidence.ts';
import { member, networkEvidence } from './support/network.ts';
import { at, subject } from './support/subject.ts';

/**
 * For the thousands of files: a signature that was not touched is not verified again, and one for a message that nobody
 * signed (`signed`, from the untouched file) is refused at once, for it could only be a forgery.
 */
const memory = vi.hoisted(() => ({ known: new Map<string, boolean>(), signed: new Set<string>(), isLearning: true }));

vi.mock('../../../core/crypto/p256.ts', async (original) => {
  const real = await original<typeof import('../../../core/crypto/p256.ts')>();
  const verifyP256: typeof real.verifyP256 = (signature, message, key, lowS) => {
    const about = toHex(message);
    if (memory.isLearning) memory.signed.add(about);
    else if (!memory.signed.has(about)) return false;
    const name = toHex(concat(signature, message, key));
    const valid = memory.known.get(name) ?? real.verifyP256(signature, message, key, lowS);
    if (valid) memory.known.set(name, valid);
    return valid;
  };
  return { ...real, verifyP256 };
});

const note = parseNoteText(at.note);
const proof = { index: 0, path: [], note, checkpoint: subject.checkpoint };

const fileOf = (made: ReturnType<typeof networkEvidence>): Uint8Array =>
  evidenceBytes({
    v: 1,
    page: currentTemplate(nobleCrypto),
    disclosures: [],
    keys: [desk.key.text],
    anchors: [fabricAnchor(made)],
    pending: null,
  });

/** True when this file would pass as one whose anchors hold; an anchor that is not run does not. */
function passes(file: Uint8Array): boolean {
  try {
    const { anchors } = parseEvidence(file, nobleCrypto);
    return checkAnchors(anchors, proof, ANCHOR_KINDS, nodeCrypto, null).state !== 'failed';
  } catch {
    return false;
  }
}

/** Where the anchors stand in the file: the rest is the business of other checks. */
function anchorsIn(file: Uint8Array): { start: number; end: number } {
  const text = new TextDecoder().decode(file);
  return { start: text.indexOf('"anchors"'), end: text.indexOf(',"disclosures"') };
}

/** Passes as it is; what it has signed is learned by that. */
function learn(file: Uint8Array): void {
  memory.isLearning = true;
  expect(passes(file)).toBe(true);
  memory.isLearning = false;
}

function survivors(file: Uint8Array, masks: readonly number[], step: number): string[] {
  learn(file);
  const { start, end } = anchorsIn(file);
  const found: string[] = [];
  for (let place = start; place < end; place += step)
    for (const mask of masks) {
      const changed = Uint8Array.from(file);
      changed[place] = (changed[place] ?? 0) ^ mask;
      if (passes(changed))
        found.push(`${place} ^ ${mask}: ${new TextDecoder().decode(changed.subarray(place - 20, place + 20))}`);
    }
  return found;
}

/** Every byte in the long run; else every fifth, which meets every place of a group of base64. */
const STEP = process.env.NOTARY_LONG ? 1 : 5;
const BITS = [1, 2, 4, 8, 16, 32, 64, 128];
const ONE = { endorsers: [member('Alpha')] };
const TWO = { endorsers: [member('Alpha'), member('Beta')] };

test.each([
  ['ordered by several', fileOf(networkEvidence(at, { transaction: ONE, read: TWO }))],
  [
    'ordered by one',
    fileOf(networkEvidence(at, { transaction: ONE, read: ONE, block: { orderer: member('Delta', 'orderer') } })),
  ],
])(
  `%s: every bit of every ${STEP === 1 ? '' : '5th '}byte`,
  (_, file) => expect(survivors(file, BITS, STEP)).toEqual([]),
  900_000,
);

test('every truncation', () => {
  const file = fileOf(networkEvidence(at, { transaction: ONE }));
  learn(file);
  for (let length = 0; length < file.length; length++) expect(passes(file.subarray(0, length))).toBe(false);
});

if (process.env.NOTARY_LONG)
  test('every other value of every byte', () => {
    const masks = Array.from({ length: 255 }, (_, i) => i + 1);
    expect(survivors(fileOf(networkEvidence(at)), masks, 1)).toEqual([]);
  }, 3_600_000);
