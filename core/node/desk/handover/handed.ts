/** What is remembered of a certificate that was made. */
import { fromUtf8 } from '../../../formats/bytes.ts';
import { type CertificateFiles, certificateNumber } from '../../../formats/evidence.ts';
import type { StoredRecord } from '../../../ports.ts';
import type { HandedCertificate } from '../../store/sent.ts';
import { nodeCrypto } from '../../system/crypto.ts';

/** The certificate of a record with these files. */
export function handed({ id, state }: Pick<StoredRecord, 'id' | 'state'>, files: CertificateFiles): HandedCertificate {
  const { page } = JSON.parse(fromUtf8(files.evidence)) as { page: { options: { paper?: boolean } } };
  return {
    id,
    number: certificateNumber(files, nodeCrypto),
    final: state === 'anchored',
    paper: page.options.paper === true,
  };
}
