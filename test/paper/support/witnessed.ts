/** Evidence of a log of any size with the desk's own witness: only the number of hashes matters, so they are any. */

import { nobleCrypto } from '../../../core/crypto.ts';
import { checkpointText, proofBytes } from '../../../core/formats/checkpoint.ts';
import { type EvidenceFiles, evidenceBytes } from '../../../core/formats/evidence.ts';
import { cosign, signNote } from '../../../core/formats/note.ts';
import { recordBytes } from '../../../core/formats/records/record.ts';
import { currentTemplate } from '../../../core/formats/template.ts';
import { inclusionProof } from '../../../core/log/log.ts';
import { desk, ownWitness, SIGNED_AT, sampleDisclosures, sampleRecord } from '../../core/support/evidence.ts';

/** A hash that looks like any other. */
const anyNode = (level: number, index: number) => nobleCrypto.sha256(Uint8Array.of(level, index & 255, index >> 8));

/** The three files of the first leaf of a log with so many. */
export function witnessedFiles(size: number): EvidenceFiles {
  const disclosures = sampleDisclosures().filter(([, name]) => name !== 'holderId');
  const text = checkpointText({ origin: desk.key.name, size, root: anyNode(40, 1) });
  const signatures = [signNote(text, desk), cosign(text, SIGNED_AT, ownWitness)];
  const evidence = evidenceBytes({
    v: 1,
    page: currentTemplate(nobleCrypto, true),
    disclosures,
    keys: [desk.key.text, ownWitness.key.text],
    anchors: [],
    pending: null,
  });
  const path = inclusionProof(0, size, anyNode, nobleCrypto);
  return {
    record: recordBytes(sampleRecord()),
    evidence,
    proof: proofBytes({ index: 0, path, note: { text, signatures } }),
  };
}
