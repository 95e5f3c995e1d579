/** Size of a picture from its header, before anything is decoded. */
import type { GreyPicture } from './picture.ts';

type Size = Pick<GreyPicture, 'width' | 'height'>;

/** Width and height of a PNG (its IHDR) or a JPEG (its frame header, ITU-T T.81 section B.2.2); null for anything else. */
export function pictureSize(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(12) === 0x49484452)
    return { width: view.getUint32(16), height: view.getUint32(20) };
  return bytes.length >= 4 && view.getUint16(0) === 0xffd8 ? frameSize(view) : null;
}

/** Walks the segments up to the first frame header; C4, C8 and CC are other markers between the frame headers. */
function frameSize(view: DataView): Size | null {
  for (let at = 2; at + 9 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    else at += 2 + view.getUint16(at + 2);
  }
  return null;
}
