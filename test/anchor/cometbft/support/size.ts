/** How large the proof of an anchored record is, with a log of a million leaves: only the numbers of hashes matter. */
import { cometbftAnchor } from '../../../../core/anchors/cometbft/evidence.ts';
import { encodeTransaction } from '../../../../core/anchors/cometbft/transaction.ts';
import { nobleCrypto } from '../../../../core/crypto.ts';
import { proofBytes } from '../../../../core/formats/checkpoint.ts';
import { type Anchor, type EvidenceFiles, evidenceBytes } from '../../../../core/formats/evidence.ts';
import { recordBytes } from '../../../../core/formats/records/record.ts';
import { currentTemplate } from '../../../../core/formats/template.ts';
import { consistencyProof, inclusionProof } from '../../../../core/log/log.ts';
import { desk, sampleDisclosures, sampleRecord } from '../../../core/support/evidence.ts';
import { blockEvidence, members, REGISTRATION, signedText } from './chain.ts';

const BEFORE = 1_000_000;
const SIZE = 1_001_000;
/** Hashes that differ: packed, they are as large as real ones. */
const anyHash = (...of: readonly number[]) => nobleCrypto.sha256(Uint8Array.from(of, (one) => one & 255));
const anyNode = (level: number, index: number) => anyHash(level, index, index >> 8, index >> 16);

/** Paths into a registry of about thirty entries. */
const REGISTRY_PATH = [1, 2, 3, 4, 5].map((n) => anyHash(200, n));

/** The three attachments of a record that was anchored by this many members, with their names or without. */
export function anchoredFiles(count: number, named = true): { files: EvidenceFiles; anchor: Anchor } {
  const set = members(count);
  const signed = signedText(SIZE);
  const proof = consistencyProof(BEFORE, SIZE, anyNode, nobleCrypto);
  const transaction = encodeTransaction({ kind: 'checkpoint', signed, base: BEFORE, proof });
  const made = blockEvidence({ set, nextSet: set, transactions: [transaction], registration: REGISTRATION, named });
  const registration = made.registration && { ...made.registration, path: REGISTRY_PATH };
  const shown = made.members && { ...made.members, path: REGISTRY_PATH };
  const anchor = cometbftAnchor({ ...made, registration, members: shown });
  const evidence = evidenceBytes({
    v: 1,
    page: currentTemplate(nobleCrypto),
    disclosures: sampleDisclosures(),
    keys: [desk.key.text],
    anchors: [anchor],
    pending: null,
  });
  const line = { name: desk.key.name, id: desk.key.id, signature: signed.signature };
  const path = inclusionProof(SIZE - 500, SIZE, anyNode, nobleCrypto);
  const checkpoint = proofBytes({ index: SIZE - 500, path, note: { text: signed.text, signatures: [line] } });
  return { files: { record: recordBytes(sampleRecord()), evidence, proof: checkpoint }, anchor };
}

/** Bytes of the three attachments in all, and of the anchor in them. */
export function attachmentSize(count: number, named = true): { total: number; anchor: number } {
  const { files, anchor } = anchoredFiles(count, named);
  const total = files.record.length + files.evidence.length + files.proof.length;
  return { total, anchor: JSON.stringify(anchor).length };
}
