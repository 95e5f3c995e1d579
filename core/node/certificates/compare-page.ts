/** The check `page` in this thread, with the fonts beside the program. */
import { type CertificateFonts, comparePage } from '../../certificate/index.ts';
import type { EvidenceSet } from '../../formats/evidence.ts';
import type { PageComparison } from '../../verification/page.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { certificateFonts } from './fonts.ts';

/** Makes the page again and compares it with `pdf`. */
export function comparePageHere(pdf: Uint8Array, set: EvidenceSet): Promise<PageComparison> {
  return comparePage(pdf, set, fontsOrNone(), nodeCrypto);
}

/** Without its fonts a page is not compared; that is said, and is no reason to say nothing else. */
function fontsOrNone(): CertificateFonts | null {
  try {
    return certificateFonts();
  } catch {
    return null;
  }
}
