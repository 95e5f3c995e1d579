/** How the rules of this folder say no. */

import { NotaryError } from '../../errors.ts';
import type { PdfDict } from '../../formats/attachments/syntax.ts';

/** An update that is not provably harmless; `why` is plain English for experts. */
export function refuse(why: string): never {
  throw new NotaryError('malformed', why);
}

/** Refuses a dictionary that has any entry but these. */
export function only(dict: PdfDict, keys: ReadonlySet<string>, what: string): void {
  for (const key of dict.entries.keys()) if (!keys.has(key)) refuse(`${what} has an entry /${key}`);
}
