/** Warnings about files: they stop nothing, but a user should know about them before a file is sealed. */

/** Every code there is. A new one needs words in both languages. */
export const WARNING_CODES = [
  'encrypted', // may open only with a password
  'tracked-changes', // an Office file with tracked changes that nobody accepted or rejected
  'comments',
  'volatile-formulas', // formulas whose result changes by itself
  'external-links', // contents in another file or on a server
  'seal-lost', // signatures that are lost, empty or broken
  'not-last-revision', // a PDF that was changed after its last signature
  'form-unsaved', // a form whose fields are empty, or shown differently by every viewer
  'damaged', // it begins like a PDF, an archive or an Office file, and cannot be read as one
  'not-as-named', // its bytes are of another kind than its ending says
  'not-looked-into', // nobody looked into it: it would have taken too much
  'not-opened', // an archive, a mailbox or a sealed mail: it is one document, and nobody looked into it
  'clutter', // left by a system or a program, and no document
  'downloading',
  'shortcut', // a link to a document, not the document itself
  'placeholder', // a placeholder for a file in a cloud
  'duplicate', // the same bytes already have a record, or occur twice in this intake
  'no-parts', // digests of parts could not be made: a mismatch will not be explained
  'revealing-name', // a file name with personal data
] as const;

/** One of `WARNING_CODES`. */
export type WarningCode = (typeof WARNING_CODES)[number];

/**
 * One warning. `detail` is language-independent: a count, names of functions or members, or one of the words that
 * `core/words` has for the code; empty when there is nothing to add. It never repeats sensitive data.
 */
export interface Warning {
  readonly code: WarningCode;
  readonly detail: string;
}

/** These tell how a record was made, and leave nothing to decide before it is sealed. */
const ONLY_TOLD: ReadonlySet<WarningCode> = new Set(['duplicate', 'no-parts', 'not-looked-into', 'not-opened']);

/** Whether a person has to decide whether the file is sealed as it is: it is never sealed automatically before. */
export function needsDecision(warnings: readonly Warning[]): boolean {
  return warnings.some(({ code }) => !ONLY_TOLD.has(code));
}
