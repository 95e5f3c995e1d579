/**
 * Making a certificate, or comparing a page, from the three files: the work of the certificate pool, independent of the
 * thread it runs in.
 */
import type { AnchorKinds } from '../../anchors/kind.ts';
import { type CertificateFonts, comparePage, makeCertificate } from '../../certificate/index.ts';
import { rememberingCrypto } from '../../documents/box/signatures.ts';
import { type EvidenceFiles, parseEvidenceSet } from '../../formats/evidence.ts';
import type { RecordKind } from '../../records/index.ts';
import type { PageComparison } from '../../verification/page.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { type Fault, faultOf } from '../system/fault.ts';

/** Make the certificate of these three files, or compare the page of a PDF with them. */
export interface CertificateRequest {
  readonly files: EvidenceFiles;
  /** The PDF whose page is compared; null to make one. */
  readonly compare: Uint8Array | null;
}

/** The bytes of the PDF, the result of the comparison, or the error as plain data. */
export type CertificateReply =
  | { readonly pdf: Uint8Array<ArrayBuffer> }
  | { readonly page: PageComparison }
  | { readonly fault: Fault };

/** The tables of known anchor and record kinds. */
export interface CertificateKinds {
  readonly anchors: AnchorKinds;
  readonly records: readonly RecordKind[];
}

/** Certificates of one batch carry the same signatures: each is checked once in a thread. */
const crypto = rememberingCrypto(nodeCrypto);

/** The answer to a request. `kinds` defaults to the kinds of this program. */
export async function answerCertificate(
  { files, compare }: CertificateRequest,
  fonts: CertificateFonts,
  kinds?: CertificateKinds,
): Promise<CertificateReply> {
  try {
    const set = parseEvidenceSet(files, crypto, { recordKinds: kinds?.records });
    if (compare) return { page: await comparePage(compare, set, fonts, crypto, kinds?.anchors) };
    return { pdf: new Uint8Array(await makeCertificate(set, fonts, crypto, kinds?.anchors)) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}
