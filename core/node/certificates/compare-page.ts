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

/** Without the fonts a page cannot be compared: the check is `not-run`, and all other checks are still made. */
function fontsOrNone(): CertificateFonts | null {
  try {
    return certificateFonts();
  } catch {
    return null;
  }
}
