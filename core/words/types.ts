/** What a language has to bring. Every closed list is a `Record` over it, so a missing word does not compile. */

import type { Finding, FindingCode } from '../documents/doctor/findings.ts';
import type { WarningCode } from '../documents/warnings.ts';
import type { ErrorCode } from '../errors.ts';
import type { MissingCodes } from '../paper/missing.ts';
import type { RecordState } from '../ports.ts';
import type { FactName, KNOWN_KINDS } from '../records/facts.ts';
import type { PageAdditions } from '../verification/page.ts';
import type { CheckName, CheckReason, CheckState, Signer, Verdict } from '../verification/report.ts';

/** The languages of the notary. */
export type Language = 'zh' | 'en';
/** A kind of document that has a name in both languages. */
export type KnownKind = (typeof KNOWN_KINDS)[number];
/** What a signer is. */
export type SignerRole = Signer['role'];

/** An error for people: what happened, what is safe, what to do next. */
export interface ErrorWords {
  readonly happened: string;
  readonly safe: string;
  readonly next: string;
}

/** A warning about a file for people: what is the matter, and how to fix it. */
export interface WarningWords {
  readonly means: string;
  readonly fix: string;
}

/** Values that an error brings along, `ApiError.details` or `NotaryError.details`. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** How sure a finding of the doctor is; `unknown` says only that nothing can be said. */
export type Certainty = 'certain' | 'uncertain' | 'unknown';

/** A finding of the doctor for people. */
export interface FindingWords {
  readonly certainty: Certainty;
  readonly label: string;
  readonly sentence: string;
}

/** Whether the document is the one of the record, which is said before anything about who vouches for it. */
export interface MatchWords {
  readonly state: 'same' | 'different' | 'not-compared';
  readonly sentence: string;
}

/** A verdict for people. */
export interface VerdictWords {
  /** Null where the proof itself does not hold, so that nothing can be said by it. */
  readonly match: MatchWords | null;
  /** Two or three words for a banner or a list. */
  readonly title: string;
  /** One sentence that claims exactly what was proven. */
  readonly sentence: string;
  /** What the reader should do; null when there is nothing to do. */
  readonly next: string | null;
  /** What has to be said beside it: trust that was not compared, a page that was not, something appended. */
  readonly remarks: readonly string[];
}

/** The parts from which a verdict is put together. Times and names are already formatted. */
export interface VerdictPhrases {
  readonly titles: Readonly<Record<Verdict, string>>;
  readonly match: Readonly<Record<MatchWords['state'], string>>;
  proven(p: { readonly time: string | null; readonly names: string; readonly compared: boolean }): string;
  selfAttested(p: { readonly compared: boolean }): string;
  /** A test network confirmed it, and the verifier did not ask to let that count. */
  testNetwork(p: { readonly compared: boolean }): string;
  /** Others signed, but fewer than the bundle asks for. */
  notEnough(p: { readonly have: number; readonly need: number; readonly compared: boolean }): string;
  pending(p: { readonly chain: string; readonly deadline: string; readonly overdue: boolean }): string;
  differentFile(p: { readonly file: string | null; readonly recorded: string | null }): string;
  tampered(p: { readonly checks: string }): string;
  /** The page differs, everything else holds. */
  readonly tamperedPage: string;
  /** The page may differ because something was added to the PDF; everything else holds. */
  readonly tamperedUpdate: string;
  readonly nextTamperedUpdate: string;
  untrusted(p: { readonly fingerprint: string | null }): string;
  /** The log is known, the key is not. */
  unknownKey(p: { readonly fingerprint: string | null }): string;
  readonly unreadable: Readonly<Record<'not-a-certificate' | 'damaged' | 'newer-version' | 'too-large', string>>;
  /** Pictures of a proof on paper that do not show all codes. */
  codesMissing(codes: MissingCodes): string;
  readonly codesMissingNext: string;
  readonly next: Readonly<Record<Exclude<Verdict, 'proven' | 'unreadable'>, string>>;
  readonly nextUnreadable: Readonly<Record<'not-a-certificate' | 'damaged' | 'newer-version' | 'too-large', string>>;
  /** What to do with a certificate of one's own, where a stranger would ask its issuer. */
  readonly nextOwn: Readonly<Record<'self-attested' | 'pending' | 'tampered', string>>;
  readonly nextNoDocument: string;
  readonly noDocument: string;
  trustNotCompared(p: { readonly name: string }): string;
  readonly pageNotCompared: string;
  pageAppended(p: PageAdditions): string;
  readonly clockUnknown: string;
  /** The log is registered, or named by the bundle, for another than the record states as its holder. */
  holderDiffers(p: { readonly organisation: string; readonly holder: string }): string;
}

/** All the words of one language that are not tied to the window. */
export interface Phrases {
  readonly verdict: VerdictPhrases;
  readonly checks: Readonly<Record<CheckName, string>>;
  /** What a passed check found. */
  readonly checkPassed: Readonly<Record<CheckName, string>>;
  readonly reasons: Readonly<Record<Exclude<CheckReason, 'ok'>, string>>;
  readonly checkStates: Readonly<Record<CheckState, string>>;
  readonly errors: Readonly<Record<ErrorCode, (details: ErrorDetails) => ErrorWords>>;
  /** By code; each takes the warning's detail. */
  readonly warnings: Readonly<Record<WarningCode, (detail: string) => WarningWords>>;
  readonly facts: Readonly<Record<FactName, string>>;
  readonly kinds: Readonly<Record<KnownKind, string>>;
  readonly states: Readonly<Record<RecordState, string>>;
  readonly stateMeanings: Readonly<Record<RecordState, string>>;
  readonly roles: Readonly<Record<SignerRole, string>>;
  readonly clocks: Readonly<Record<'synchronised' | 'unknown', string>>;
  /** One sentence for each finding of the doctor: what is certain, and what is not. */
  readonly findings: Readonly<Record<FindingCode, (finding: Finding) => string>>;
  /** Said before a finding that no digest shows for certain. */
  readonly notCertain: string;
  /** The same as a label beside the sentence. */
  readonly certainty: Readonly<Record<Certainty, string>>;
  /** Names in a row: "A, B and C". */
  names(names: readonly string[]): string;
  /** A name that somebody gives themself and that nobody vouches for. */
  selfNamed(name: string): string;
  quote(text: string): string;
  /** `about 3 min`, from seconds. */
  duration(seconds: number): string;
}
