/** Refusals by the rules of this folder. */

import { NotaryError } from '../../errors.ts';
import type { PdfDict } from '../../formats/attachments/syntax.ts';

/** The error for an update that is not provably harmless; `why` is English text for experts. */
export function refuse(why: string): never {
  throw new NotaryError('malformed', why);
}

/** Refuses a dictionary with any entry other than these. */
export function only(dict: PdfDict, keys: ReadonlySet<string>, what: string): void {
  for (const key of dict.entries.keys()) if (!keys.has(key)) refuse(`${what} has an entry /${key}`);
}
