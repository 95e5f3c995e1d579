/** Every picture that a file shows: a JPEG, a PNG, or the pages of a scanned PDF. */
import type { GreyPicture } from '../../paper/picture.ts';
import { unreadPicture } from '../../paper/unread.ts';
import { fromJpeg, fromPng } from './raster.ts';
import { fromPdf, type ScanOptions } from './scanned-pdf.ts';

/** What a file is read as, by its first bytes; null when it shows no picture. */
export function pictureKind(head: Uint8Array): 'jpeg' | 'png' | 'pdf' | null {
  const starts = (text: string) => [...text].every((char, i) => head[i] === char.charCodeAt(0));
  if (starts('\xff\xd8\xff')) return 'jpeg';
  if (starts('\x89PNG\r\n\x1a\n')) return 'png';
  return starts('%PDF-') ? 'pdf' : null;
}

/** The pictures of a file, one after the other; none of other kinds of files, of which `onUnread` is told the format. Throws `malformed` or `too-large`. */
export function* picturesIn(bytes: Uint8Array, options: ScanOptions = {}): Generator<GreyPicture> {
  const kind = pictureKind(bytes);
  if (kind === 'jpeg') yield fromJpeg(bytes);
  if (kind === 'png') yield fromPng(bytes);
  if (kind === 'pdf') yield* fromPdf(bytes, options);
  const format = kind === null ? unreadPicture(bytes) : null;
  if (format !== null) options.onUnread?.(format);
}
