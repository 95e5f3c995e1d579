/** Suggestions of a file, with what only Node decodes: the pictures in it. */
import { pdfPages } from '../../documents/page-text/pdf.ts';
import { openOfd } from '../../documents/reading/ofd-package.ts';
import { suggestionsIn } from '../../documents/reading/suggesting.ts';
import type { Suggestion } from '../../documents/reading/suggestion.ts';
import { NotaryError } from '../../errors.ts';
import { latin1 } from '../../formats/bytes.ts';
import type { GreyPicture } from '../../paper/grey-picture.ts';
import { pictureSize } from '../../paper/size.ts';
import { unreadPicture } from '../../paper/unread.ts';
import { pictureKind, picturesIn } from '../paper/pictures.ts';
import { nodeTools } from './tools.ts';

/** Of one picture: a photo of a telephone has 12 million, a page at 300 dots per inch 9 million. */
const MOST_PIXELS = 16_000_000;
/** Pages of a PDF whose pictures are looked at, and the side below which none has a code: the smallest has 21 squares. */
const PDF_PICTURES = { pages: 3, leastSide: 21, mostPixels: MOST_PIXELS } as const;

/** What was seen in a file. */
export interface Seen {
  readonly suggestions: readonly Suggestion[];
  /** Formats of pictures in which nobody could look for codes; none where a code was found elsewhere in the file. */
  readonly unread: readonly string[];
}

/** What a file shows beside what it states; nothing where it cannot be read, and why is nobody's concern. */
export async function suggestionsOf(bytes: Uint8Array): Promise<Seen> {
  const kind = pictureKind(bytes);
  const unread = new Set<string>();
  const onUnread = (format: string) => void unread.add(format);
  const pages = kind === 'pdf' ? (attempt(() => pdfPages(bytes, nodeTools)) ?? []) : [];
  const pictures =
    kind === null
      ? ofdPictures(bytes, onUnread)
      : kind === 'pdf'
        ? picturesIn(bytes, { ...PDF_PICTURES, onUnread })
        : onePicture(bytes);
  const suggestions = await suggestionsIn({ pages, pictures: readable(pictures) });
  const hasCode = suggestions.some(({ place }) => place === 'qr');
  return { suggestions, unread: hasCode ? [] : [...unread] };
}

function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof NotaryError) return null;
    throw error;
  }
}

/** A JPEG or a PNG whose header tells a size within the bounds. */
function* onePicture(bytes: Uint8Array): Generator<GreyPicture> {
  const size = pictureSize(bytes);
  if (size && size.width * size.height <= MOST_PIXELS) yield* picturesIn(bytes);
}

/** Up to the first that cannot be read. */
function* readable(pictures: Iterator<GreyPicture>): Generator<GreyPicture> {
  for (;;) {
    const next = attempt(() => pictures.next());
    if (next === null || next.done) return;
    yield next.value;
  }
}

/** Pictures in an OFD file, and the code that invoice data has as a PNG in base64; of others the format is told. */
function* ofdPictures(bytes: Uint8Array, onUnread: (format: string) => void): Generator<GreyPicture> {
  const file = openOfd(bytes, nodeTools);
  if (!file) return;
  for (const path of file.paths) {
    if (/\.(?:png|jpe?g)$/i.test(path)) yield* ofPicture(file.bytes(path));
    const other = /\.jb(?:ig)?2$/i.test(path)
      ? 'JBIG2'
      : OTHER_PICTURE.test(path)
        ? unreadPicture(file.bytes(path))
        : null;
    if (other !== null) onUnread(other);
    const [, base64] = /\.xml$/i.test(path) ? (GRAPH_CODE.exec(latin1(file.bytes(path))) ?? []) : [];
    if (base64 !== undefined) yield* ofPicture(new Uint8Array(Buffer.from(base64, 'base64')));
  }
}

/** Other pictures that OFD files have (GB/T 33190 section 9): what they are is told by their bytes, which JBIG2 in pieces has not. */
const OTHER_PICTURE = /\.(?:bmp|gif|tiff?|jp2|jpx|webp)$/i;
const GRAPH_CODE = /GraphCode[^>]{0,200}>\s*(?:<!\[CDATA\[)?\s*(iVBORw0KGgo[A-Za-z0-9+/=\s]{1,400000})/;

/** One that cannot be read does not keep the next from being read. */
const ofPicture = (bytes: Uint8Array): readonly GreyPicture[] => attempt(() => [...onePicture(bytes)]) ?? [];
