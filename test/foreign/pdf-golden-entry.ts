/** The golden certificates in whatever engine this runs: bundled for a browser and for another Node. */
import { toHex } from '../../core/bytes.ts';
import { type GoldenName, goldenEvidence } from '../../core/certificate/golden.ts';
import { type FontFiles, loadFonts, makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';

/** SHA-256 of the golden certificates, hex. */
export async function goldenDigests(files: FontFiles): Promise<Record<GoldenName, string>> {
  const fonts = loadFonts(files);
  const digest = async (name: GoldenName) =>
    toHex(nobleCrypto.sha256(await makeCertificate(goldenEvidence(name, nobleCrypto), fonts, nobleCrypto)));
  return { plain: await digest('plain'), rare: await digest('rare'), paper: await digest('paper') };
}
