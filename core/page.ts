/** The outcome of making a certificate's page again and comparing every byte; see core/certificate/. */
export type PageComparison =
  | { readonly state: 'identical' }
  /** The issued bytes, followed by an incremental update (a stamp or a signature) of this many bytes. */
  | { readonly state: 'appended'; readonly bytes: number }
  | { readonly state: 'different' }
  | { readonly state: 'not-run'; readonly reason: PageNotRun };

/** Why the page was not compared. */
export type PageNotRun = 'unknown-template' | 'no-fonts' | 'self-test-failed' | 'no-page' | 'bulk';
