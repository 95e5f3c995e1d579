/** The golden certificates in whatever engine this runs: bundled for a browser and for another Node. */

import { goldenEvidence } from '../../core/certificate/golden.ts';
import { type FontFiles, loadFonts, makeCertificate } from '../../core/certificate/index.ts';
import { GOLDEN_NAMES } from '../../core/certificate/template.ts';
import { CERTIFICATE_TEMPLATES } from '../../core/certificate/templates.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { toHex } from '../../core/formats/bytes.ts';

/** SHA-256 of the golden certificates of every template, hex, by number and name. */
export async function goldenDigests(files: FontFiles): Promise<Readonly<Record<string, string>>> {
  const fonts = loadFonts(files);
  const digests: Record<string, string> = {};
  for (const { definition } of CERTIFICATE_TEMPLATES)
    for (const name of GOLDEN_NAMES) {
      const pdf = await makeCertificate(goldenEvidence(name, definition, nobleCrypto), fonts, nobleCrypto);
      digests[`${definition.template} ${name}`] = toHex(nobleCrypto.sha256(pdf));
    }
  return digests;
}
