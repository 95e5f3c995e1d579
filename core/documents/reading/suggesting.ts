/** What is seen in a document beside what it states for programs: the texts of its first pages, and codes in its pictures. */
import { findCodes } from '../../paper/codes.ts';
import type { GreyPicture } from '../../paper/grey-picture.ts';
import type { PageText } from '../page-text/pdf.ts';
import { readInvoiceQr, suggestedByQr } from './invoice-qr.ts';
import { suggestedByPages } from './suggested-page.ts';
import { eachOnce, type Suggestion } from './suggestion.ts';

/** What a document shows. */
export interface Shown {
  /** Of a document without pages that have texts, none. */
  readonly pages: readonly PageText[];
  /** Made one after the other, as long as no code of an invoice was found. */
  readonly pictures: Iterable<GreyPicture>;
}

/** Pictures that are looked at, and pixels of all of them. */
const LIMITS = { pictures: 8, pixels: 24_000_000 } as const;

/** Suggestions, those of a QR code first. Errors are those of the pictures. */
export async function suggestionsIn({ pages, pictures }: Shown): Promise<readonly Suggestion[]> {
  const texts = await invoiceCodes(allPictures(pages, pictures));
  return eachOnce([...texts.flatMap(suggestedByQr), ...suggestedByPages(pages.map(({ runs }) => runs))]);
}

/** Codes that are drawn come first: they cost nothing to decode. */
function* allPictures(pages: readonly PageText[], pictures: Iterable<GreyPicture>): Generator<GreyPicture> {
  for (const { drawn } of pages) if (drawn) yield drawn;
  yield* pictures;
}

const isInvoice = (text: string) => readInvoiceQr(text) !== null;

async function invoiceCodes(pictures: Iterable<GreyPicture>): Promise<readonly string[]> {
  let [count, pixels] = [0, 0];
  for (const picture of pictures) {
    pixels += picture.width * picture.height;
    if (++count > LIMITS.pictures || pixels > LIMITS.pixels) return [];
    const found = (await findCodes(picture, isInvoice)).filter(isInvoice);
    if (found.length > 0) return found;
  }
  return [];
}
