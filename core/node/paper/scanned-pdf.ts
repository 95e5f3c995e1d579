/** The pictures on the pages of a scanned PDF (ISO 32000-1 section 8.9.5). */

import { DOCUMENT_LIMITS, pagesOf } from '../../documents/doctor/pdf.ts';
import { streamData } from '../../documents/doctor/pdf-streams.ts';
import { Allowance, UNPACK_LIMIT } from '../../documents/doctor/tools.ts';
import { PdfFile } from '../../formats/attachments/document.ts';
import {
  isDict,
  isStream,
  nameOf,
  type PdfDict,
  type PdfStream,
  type PdfValue,
} from '../../formats/attachments/syntax.ts';
import type { GreyPicture } from '../../paper/picture.ts';
import { unreadFilter } from '../../paper/unread.ts';
import { nodeTools } from '../doctor/tools.ts';
import { checkSize, fromJpeg, fromSamples, type Layout } from './raster.ts';

/** Pages that are looked at. */
const MAX_PAGES = 40;
/** Smaller pictures are logos. */
const LEAST_SIDE = 300;

/** What is looked at, and who hears of the rest. */
export interface ScanOptions {
  /** Is told the format of a picture that is not read. */
  readonly onUnread?: (format: string) => void;
  /** Pages of a PDF. */
  readonly pages?: number;
  /** Pixels of the shorter side of a picture in a PDF; smaller ones are left out. */
  readonly leastSide?: number;
  /** Pixels of a picture in a PDF; larger ones are left out. */
  readonly mostPixels?: number;
}

/** The pictures of a PDF in the order of its pages. Throws `malformed`, `too-large`. */
export function* fromPdf(
  bytes: Uint8Array,
  {
    onUnread = () => {},
    pages: most = MAX_PAGES,
    leastSide = LEAST_SIDE,
    mostPixels = Number.POSITIVE_INFINITY,
  }: ScanOptions,
): Generator<GreyPicture> {
  const file = new PdfFile(bytes, DOCUMENT_LIMITS);
  const allowance = new Allowance(UNPACK_LIMIT);
  const seen = new Set<PdfStream>();
  let pages = 0;
  for (const [page, inherited] of pagesOf(file)) {
    if (++pages > most) return;
    const resources = file.resolve(page.entries.get('Resources') ?? inherited.get('Resources'));
    if (isDict(resources)) yield* imagesOf({ file, seen, allowance, onUnread, leastSide, mostPixels }, resources, true);
  }
}

/** What stays the same for all pages. */
interface Scan {
  readonly file: PdfFile;
  readonly seen: Set<PdfStream>;
  readonly allowance: Allowance;
  readonly onUnread: (format: string) => void;
  readonly leastSide: number;
  readonly mostPixels: number;
}

/** The images of a page, and of the forms that it draws directly. */
function* imagesOf(scan: Scan, resources: PdfDict, goIn: boolean): Generator<GreyPicture> {
  const { file, seen } = scan;
  const objects = file.resolve(resources.entries.get('XObject'));
  if (!isDict(objects)) return;
  for (const value of objects.entries.values()) {
    const object = file.resolve(value);
    if (!isStream(object) || seen.has(object)) continue;
    seen.add(object);
    const subtype = nameOf(file.resolve(object.dict.entries.get('Subtype')));
    const inner = file.resolve(object.dict.entries.get('Resources'));
    if (subtype === 'Form' && goIn && isDict(inner)) yield* imagesOf(scan, inner, false);
    if (subtype === 'Image') yield* imageOf(scan, object);
  }
}

function* imageOf(
  { file, allowance, onUnread, leastSide, mostPixels }: Scan,
  image: PdfStream,
): Generator<GreyPicture> {
  const of = (name: string) => file.resolve(image.dict.entries.get(name));
  const [width, height] = [of('Width'), of('Height')];
  if (typeof width !== 'number' || typeof height !== 'number' || Math.min(width, height) < leastSide) return;
  if (width * height > mostPixels) return;
  checkSize({ width, height });
  const { data, left } = streamData(file, image, nodeTools, allowance);
  if (left.length === 1 && left[0] === 'DCTDecode') yield fromJpeg(data);
  const format = unreadFilter(left[0] ?? '');
  if (format !== null) onUnread(format);
  if (left.length > 0) return;
  const layout = layoutOf(file, of('ColorSpace'), of('BitsPerComponent'), of('ImageMask') === true);
  const decode = of('Decode');
  const turned = Array.isArray(decode) && file.resolve(decode[0]) === 1;
  if (layout) yield fromSamples({ width, height, data }, { ...layout, invert: turned });
}

/** How samples are stored; null for formats that are not supported. */
function layoutOf(file: PdfFile, space: PdfValue, bits: PdfValue, mask: boolean): Layout | null {
  const depth = mask ? 1 : bits;
  if (typeof depth !== 'number' || ![1, 2, 4, 8].includes(depth)) return null;
  const [name, second, , table] = Array.isArray(space) ? space.map((one) => file.resolve(one)) : [space];
  const plain = { bits: depth, invert: false, palette: null };
  switch (nameOf(name ?? null)) {
    case 'DeviceRGB':
    case 'CalRGB':
      return { ...plain, components: 3 };
    case 'ICCBased': {
      const count = isStream(second ?? null) ? file.resolve((second as PdfStream).dict.entries.get('N')) : 1;
      return count === 1 || count === 3 ? { ...plain, components: count } : null;
    }
    case 'Indexed': {
      const bytes = paletteOf(file, table ?? null);
      return bytes && nameOf(second ?? null) === 'DeviceRGB' ? { ...plain, components: 1, palette: bytes } : null;
    }
    case 'DeviceCMYK':
      return null;
    default:
      return { ...plain, components: 1 };
  }
}

function paletteOf(file: PdfFile, table: PdfValue): Uint8Array | null {
  if (isStream(table)) return streamData(file, table, nodeTools, new Allowance(1024)).data;
  return table !== null && typeof table === 'object' && 'bytes' in table ? (table.bytes as Uint8Array) : null;
}
