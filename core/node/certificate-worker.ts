/** The thread of the certificate pool: makes certificates, and compares pages, from the three files. */
import { workerData } from 'node:worker_threads';
import { comparePage, makeCertificate } from '../certificate/index.ts';
import { type EvidenceFiles, parseEvidenceSet } from '../evidence.ts';
import type { PageComparison } from '../page.ts';
import { nodeCrypto } from './crypto.ts';
import { type Fault, faultOf } from './fault.ts';
import { parseFonts, type SharedFonts } from './fonts.ts';
import { answerRequests } from './thread-inside.ts';

export interface CertificateRequest {
  readonly files: EvidenceFiles;
  /** The PDF whose page is compared; null to make one. */
  readonly compare: Uint8Array | null;
}

export type CertificateReply =
  | { readonly pdf: Uint8Array<ArrayBuffer> }
  | { readonly page: PageComparison }
  | { readonly fault: Fault };

const fonts = parseFonts(workerData as SharedFonts);

async function answer({ files, compare }: CertificateRequest): Promise<CertificateReply> {
  try {
    const set = parseEvidenceSet(files, nodeCrypto);
    if (compare) return { page: await comparePage(compare, set, fonts, nodeCrypto) };
    return { pdf: new Uint8Array(await makeCertificate(set, fonts, nodeCrypto)) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

answerRequests(answer, (reply) => ('pdf' in reply ? [reply.pdf.buffer] : []));
