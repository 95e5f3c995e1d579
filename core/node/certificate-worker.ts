/** The thread of the certificate pool: makes certificates, and compares pages, from the three files. */
import { parentPort, workerData } from 'node:worker_threads';
import { comparePage, makeCertificate } from '../certificate/index.ts';
import { type EvidenceFiles, parseEvidenceSet } from '../evidence.ts';
import type { PageComparison } from '../page.ts';
import { nodeCrypto } from './crypto.ts';
import { type Fault, faultOf } from './fault.ts';
import { parseFonts, type SharedFonts } from './fonts.ts';

export interface CertificateRequest {
  readonly id: number;
  readonly files: EvidenceFiles;
  /** The PDF whose page is compared; null to make one. */
  readonly compare: Uint8Array | null;
}

export type CertificateReply =
  | { readonly id: number; readonly pdf: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly page: PageComparison }
  | { readonly id: number; readonly fault: Fault };

const fonts = parseFonts(workerData as SharedFonts);

async function answer({ id, files, compare }: CertificateRequest): Promise<CertificateReply> {
  try {
    const set = parseEvidenceSet(files, nodeCrypto);
    if (compare) return { id, page: await comparePage(compare, set, fonts, nodeCrypto) };
    return { id, pdf: new Uint8Array(await makeCertificate(set, fonts, nodeCrypto)) };
  } catch (error) {
    return { id, fault: faultOf(error) };
  }
}

parentPort?.on('message', async (request: CertificateRequest) => {
  const reply = await answer(request);
  parentPort?.postMessage(reply, 'pdf' in reply ? [reply.pdf.buffer] : []);
});
