/** What a trust bundle asks for and how it stands in a certificate: the texts that every language has to supply. */
import type { PolicyPart } from '../verification/policy-report.ts';

/** How many are needed of how many that there are. */
export interface Needed {
  readonly need: number;
  readonly all: number;
}

/** The texts. Names and times are already formatted. */
export interface TrustPhrases {
  /** What has to be there for `proven`; a policy of nothing is never met. */
  needed(p: { readonly chains: Needed; readonly witnesses: Needed }): string;
  /** How many of what is needed there are. */
  found(p: { readonly chains: Found; readonly witnesses: Found }): string;
  /** The same as a part of a sentence. */
  tooFew(p: { readonly chains: Found; readonly witnesses: Found }): string;
  /** How an entry of the bundle is called. */
  part(p: { readonly as: PolicyPart['as']; readonly name: string }): string;
  /** An entry and how it stands; `time` is null where none is stated. */
  readonly states: Readonly<
    Record<
      Exclude<PolicyPart['state'], 'missing'>,
      (p: { readonly part: string; readonly time: string | null }) => string
    >
  >;
  /** Those of whom the certificate has nothing; `more` are not listed. */
  missing(p: { readonly names: string; readonly more: number }): string;
}

/** How many there are of how many that are needed. */
export interface Found {
  readonly have: number;
  readonly need: number;
}
