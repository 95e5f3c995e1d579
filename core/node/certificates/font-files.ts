/** The font files of a page template on this machine, each compared with the digest that the template pins. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FaceName } from '../../certificate/index.ts';
import { NotaryError } from '../../errors.ts';
import { toHex } from '../../formats/bytes.ts';
import { TEMPLATE_FONTS } from '../../formats/template.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { environment } from '../system/environment.ts';

/** Where the packages of a checkout keep a font. */
const PACKAGE_FOLDERS: Readonly<Record<FaceName, string>> = {
  sc: '@expo-google-fonts/noto-sans-sc/400Regular',
  scBold: '@expo-google-fonts/noto-sans-sc/700Bold',
  latin: '@expo-google-fonts/noto-sans/400Regular',
  latinBold: '@expo-google-fonts/noto-sans/700Bold',
  mono: '@expo-google-fonts/noto-sans-mono/400Regular',
  rare: 'node-source-han-sans-sc',
};

function* folders(face: FaceName): Generator<string> {
  const given = environment.NOTARY_FONTS;
  if (given) {
    yield given;
    return;
  }
  let folder = dirname(fileURLToPath(import.meta.url));
  yield join(folder, 'fonts'); // beside a bundle
  yield join(dirname(folder), 'fonts'); // beside the folder of a bundle, as in a packaged app
  for (; folder !== dirname(folder); folder = dirname(folder))
    yield join(folder, 'node_modules', PACKAGE_FOLDERS[face]);
}

/** The path of a face's file. Throws `file-missing`. */
function fontPath(face: FaceName): string {
  const { file } = TEMPLATE_FONTS[face];
  for (const folder of folders(face)) if (existsSync(join(folder, file))) return join(folder, file);
  throw new NotaryError(
    'file-missing',
    `the font ${file} is not beside the program; NOTARY_FONTS can name its folder`,
    {
      file,
    },
  );
}

/** The bytes of a face's file. Throws `file-missing`, or `file-changed` when it is not the file that the template pins. */
export function readFont(face: FaceName): Uint8Array {
  const { file, sha256 } = TEMPLATE_FONTS[face];
  const bytes = readFileSync(fontPath(face));
  if (toHex(nodeCrypto.sha256(bytes)) !== sha256)
    throw new NotaryError('file-changed', `${file} is not the font of the page templates`, { file });
  return bytes;
}

/** The bytes of all faces except the rare one, in memory that threads can share. */
export type SharedFonts = Readonly<Record<Exclude<FaceName, 'rare'>, Uint8Array>>;

/** Reads the fonts once for any number of threads. Throws what `readFont` throws. */
export function readSharedFonts(): SharedFonts {
  // not imported from core/certificate: reading files should not load a PDF library
  const names = (Object.keys(TEMPLATE_FONTS) as FaceName[]).filter((name) => name !== 'rare');
  return Object.fromEntries(
    names.map((name) => {
      const bytes = readFont(name);
      const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
      shared.set(bytes);
      return [name, shared];
    }),
  ) as SharedFonts;
}
