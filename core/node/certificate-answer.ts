/** Making a certificate, or comparing a page, from the three files: the work of the certificate pool, in whatever thread. */
import type { AnchorKinds } from '../anchor/kind.ts';
import { type CertificateFonts, comparePage, makeCertificate } from '../certificate/index.ts';
import { type EvidenceFiles, parseEvidenceSet } from '../evidence.ts';
import type { RecordKind } from '../kinds/index.ts';
import type { PageComparison } from '../page.ts';
import { nodeCrypto } from './crypto.ts';
import { type Fault, faultOf } from './fault.ts';

export interface CertificateRequest {
  readonly files: EvidenceFiles;
  /** The PDF whose page is compared; null to make one. */
  readonly compare: Uint8Array | null;
}

export type CertificateReply =
  | { readonly pdf: Uint8Array<ArrayBuffer> }
  | { readonly page: PageComparison }
  | { readonly fault: Fault };

/** What is known of anchors and records. */
export interface CertificateKinds {
  readonly anchors: AnchorKinds;
  readonly records: readonly RecordKind[];
}

/** What a request comes to. `kinds` are those of this program by default. */
export async function answerCertificate(
  { files, compare }: CertificateRequest,
  fonts: CertificateFonts,
  kinds?: CertificateKinds,
): Promise<CertificateReply> {
  try {
    const set = parseEvidenceSet(files, nodeCrypto, { recordKinds: kinds?.records });
    if (compare) return { page: await comparePage(compare, set, fonts, nodeCrypto, kinds?.anchors) };
    return { pdf: new Uint8Array(await makeCertificate(set, fonts, nodeCrypto, kinds?.anchors)) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}
