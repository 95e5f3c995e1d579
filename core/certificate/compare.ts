/** The check `page`: a certificate is made again from its evidence and compared with the file byte for byte. */
import { ANCHOR_KINDS } from '../anchor/index.ts';
import type { AnchorKinds } from '../anchor/kind.ts';
import { equal, toHex } from '../bytes.ts';
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import type { EvidenceSet } from '../evidence.ts';
import type { PageComparison } from '../page.ts';
import { isKnownTemplate } from '../template.ts';
import type { CertificateFonts } from './fonts.ts';
import { GOLDEN_SHA256, type GoldenName, goldenEvidence } from './golden.ts';
import { makeCertificate, type Rendering, renderCertificate } from './make.ts';

const passed = new WeakMap<CertificateFonts, Map<GoldenName, boolean>>();

/** True when this build, with these fonts, makes the golden certificate byte for byte. Remembered for each fonts value. */
async function makesGolden(name: GoldenName, fonts: CertificateFonts, crypto: Crypto): Promise<boolean> {
  const known = passed.get(fonts) ?? new Map<GoldenName, boolean>();
  passed.set(fonts, known);
  let result = known.get(name);
  if (result === undefined) {
    const golden = await makeCertificate(goldenEvidence(name, crypto), fonts, crypto);
    result = toHex(crypto.sha256(golden)) === GOLDEN_SHA256[name];
    known.set(name, result);
  }
  return result;
}

function judge(pdf: Uint8Array, issued: Uint8Array): PageComparison {
  if (pdf.length < issued.length || !equal(pdf.subarray(0, issued.length), issued)) return { state: 'different' };
  return pdf.length === issued.length
    ? { state: 'identical' }
    : { state: 'appended', bytes: pdf.length - issued.length };
}

/**
 * Compares the page of `pdf` with the evidence that was read from it. `fonts` is null where there are none. Evidence from
 * which no certificate can be made gives `different`. Throws only for defects.
 */
export async function comparePage(
  pdf: Uint8Array,
  set: EvidenceSet,
  fonts: CertificateFonts | null,
  crypto: Crypto,
  kinds: AnchorKinds = ANCHOR_KINDS,
): Promise<PageComparison> {
  if (!isKnownTemplate(set.evidence.page)) return { state: 'not-run', reason: 'unknown-template' };
  if (!fonts) return { state: 'not-run', reason: 'no-fonts' };
  if (!(await makesGolden('plain', fonts, crypto))) return { state: 'not-run', reason: 'self-test-failed' };
  let made: Rendering;
  try {
    made = await renderCertificate(set, fonts, crypto, kinds);
    const others: GoldenName[] = made.faces.has('rare') ? ['rare'] : [];
    if (set.evidence.page.options.paper) others.push('paper');
    for (const name of others)
      if (!(await makesGolden(name, fonts, crypto))) return { state: 'not-run', reason: 'self-test-failed' };
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    // the face for rare characters is only looked for when a text needs it
    return error.code === 'file-missing' ? { state: 'not-run', reason: 'no-fonts' } : { state: 'different' };
  }
  return judge(pdf, made.pdf);
}
