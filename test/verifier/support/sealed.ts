/** A PDF that was sealed with digests of parts, and the certificate that a stranger has of it. */

import { makeCertificate } from '../../../core/certificate/index.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { partDigestsOf } from '../../../core/documents/doctor/format.ts';
import { materialOf } from '../../../core/documents/doctor/material.ts';
import { universalTools } from '../../../core/documents/doctor/tools.ts';
import { toHex } from '../../../core/formats/bytes.ts';
import type { Json } from '../../../core/formats/canonical.ts';
import { parseEvidenceSet } from '../../../core/formats/evidence.ts';
import { certificateFonts } from '../../../core/node/certificates/fonts.ts';
import type { NotaryRecord } from '../../../core/records/record.ts';
import { bank, makeEvidence, ownWitness } from '../../core/support/evidence.ts';

/** The certificate of these bytes; `withhold` names the facts that it does not lay open, `version` its record. */
export async function certificateOf(
  bytes: Uint8Array,
  withhold: readonly string[] = [],
  version: Partial<Pick<NotaryRecord, 'id' | 'supersedes'>> = {},
): Promise<Uint8Array> {
  const material = materialOf(bytes, universalTools);
  const fingerprints = material && partDigestsOf(material, '00112233445566778899aabbccddeeff', universalTools);
  const files = makeEvidence({
    record: { digest: { sha256: toHex(nobleCrypto.sha256(bytes)) }, size: bytes.length, ...version },
    facts: { fingerprints: fingerprints as unknown as Json },
    withhold: ['holderId', ...withhold],
    // a later version is in a larger tree: two of one size would be a fork of the log
    after: version.supersedes ? 3 : 2,
    cosigners: [{ signer: ownWitness }, { signer: bank }],
  });
  return makeCertificate(parseEvidenceSet(files, nobleCrypto), certificateFonts(), nobleCrypto);
}
