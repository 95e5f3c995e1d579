/**
 * Where the issuer says that its certificates can be checked, as a note signed by the desk's log key. A certificate
 * carries it in `page.options.checker` and prints it; unsigned, anybody could make a certificate name another place.
 */
import { NotaryError } from '../errors.ts';
import { fromUtf8, utf8 } from './bytes.ts';
import { type NoteSigner, noteBytes, parseNote, type SignedNote, signNote } from './note.ts';
import { plainText } from './plain-text.ts';

const HEADER = 'notary-desk/checker/v1';

/** The note, three lines and a signature by the log's key. `checker` is plain text: a web address, or what to do. */
export function checkerNote(origin: string, checker: string, log: NoteSigner): string {
  const text = `${origin}\n${HEADER}\n${checker}\n`;
  return fromUtf8(noteBytes({ text, signatures: [signNote(text, log)] }));
}

/** Reads a checker note; `verify` checks its signature. Throws `malformed`. */
export function parseCheckerNote(noteText: string): { note: SignedNote; origin: string; checker: string } {
  const note = parseNote(utf8(noteText));
  const [origin = '', header, checker, end, ...more] = note.text.split('\n');
  if (header !== HEADER || end !== '' || more.length > 0) throw new NotaryError('malformed', 'not a checker note');
  return { note, origin, checker: plainText(checker, 'checker') };
}
