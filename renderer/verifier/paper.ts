/** A picture of a proof on paper, decoded by the browser and read here. */
import { nobleCrypto } from '../../core/crypto.ts';
import { joinFragments, type PaperFragment } from '../../core/paper/fragments.ts';
import { type GreyPicture, isWithinBounds, readPicture } from '../../core/paper/picture.ts';
import { pictureSize } from '../../core/paper/size.ts';

const isWhole = (fragments: readonly PaperFragment[]) =>
  fragments.length > 0 && joinFragments(fragments, nobleCrypto).every(({ missing }) => missing.length === 0);

/** Our fragments in a JPEG or PNG; none for any other file, and for a picture that is broken or beyond the bounds. */
export async function codesIn(file: File, bytes: Uint8Array): Promise<readonly PaperFragment[]> {
  const size = pictureSize(bytes);
  if (!size || !isWithinBounds(size)) return [];
  const picture = await decoded(file);
  return picture ? readPicture(picture, nobleCrypto, isWhole) : [];
}

async function decoded(file: File): Promise<GreyPicture | null> {
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) return null;
    // transparent pixels count as white paper
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    return grey(context.getImageData(0, 0, width, height));
  } catch {
    return null; // the browser cannot decode it, so it is an ordinary document
  }
}

function grey({ width, height, data }: ImageData): GreyPicture {
  const out = new Uint8Array(width * height);
  for (let i = 0; i < out.length; i++)
    out[i] = (77 * (data[4 * i] as number) + 150 * (data[4 * i + 1] as number) + 29 * (data[4 * i + 2] as number)) >> 8;
  return { width, height, data: out };
}
