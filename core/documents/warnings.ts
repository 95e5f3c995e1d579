/** Warnings about files: they stop nothing, but a user should know about them before a file is sealed. */
import { type Decoder, object, oneOf, text } from '../formats/decoder.ts';

/** About a file as such. A new code needs words in both languages. */
const FILE_WARNINGS = [
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
  'codes-not-read', // pictures in it, of formats in which nobody here can look for QR codes; their names
  'no-parts', // digests of parts could not be made: a mismatch will not be explained
  'revealing-name', // a file name with personal data
] as const;

/** About what readers found in a document, and what else this desk has of it: they follow an edit of its facts. */
const READING_WARNINGS = [
  'several-invoices', // facts are of one invoice, and it holds several
  'invoices-inside', // it is an archive with invoices in it
  'not-read', // it is an invoice, and nobody could read its facts
  'places-disagree', // places of the file that say different things
  'page-says-otherwise', // what is seen on the page is not what the file states for programs
  'stated-otherwise', // what was stated is not what the file says
  'value-refused', // the file says something that the fact cannot hold
  'not-adding-up', // net and tax are not the amount with tax
  'same-invoice', // the invoice has a record already, with the same facts
  'same-invoice-otherwise', // the invoice has a record already, with other facts
  'perhaps-same-invoice', // an invoice with a number that is written alike has one
  'takes-back', // it takes back an invoice that has a record here
  'takes-back-unknown', // it takes back an invoice that has none here
  'taken-back', // it is taken back by something that has a record here
  'seal-broken', // a seal that does not hold
  'signature-not-checked', // there is a signature, and nobody checked it
  'seal-partial', // a seal that does not cover the whole file
  'code-altered', // a code on the page that was altered or misread
  'not-all-read', // it has more of something than is read
] as const;

/** About what a record that waits refers to: they are found anew whenever somebody asks. */
const LINK_WARNINGS = [
  'waits-for-held', // it refers to a record that is not sealed before somebody decides about its warning
  'waits-for-unconfirmed', // it refers to a record that nobody has confirmed yet
] as const;

/** Every code there is. */
export const WARNING_CODES = [...FILE_WARNINGS, ...READING_WARNINGS, ...LINK_WARNINGS] as const;

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

/** Whether it is about what readers found: the store has those, and makes them anew when facts are edited. */
export const isOfReading = ({ code }: Warning): boolean => (READING_WARNINGS as readonly string[]).includes(code);

/** Reads a warning. Throws `malformed`. */
export const readWarning: Decoder<Warning> = object<Warning>({ code: oneOf(...WARNING_CODES), detail: text(10_000) });

/** These tell how a record was made or what else there is, and leave nothing to decide before it is sealed. */
const ONLY_TOLD: ReadonlySet<WarningCode> = new Set([
  'duplicate',
  'codes-not-read',
  'no-parts',
  'not-looked-into',
  'not-opened',
  'several-invoices',
  'invoices-inside',
  'not-read',
  'value-refused',
  'same-invoice',
  'perhaps-same-invoice',
  'takes-back',
  'takes-back-unknown',
  'taken-back',
  'signature-not-checked',
  'seal-partial',
  'code-altered',
  'not-all-read',
  ...LINK_WARNINGS,
]);

/** Whether a person has to decide whether the file is sealed as it is: it is never sealed automatically before. */
export function needsDecision(warnings: readonly Warning[]): boolean {
  return warnings.some(({ code }) => !ONLY_TOLD.has(code));
}
