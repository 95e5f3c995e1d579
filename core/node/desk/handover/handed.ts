/** What is remembered of a certificate that was made. */
import { fromUtf8 } from '../../../formats/bytes.ts';
import { certificateNumber, type EvidenceFiles } from '../../../formats/evidence.ts';
import type { StoredRecord } from '../../../ports.ts';
import type { HandedCertificate } from '../../store/sent.ts';
import { nodeCrypto } from '../../system/crypto.ts';

/** The certificate of a record with these files. */
export function handed(
  { id, state }: Pick<StoredRecord, 'id' | 'state'>,
  { evidence }: EvidenceFiles,
): HandedCertificate {
  const { page } = JSON.parse(fromUtf8(evidence)) as { page: { options: { paper?: boolean } } };
  return {
    id,
    number: certificateNumber(evidence, nodeCrypto),
    final: state === 'anchored',
    paper: page.options.paper === true,
  };
}
