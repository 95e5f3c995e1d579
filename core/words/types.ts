/**
 * The texts that every language has to supply. Every closed list is a `Record` over it, so a missing text does not
 * compile.
 */

import type { Finding, FindingCode } from '../documents/doctor/findings.ts';
import type { SuggestionPlace } from '../documents/reading/suggestion.ts';
import type { WarningCode } from '../documents/warnings.ts';
import type { ErrorCode } from '../errors.ts';
import type { Front } from '../formats/attachments/front.ts';
import type { MissingCodes } from '../paper/missing.ts';
import type { RecordState } from '../ports.ts';
import type { FactName, KNOWN_KINDS } from '../records/facts.ts';
import type { LinkWords } from '../records/link-words.ts';
import type { Scheme } from '../records/profiles/facts.ts';
import type { FactSource } from '../records/reading-facts.ts';
import type { Standing } from '../records/standing.ts';
import type { PageAdditions } from '../verification/page.ts';
import type { ReadState } from '../verification/read-facts.ts';
import type { CheckName, CheckReason, CheckState, Signer, Verdict } from '../verification/report.ts';
import type { DossierPhrases } from './dossier-phrases.ts';
import type { TrustPhrases } from './trust-phrases.ts';

/** The languages of the notary. */
export type Language = 'zh' | 'en';

/** A text in every language, of what brings its own words: a kind of connection, a question. */
export type Bilingual = Readonly<Record<Language, string>>;
/** A kind of document that has a name in both languages. */
export type KnownKind = (typeof KNOWN_KINDS)[number];
/** Type of a signer. */
export type SignerRole = Signer['role'];

/** An error for users: what happened, what is safe, what to do next. */
export interface ErrorWords {
  readonly happened: string;
  readonly safe: string;
  readonly next: string;
}

/** Codes that whoever reads a file may meet, on a desk and in the checker page. */
export type ReadingCode =
  | 'malformed'
  | 'newer-version'
  | 'codes-missing'
  | 'too-large'
  | 'timed-out'
  | 'not-a-certificate'
  | 'file-unreadable'
  | 'not-found'
  | 'cancelled'
  | 'not-supported'
  | 'internal';

type ErrorTable<Code extends ErrorCode> = Readonly<Record<Code, (details: ErrorDetails) => ErrorWords>>;
/** Words of the errors of whoever reads a file. */
export type ReadingErrors = ErrorTable<ReadingCode>;
/** Words of the errors that only a desk meets. */
export type DeskErrors = ErrorTable<Exclude<ErrorCode, ReadingCode>>;

/** A warning about a file for users: what the problem is, and how to fix it. */
export interface WarningWords {
  readonly means: string;
  readonly fix: string;
}

/** Values of an error, `ApiError.details` or `NotaryError.details`. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** Certainty of a finding of the doctor; `unknown` means that nothing could be determined. */
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
  /** Remarks: a bundle or a page that was not compared, or appended signatures. */
  readonly remarks: readonly string[];
}

/** Whether a document was compared; null for a record that speaks of none. */
export type Compared = boolean | null;

/** The parts of the sentence for a verdict. Times and names are already formatted. */
export interface VerdictPhrases {
  readonly titles: Readonly<Record<Verdict, string>>;
  readonly match: Readonly<Record<MatchWords['state'], string>>;
  /** `untimed` are those who signed too and state no time, where others do; null when there are none. */
  proven(p: {
    readonly time: string | null;
    readonly names: string;
    readonly untimed: string | null;
    readonly compared: Compared;
  }): string;
  selfAttested(p: { readonly compared: Compared }): string;
  /** A test network confirmed it, and the verifier did not ask for test networks to count. */
  testNetwork(p: { readonly compared: Compared }): string;
  /** Others signed, but fewer than the bundle asks for. */
  notEnough(p: { readonly have: number; readonly need: number; readonly compared: Compared }): string;
  /** Of several chains or witnesses there are fewer than the bundle asks for; `found` says how many of which. */
  tooFew(p: { readonly found: string; readonly compared: Compared }): string;
  pending(p: { readonly chain: string; readonly deadline: string; readonly overdue: boolean }): string;
  differentFile(p: { readonly file: string | null; readonly recorded: string | null }): string;
  /** `facts`: those of which the document says otherwise. */
  misstated(p: { readonly facts: string }): string;
  /** `checks`: those by which a dossier states what is not so. */
  misstatedDossier(p: { readonly checks: string }): string;
  readonly misstatedDossierTitle: string;
  readonly nextMisstatedDossier: string;
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
  /** The pictures of a proof on paper do not show all codes. */
  codesMissing(codes: MissingCodes): string;
  readonly codesMissingNext: string;
  readonly next: Readonly<Record<Exclude<Verdict, 'proven' | 'unreadable'>, string>>;
  readonly nextUnreadable: Readonly<Record<'not-a-certificate' | 'damaged' | 'newer-version' | 'too-large', string>>;
  /** What to do with a certificate of one's own, where a stranger would ask its issuer. */
  readonly nextOwn: Readonly<Record<'self-attested' | 'pending' | 'tampered', string>>;
  readonly nextNoDocument: string;
  readonly noDocument: string;
  trustNotCompared(p: { readonly name: string }): string;
  /** Facts are said to be read from the document, which was given and not read again. */
  readonly factsNotRead: string;
  readonly pageNotCompared: string;
  pageAppended(p: PageAdditions): string;
  /** Something stands before the certificate in its file. */
  front(p: Front): string;
  readonly clockUnknown: string;
  /** The log is registered, or named by the bundle, for someone other than the holder stated in the record. */
  holderDiffers(p: { readonly organisation: string; readonly holder: string }): string;
}

