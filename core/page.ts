/**
 * What comparing a certificate's visible page with its evidence can say. Apart from core/certificate/, so that `verify`
 * takes it as an argument and needs no PDF library.
 */

/** Why the page was not compared. */
export type PageNotRun =
  | 'unknown-template' // the page was laid out by a template that this program does not have
  | 'unknown-kind' // the page shows something that this program does not know, or that its template has no rows for
  | 'no-fonts' // the fonts of the template are not at hand
  | 'self-test-failed' // this build does not make the template's golden certificate byte for byte
  | 'no-page' // only the attachments were given, not the PDF
  | 'bulk'; // many certificates at once: the caller chose not to

/**
 * The outcome of making the page again and comparing every byte: the same; the issued bytes followed by `bytes` more (an
 * incremental update: somebody added a stamp or a signature); another file (re-saved or edited); or not compared, with
 * what is not known in plain English.
 */
export type PageComparison =
  | { readonly state: 'identical' }
  | { readonly state: 'appended'; readonly bytes: number }
  | { readonly state: 'different' }
  | { readonly state: 'not-run'; readonly reason: Exclude<PageNotRun, 'unknown-kind'> }
  | { readonly state: 'not-run'; readonly reason: 'unknown-kind'; readonly what: string };
