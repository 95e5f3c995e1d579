/**
 * Possible results of comparing a certificate's visible page with its evidence. Separate from core/certificate/, so
 * that `verify` takes the result as an argument and needs no PDF library.
 */

/** Why the page was not compared. */
export type PageNotRun =
  | 'unknown-template' // the page was laid out by a template that this program does not have
  | 'unknown-kind' // the page shows something that this program does not know, or that its template has no rows for
  | 'no-fonts' // the fonts of the template are not at hand
  | 'self-test-failed' // this build does not make the template's golden certificate byte for byte
  | 'no-page' // only the attachments were given, not the PDF
  | 'bulk'; // the caller chose not to, because of many certificates

/** Additions to a certificate after it was issued: signatures and document time stamps, and nothing else. */
export interface PageAdditions {
  /** Number of signatures and time stamps. Whether they are valid is not checked here. */
  readonly signatures: number;
  /** How many of them are visible on a page, in a place where nothing was printed. */
  readonly visible: number;
}

/**
/**
 * The outcome of making the page again and comparing every byte: the same; the issued bytes followed by `bytes` more that
 * leave the page as it was (core/page-update/); another file (re-saved or edited), with `update` where the issued bytes are
 * followed by an update that may change what is shown (plain English for experts: what it changes); or not compared, with
 * what is not known in plain English.
 */
export type PageComparison =
  | { readonly state: 'identical' }
  | ({ readonly state: 'appended'; readonly bytes: number } & PageAdditions)
  | { readonly state: 'different'; readonly update?: string }
  | { readonly state: 'not-run'; readonly reason: Exclude<PageNotRun, 'unknown-kind'> }
  | { readonly state: 'not-run'; readonly reason: 'unknown-kind'; readonly what: string };
