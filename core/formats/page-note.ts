/**
 * By which template the issuer has laid out a certificate, and for which evidence, as a note signed by the desk's log key in
 * `page.options.issued`.
 * A program that does not know the template cannot compare the page; unsigned, anybody could give a certificate another
 * page under a number of his own. Templates 1 and 2 have none: every reader of this rule knows them.
 */
import { NotaryError } from '../errors.ts';
import { fromBase64, utf8 } from './bytes.ts';
import { text } from './decoder.ts';
import { type Evidence, evidenceBytes } from './evidence.ts';
import { parseNote, type SignedNote } from './note.ts';

const HEADER = 'notary-desk/page/v1';

/** `page.options.issued`: in UTF-16 code units. */
const noteText = text(4096);

/**
 * What a page note says: the template by number and pin (hex), SHA-256 of the certificate's record.json, and SHA-256 of its
 * evidence.json as it is without the note.
 */
export interface PageNote {
  readonly note: SignedNote;
  readonly origin: string;
  readonly template: string;
  readonly pin: string;
  readonly record: Uint8Array;
  readonly evidence: Uint8Array;
}

/** What the note is about beside the record: the canonical bytes of the evidence without the note itself. */
export function withoutPageNote(evidence: Evidence): Uint8Array {
  const { issued: _, ...options } = evidence.page.options;
  return evidenceBytes({ ...evidence, page: { ...evidence.page, options } });
}

/** Reads `page.options.issued`, a page note of five lines; `verify` checks its signature and what it is about. Throws `malformed`. */
export function parsePageNote(issued: unknown): PageNote {
  const note = parseNote(utf8(noteText(issued, 'issued')));
  const [origin = '', header, page, record = '', evidence = '', end, ...more] = note.text.split('\n');
  const names = /^([1-9]\d{0,6}) ([0-9a-f]{64})$/.exec(page ?? '');
  if (header !== HEADER || !names || end !== '' || more.length > 0)
    throw new NotaryError('malformed', 'not a page note');
  return {
    note,
    origin,
    template: names[1] ?? '',
    pin: names[2] ?? '',
    record: fromBase64(record),
    evidence: fromBase64(evidence),
  };
}
