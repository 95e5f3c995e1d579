/** How large the proof of an anchored record is, with a log of a million leaves: only the numbers of hashes matter. */
import { cometbftAnchor } from '../../../../core/anchors/cometbft/evidence.ts';
import { encodeTransaction, type SignedText } from '../../../../core/anchors/cometbft/transaction.ts';
import { ANCHOR_KINDS } from '../../../../core/anchors/index.ts';
import { carriedAnchor, formSubject } from '../../../../core/anchors/kind.ts';
import { nobleCrypto } from '../../../../core/crypto.ts';
import { parseCheckpointText, proofBytes } from '../../../../core/formats/checkpoint.ts';
import { type Anchor, type EvidenceFiles, evidenceBytes } from '../../../../core/formats/evidence.ts';
import { currentTemplate } from '../../../../core/formats/template.ts';
import { consistencyProof, inclusionProof } from '../../../../core/log/log.ts';
import { recordBytes } from '../../../../core/records/record.ts';
import { desk, sampleDisclosures, sampleRecord } from '../../../core/support/evidence.ts';
import { blockEvidence, members, REGISTRATION, signedText } from './chain.ts';

const BEFORE = 1_000_000;
const SIZE = 1_001_000;
/** Hashes that differ: packed, they are as large as real ones. */
const anyHash = (...of: readonly number[]) => nobleCrypto.sha256(Uint8Array.from(of, (one) => one & 255));
const anyNode = (level: number, index: number) => anyHash(level, index, index >> 8, index >> 16);

/** Other logs in the registry. */
const NEIGHBOURS = 28;

/** The three attachments of a record that was anchored by this many members, with their names or without. */
export function anchoredFiles(count: number, named = true, whole = false): { files: EvidenceFiles; anchor: Anchor } {
  const set = members(count);
  const signed = signedText(SIZE);
  const base = { transactions: [transactionFrom(signed)], neighbours: NEIGHBOURS, registration: REGISTRATION };
  const anchor = cometbftAnchor(blockEvidence({ ...base, set, nextSet: set, named }));
  const line = { name: desk.key.name, id: desk.key.id, signature: signed.signature };
  const path = inclusionProof(SIZE - 500, SIZE, anyNode, nobleCrypto);
  const note = { text: signed.text, signatures: [line] };
  const subject = formSubject(parseCheckpointText(note.text), note);
  const carried = whole ? anchor : carriedAnchor(anchor, subject, ANCHOR_KINDS, nobleCrypto);
  const evidence = evidenceBytes({
    v: 1,
    page: currentTemplate(nobleCrypto),
    disclosures: sampleDisclosures(),
    keys: [desk.key.text],
    anchors: [carried],
    pending: null,
  });
  const proof = proofBytes({ index: SIZE - 500, path, note });
  return { files: { record: recordBytes(sampleRecord()), evidence, proof }, anchor: carried };
}

function transactionFrom(signed: SignedText): Uint8Array {
  const proof = consistencyProof(BEFORE, SIZE, anyNode, nobleCrypto);
  return encodeTransaction({ kind: 'checkpoint', signed, base: BEFORE, proof });
}

/**
 * Bytes of the three attachments in all, and of the anchor in them: as a desk carries it, or in whole (as 0.1.0 did).
 */
export function attachmentSize(count: number, named = true, whole = false): { total: number; anchor: number } {
  const { files, anchor } = anchoredFiles(count, named, whole);
  const total = files.record.length + files.evidence.length + files.proof.length;
  return { total, anchor: JSON.stringify(anchor).length };
}
