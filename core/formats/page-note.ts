/**
 * By which template the issuer has laid out a certificate, as a note signed by the desk's log key in `page.options.issued`.
 * A program that does not know the template cannot compare the page; unsigned, anybody could give a certificate another
 * page under a number of his own. Templates 1 and 2 have none: every reader of this rule knows them.
 */
import { NotaryError } from '../errors.ts';
import { fromBase64, utf8 } from './bytes.ts';
import { text } from './decoder.ts';
import { parseNote, type SignedNote } from './note.ts';

const HEADER = 'notary-desk/page/v1';

/** `page.options.issued`, at most 4096 UTF-16 code units. */
export const pageNoteText = text(4096);

/** What a page note says: the template by number and pin (hex), and SHA-256 of the certificate's record.json. */
export interface PageNote {
  readonly note: SignedNote;
  readonly origin: string;
  readonly template: string;
  readonly pin: string;
  readonly record: Uint8Array;
}

/** Reads a page note of four lines; `verify` checks its signature and what it is about. Throws `malformed`. */
export function parsePageNote(noteText: string): PageNote {
  const note = parseNote(utf8(noteText));
  const [origin = '', header, page, record = '', end, ...more] = note.text.split('\n');
  const names = /^([1-9]\d{0,6}) ([0-9a-f]{64})$/.exec(page ?? '');
  if (header !== HEADER || !names || end !== '' || more.length > 0)
    throw new NotaryError('malformed', 'not a page note');
  return { note, origin, template: names[1] ?? '', pin: names[2] ?? '', record: fromBase64(record) };
}
