/** The texts about a dossier's items that every language has to supply. */

/** Numbers are written with their separators. */
export interface DossierPhrases {
  /** The whole list was given. */
  listed(p: { readonly items: string; readonly credits: string | null }): string;
  /** Only what the record commits to. */
  notListed(p: { readonly items: string; readonly credits: string | null }): string;
  /** Items that no total counts. */
  withoutAmount(p: { readonly count: string }): string;
  opened(p: { readonly count: string; readonly same: string; readonly differing: string }): string;
  /** The verdicts on the certificates of opened records: each with its number. */
  openedVerdicts(p: { readonly verdicts: string }): string;
  /** `percent`: what a sample without an error says, at 95 % confidence. */
  sample(p: { readonly size: string; readonly items: string; readonly seed: string; readonly percent: string }): string;
  /** Lists that lay beside the certificate. */
  beside(p: { readonly files: string }): string;
  inside(p: { readonly leaf: string }): string;
  insideCredits(p: { readonly leaf: string }): string;
  outside(p: { readonly leaf: string }): string;
  notShown(p: { readonly leaf: string }): string;
  apart(p: { readonly name: string }): string;
  shared(p: { readonly name: string; readonly count: string }): string;
  /** After one of these two: the verdict on the other dossier, where that is not `proven`. */
  otherVerdict(p: { readonly name: string; readonly verdict: string }): string;
  /** Above what it shows, and above what it cannot. */
  readonly shows: string;
  readonly cannotShow: string;
  readonly leftOut: string;
  readonly amountsTrue: string;
  readonly hiddenAmounts: string;
  readonly order: string;
  /** After a comparison with another dossier. */
  readonly sameInvoice: string;
  /** One total, and totals of both lists. */
  total(p: { readonly money: string; readonly count: string }): string;
  totals(p: { readonly items: string; readonly credits: string | null }): string;
}
