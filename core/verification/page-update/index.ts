/**
 * What was appended to an issued certificate. An incremental update can replace everything that a PDF shows although
 * the issued bytes stay in front of it, so it is examined object by object. Needs no PDF library and repairs nothing:
 * anything undecidable counts as a change of the page. docs/certificate-format.md, "What may be appended".
 */

import { NotaryError } from '../../errors.ts';
import { PdfFile } from '../../formats/attachments/document.ts';
import { PDF_LIMITS } from '../../formats/attachments/limits.ts';
import { checkRange, type Field, type IssuedPage } from './field.ts';
import { UPDATE_LIMITS } from './limits.ts';
import { refuse } from './refuse.ts';
import { readRevisions } from './revisions.ts';
import { readState } from './rules.ts';
import { DocumentState } from './state.ts';

export { type Band, GAP, type IssuedPage } from './field.ts';
export { UPDATE_LIMITS } from './limits.ts';
export { isWhiteTail } from './revisions.ts';

/**
 * `harmless`: signatures and time stamps were added, and nothing else; otherwise `why` says what else, in English for
 * experts.
 */
export type Update =
  | { readonly kind: 'harmless'; readonly signatures: number; readonly visible: number }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Examines the bytes after the first `length` bytes of `pdf`, which are the issued certificate with these `pages`.
 * Never throws because of the contents; cost is bounded by `UPDATE_LIMITS`.
 */
export function examineUpdate(pdf: Uint8Array, length: number, pages: readonly IssuedPage[]): Update {
  try {
    const fields = fieldsOf(pdf, length, pages);
    return { kind: 'harmless', signatures: fields.length, visible: fields.filter(({ visible }) => visible).length };
  } catch (error) {
    if (error instanceof NotaryError) return { kind: 'refused', why: error.message };
    throw error;
  }
}

function fieldsOf(pdf: Uint8Array, length: number, pages: readonly IssuedPage[]): readonly Field[] {
  const { objects, values, steps, unpacked } = UPDATE_LIMITS;
  const issued = new PdfFile(pdf.subarray(0, length), {
    ...PDF_LIMITS,
    objects: objects + pages.length + 8,
    values,
    steps,
    unpacked,
  });
  const revisions = readRevisions(pdf, { length, trailer: issued.trailer }, issued.budget);
  const state = new DocumentState(issued, pdf);
  let fields: readonly Field[] = [];
  // viewers can show each revision of a signed file, so each one has to be harmless
  for (const revision of revisions) {
    state.apply(revision.objects);
    fields = readState(state, revision.objects, pages);
    for (const { signature } of fields)
      if (signature && revision.objects.includes(signature)) checkRange(pdf, signature, revision);
  }
  if (fields.length === 0 || fields.some(({ signature }) => !signature)) refuse('an update without a signature');
  return fields;
}