/** All texts of one language that are not specific to the window. */
export interface Phrases {
  /** A picture of this format came without a certificate, and nobody could look for one in it. */
  unreadPicture(format: string): string;
  readonly verdict: VerdictPhrases;
  readonly checks: Readonly<Record<CheckName, string>>;
  /** What a passed check found. */
  readonly checkPassed: Readonly<Record<CheckName, string>>;
  readonly reasons: Readonly<Record<Exclude<CheckReason, 'ok'>, string>>;
  readonly checkStates: Readonly<Record<CheckState, string>>;
  readonly errors: ErrorTable<ErrorCode>;
  /** By code; each function takes the warning's detail. */
  readonly warnings: Readonly<Record<WarningCode, (detail: string) => WarningWords>>;
  readonly facts: Readonly<Record<FactName, string>>;
  readonly kinds: Readonly<Record<KnownKind, string>>;
  /** Whether a fact was read from the document, or somebody stated it. */
  readonly sources: Readonly<Record<FactSource, string>>;
  /** Where a suggestion was seen. */
  readonly suggestionPlaces: Readonly<Record<SuggestionPlace, string>>;
  /** A value that places suggest for a fact; doubtful where something in them was altered or misread. */
  suggested(p: {
    readonly places: readonly SuggestionPlace[];
    readonly value: string;
    readonly doubtful: boolean;
  }): string;
  /** By which rules an invoice is numbered. */
  readonly schemes: Readonly<Record<Scheme, string>>;
  /** What a record refers to another one as. */
  readonly links: LinkWords;
  /** Which facts were read from the document, and by which reader. */
  readFacts(p: { readonly names: string; readonly reader: string; readonly v: number }): string;
  /** Beside a fact that the issuer says it read from the document. */
  readonly readStates: Readonly<Record<ReadState, string>>;
  /** A fact of which the document says otherwise. */
  bothValues(p: { readonly stated: string; readonly found: string }): string;
  /** One element of a list, by its place from 1. */
  element(p: { readonly label: string; readonly place: number }): string;
  /** A list of which some elements are withheld. */
  partlyShown(p: { readonly shown: string; readonly count: number; readonly of: number }): string;
  /** A fact that a document does not state, or states in two ways. */
  readonly notClear: string;
  readonly states: Readonly<Record<RecordState, string>>;
  readonly stateMeanings: Readonly<Record<RecordState, string>>;
  /** Where a record stands and on whose word: a few words, and a sentence. */
  standing(standing: Standing): { readonly label: string; readonly meaning: string };
  /** A record whose data in the home is damaged. */
  readonly damaged: string;
  readonly roles: Readonly<Record<SignerRole, string>>;
  readonly dossier: DossierPhrases;
  /** What a trust bundle asks for, and how it stands in a certificate. */
  readonly trust: TrustPhrases;
  readonly clocks: Readonly<Record<'synchronised' | 'unknown', string>>;
  /** One sentence for each finding of the doctor, which says what is certain and what is not. */
  readonly findings: Readonly<Record<FindingCode, (finding: Finding) => string>>;
  /** Prefix of a finding that no digest proves. */
  readonly notCertain: string;
  /** The same as a label beside the sentence. */
  readonly certainty: Readonly<Record<Certainty, string>>;
  /** A list of names: "A, B and C". */
  names(names: readonly string[]): string;
  /** A self-given name that no bundle confirms. */
  selfNamed(name: string): string;
  quote(text: string): string;
  /** `about 3 min`, from seconds. */
  duration(seconds: number): string;
}
