/** What a trust bundle asks for: the texts that every language has to supply. */

/** How many are needed of how many that there are. */
export interface Needed {
  readonly need: number;
  readonly all: number;
}

/** The texts. */
export interface TrustPhrases {
  /** What has to be there for `proven`; a policy of nothing is never met. */
  needed(p: { readonly chains: Needed; readonly witnesses: Needed }): string;
}
