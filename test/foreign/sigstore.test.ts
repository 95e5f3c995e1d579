/** Sigstore's verifier, which nobody here wrote, accepts our proofs and checkpoints and refuses wrong ones. */
import { createPublicKey } from 'node:crypto';
import { LogCheckpoint, verifyCheckpoint } from '@sigstore/verify/dist/tlog/checkpoint.js';
import { verifyMerkleInclusion } from '@sigstore/verify/dist/tlog/merkle.js';
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { concat, fromHex, fromUtf8, u64be } from '../../core/formats/bytes.ts';
import { checkpointText, parseProof } from '../../core/formats/checkpoint.ts';
import { noteBytes } from '../../core/formats/note.ts';
import { inclusionProof, logRoot } from '../../core/log/log.ts';
import { desk, makeEvidence } from '../core/support/evidence.ts';
import { MemoryLog } from '../core/support/memory-log.ts';

const LARGEST = 130;
const leaves = Array.from({ length: LARGEST }, (_, i) => u64be(i));
const log = new MemoryLog();
log.append(leaves);

type Entry = Parameters<typeof verifyMerkleInclusion>[0];

/** The parts of a transparency log entry that the inclusion check reads. */
function entry(body: Uint8Array, index: number, path: readonly Uint8Array[]): Entry {
  const inclusionProof = { logIndex: String(index), hashes: path.map((hash) => Buffer.from(hash)) };
  return { canonicalizedBody: Buffer.from(body), inclusionProof } as unknown as Entry;
}

const accepts = (body: Uint8Array, index: number, path: readonly Uint8Array[], checkpoint: string) => {
  try {
    verifyMerkleInclusion(entry(body, index, path), LogCheckpoint.fromString(checkpoint));
    return true;
  } catch {
    return false;
  }
};

const checkpointOf = (size: number) =>
  checkpointText({ origin: 'desk/test', size, root: logRoot(size, log.read, nobleCrypto) });

describe('@sigstore/verify', () => {
  it('accepts every leaf of every tree of 1 to 130', () => {
    for (let n = 1; n <= LARGEST; n++) {
      const checkpoint = checkpointOf(n);
      for (let i = 0; i < n; i++) {
        const path = inclusionProof(i, n, log.read, nobleCrypto);
        expect(accepts(leaves[i] as Uint8Array, i, path, checkpoint)).toBe(true);
      }
    }
  });

  it('refuses another leaf, another index, another size and a longer path', () => {
    const path = inclusionProof(7, 100, log.read, nobleCrypto);
    const [leaf, other] = [leaves[7] as Uint8Array, leaves[8] as Uint8Array];
    expect(accepts(leaf, 7, path, checkpointOf(100))).toBe(true);
    expect(accepts(other, 7, path, checkpointOf(100))).toBe(false);
    expect(accepts(leaf, 8, path, checkpointOf(100))).toBe(false);
    expect(accepts(leaf, 7, path, checkpointOf(101))).toBe(false);
    expect(accepts(leaf, 7, [...path, ...path.slice(0, 1)], checkpointOf(100))).toBe(false);
  });

  it('accepts the proof file of a certificate, with the record as the leaf', () => {
    const files = makeEvidence({ before: 11, after: 40 });
    const proof = parseProof(files.proof);
    expect(accepts(files.record, proof.index, proof.path, proof.note.text)).toBe(true);
    expect(accepts(makeEvidence({ record: { seq: 1 } }).record, proof.index, proof.path, proof.note.text)).toBe(false);
  });

  it("verifies the log's signature on our checkpoints", () => {
    const note = parseProof(makeEvidence().proof).note;
    const spki = concat(fromHex('302a300506032b6570032100'), desk.key.publicKey);
    const authority = {
      logID: Buffer.concat([fromHex(desk.key.id), new Uint8Array(28)]),
      baseURL: `https://${desk.key.name}`,
      publicKey: createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }),
      validFor: { start: new Date(0), end: new Date(8.64e15) },
    };
    const signed = (text: string) => {
      const envelope = fromUtf8(noteBytes({ ...note, text }));
      return { inclusionProof: { checkpoint: { envelope } } } as unknown as Entry;
    };
    expect(verifyCheckpoint(signed(note.text), [authority]).origin).toBe(desk.key.name);
    expect(() => verifyCheckpoint(signed(note.text.replace('5\n', '6\n')), [authority])).toThrow(
      'invalid checkpoint signature',
    );
  });
});
