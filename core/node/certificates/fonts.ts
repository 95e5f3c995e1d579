/** The fonts of a page template, parsed. */
import { type CertificateFonts, type FontFiles, loadFonts } from '../../certificate/index.ts';
import { readFont, readSharedFonts, type SharedFonts } from './font-files.ts';

export { readFont, readSharedFonts, type SharedFonts } from './font-files.ts';

/** Parses fonts that were read; the face for rare characters is read when a text needs it. */
export function parseFonts(shared: SharedFonts): CertificateFonts {
  const files: FontFiles = { ...shared, rare: () => readFont('rare') };
  return loadFonts(files);
}

let loaded: CertificateFonts | undefined;

/** The fonts of this process, read and parsed once. Throws what `readFont` throws. */
export function certificateFonts(): CertificateFonts {
  loaded ??= parseFonts(readSharedFonts());
  return loaded;
}
