/** The check `page`: a certificate is made again from its evidence and compared with the file byte for byte. */
import { ANCHOR_KINDS } from '../anchors/index.ts';
import type { AnchorKinds } from '../anchors/kind.ts';
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { equal, toHex } from '../formats/bytes.ts';
import type { EvidenceSet } from '../formats/evidence.ts';
import type { PageComparison } from '../verification/page.ts';
import { examineUpdate, isWhiteTail } from '../verification/page-update/index.ts';
import type { CertificateFonts } from './drawing/fonts.ts';
import { goldenEvidence } from './golden.ts';
import { type Rendering, renderCertificate, templateOf } from './make.ts';
import type { CertificateTemplate, GoldenName } from './template.ts';
import { CERTIFICATE_TEMPLATES } from './templates.ts';

const passed = new WeakMap<CertificateFonts, WeakMap<CertificateTemplate, Map<GoldenName, boolean>>>();

function passedBy(fonts: CertificateFonts, template: CertificateTemplate): Map<GoldenName, boolean> {
  const ofFonts = passed.get(fonts) ?? new WeakMap<CertificateTemplate, Map<GoldenName, boolean>>();
  passed.set(fonts, ofFonts);
  const known = ofFonts.get(template) ?? new Map<GoldenName, boolean>();
  ofFonts.set(template, known);
  return known;
}

/** True when this build, with these fonts, makes the golden certificate byte for byte. Remembered for both. */
async function makesGolden(
  name: GoldenName,
  template: CertificateTemplate,
  fonts: CertificateFonts,
  crypto: Crypto,
): Promise<boolean> {
  const known = passedBy(fonts, template);
  let result = known.get(name);
  if (result === undefined) {
    const golden = await renderCertificate(goldenEvidence(name, template.definition, crypto), template, fonts, crypto);
    result = toHex(crypto.sha256(golden.pdf)) === template.goldens[name];
    known.set(name, result);
  }
  return result;
}

function judge(pdf: Uint8Array, { pdf: issued, pages }: Rendering): PageComparison {
  if (pdf.length < issued.length || !equal(pdf.subarray(0, issued.length), issued)) return { state: 'different' };
  if (pdf.length === issued.length) return { state: 'identical' };
  const bytes = pdf.length - issued.length;
  if (isWhiteTail(pdf, issued.length)) return { state: 'appended', bytes, signatures: 0, visible: 0 };
  const update = examineUpdate(pdf, issued.length, pages);
  if (update.kind === 'refused') return { state: 'different', update: update.why };
  const { signatures, visible } = update;
  return { state: 'appended', bytes, signatures, visible };
}

/** Which golden certificates this one needs in addition to the plain one. */
function othersFor(made: Rendering, set: EvidenceSet): readonly GoldenName[] {
  const rare: readonly GoldenName[] = made.faces.has('rare') ? ['rare'] : [];
  return set.evidence.page.options.paper ? [...rare, 'paper'] : rare;
}

/** Interprets the error when no page could be made from the evidence. A defect is rethrown. */
function withoutPage(error: unknown): PageComparison {
  if (!(error instanceof NotaryError)) throw error;
  // the face for rare characters is only loaded when a text needs it
  if (error.code === 'file-missing') return { state: 'not-run', reason: 'no-fonts' };
  if (error.code === 'newer-version') return { state: 'not-run', reason: 'unknown-kind', what: error.message };
  return { state: 'different' };
}

/**
 * Compares the page of `pdf` with the evidence that was read from it. `fonts` is null where there are none. Evidence
 * from which no certificate can be made gives `different`; evidence with something unknown to this program, or without
 * rows in the template, is not compared. Throws only for defects.
 */
export async function comparePage(
  pdf: Uint8Array,
  set: EvidenceSet,
  fonts: CertificateFonts | null,
  crypto: Crypto,
  kinds: AnchorKinds = ANCHOR_KINDS,
  templates: readonly CertificateTemplate[] = CERTIFICATE_TEMPLATES,
): Promise<PageComparison> {
  const template = templateOf(set, templates);
  if (!template) return { state: 'not-run', reason: 'unknown-template' };
  if (!fonts) return { state: 'not-run', reason: 'no-fonts' };
  const makes = (name: GoldenName) => makesGolden(name, template, fonts, crypto);
  if (!(await makes('plain'))) return { state: 'not-run', reason: 'self-test-failed' };
  let made: Rendering;
  try {
    made = await renderCertificate(set, template, fonts, crypto, kinds);
    for (const name of othersFor(made, set))
      if (!(await makes(name))) return { state: 'not-run', reason: 'self-test-failed' };
  } catch (error) {
    return withoutPage(error);
  }
  return judge(pdf, made);
}
