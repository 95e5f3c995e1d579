/**
 * What a kind of connection can be made from besides its connection file: what operators hand out (a key in a line, a
 * connection profile with its certificates, an export of participants). A kind that takes such files has a `ForeignImport`;
 * window and command line read them, ask its questions and show what comes of them without knowing the kind. Files are
 * recognised by their content, never by their names.
 */
import type { LogKey } from '../../../formats/trusted.ts';
import type { Bilingual } from '../../../words/words.ts';
import type { Fault } from '../../system/fault.ts';

/** Bounds of one import. */
export const FOREIGN_LIMITS = {
  files: 16,
  /** Of one file, and of a file that answers a question. */
  bytes: 1024 * 1024,
  questions: 100,
  /** UTF-16 units of one answer. */
  answer: 64 * 1024,
} as const;

/** A file as it was handed over. */
export interface ForeignFile {
  /** Its base name, for people. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a kind recognised a file as. */
export interface Recognised {
  /** For the kind itself: which of the files that it takes this is, for instance `profile`, `certificate`. */
  readonly part: string;
  /** What the file is, for people. */
  readonly title: Bilingual;
  /** True when it says by itself that a connection of this kind is meant; a certificate alone does not. */
  readonly leads: boolean;
}

/** A file with what its kind recognised it as. */
export interface RecognisedFile extends ForeignFile, Recognised {}

/** The desk that a connection is made for. */
export interface ImportingDesk {
  readonly origin: string;
  readonly organisation: string;
  readonly logKeys: readonly LogKey[];
}

/** What can be answered, and how it is asked for. */
export type AnswerForm =
  /** One line. */
  | { readonly is: 'text' }
  /** Several lines, one item on each. */
  | { readonly is: 'lines' }
  /** A URL of one of these schemes, for instance `https`; without user, query or fragment. */
  | { readonly is: 'address'; readonly schemes: readonly string[] }
  /** A file that is chosen: PEM certificates, one private key in PEM, or any. */
  | { readonly is: 'file'; readonly holds: 'certificates' | 'private-key' | 'any' }
  /** One line that nobody should see. */
  | { readonly is: 'secret' }
  | { readonly is: 'choice'; readonly choices: readonly Choice[] };

/** One of several answers. */
export interface Choice {
  readonly value: string;
  readonly label: Bilingual;
}

/** Something that the files do not say. */
export interface Question {
  /** Unique among a kind's questions: lower-case letters, digits, `-` and `.`. Also of `--answer name=value`. */
  readonly name: string;
  readonly label: Bilingual;
  readonly help: Bilingual | null;
  readonly form: AnswerForm;
  /** It may be left unanswered. */
  readonly optional: boolean;
  /** What stands there until somebody answers; it must be a valid answer. Null for none, and for files and secrets. */
  readonly suggestion: string | null;
  /** What is wrong with an answer that has the right form, in a sentence; null when nothing is. Never throws. */
  check?(answer: Answer): Bilingual | null;
}

/** Text as it was typed, without space around it, or a file that was chosen. */
export type Answer = string | ForeignFile;

/** The valid answers so far, by the question's name; what was left empty is absent. */
export type Answers = ReadonlyMap<string, Answer>;

/** Answers as they were given, by the question's name; an empty one answers nothing. */
export interface GivenAnswers {
  readonly texts: Readonly<Record<string, string>>;
  /** Paths, for questions that ask for a file: no other answer is ever taken for one. */
  readonly files: Readonly<Record<string, string>>;
}

/** What is wrong with an answer: a sentence of its form or kind, or the error with which its file could not be read. */
export type AnswerFault = { readonly says: Bilingual } | { readonly error: Fault };

/** A file with what it is, for people. */
export interface SeenFile {
  readonly name: string;
  readonly title: Bilingual;
}

/** What a kind makes. */
export interface MadeConnection {
  /** The connection file, as the kind's `read` takes it. It has no secret. */
  readonly file: Uint8Array;
  /**
   * What is sealed with the desk's keys when the connection is accepted, by a short name of the kind, for instance
   * `client-key`: it is then read as `secrets.read(secretName(connection, 'client-key'))`.
   */
  readonly secrets: Readonly<Record<string, Uint8Array>>;
}

/** That the files cannot be used as they are, in a sentence or two: which, why, and what to do. */
export interface Refused {
  readonly refused: Bilingual;
}

/** How a kind takes the files of others. Nothing here sends anything, keeps anything or throws anything but defects. */
export interface ForeignImport {
  /** What it takes, for whoever brought something else, for instance “a witness's verifier key: one line of text”. */
  readonly takes: Bilingual;
  /** What a file is by its content; null when it is nothing of this kind. */
  recognise(file: ForeignFile): Recognised | null;
  /**
   * What the files do not say, in the order in which it is asked; at least one of the files leads. Called again with each
   * answer, so that one question may depend on another's answer.
   */
  questions(files: readonly RecognisedFile[], answers: Answers, desk: ImportingDesk): readonly Question[] | Refused;
  /** Makes the connection file, the same from the same input. Every question that is not optional is answered. */
  make(files: readonly RecognisedFile[], answers: Answers, desk: ImportingDesk): MadeConnection | Refused;
}

/** An answer of text; null when it was left empty. */
export function textIn(answers: Answers, name: string): string | null {
  const answer = answers.get(name);
  return typeof answer === 'string' ? answer : null;
}

/** An answer of a file; null when none was chosen. */
export function fileIn(answers: Answers, name: string): ForeignFile | null {
  const answer = answers.get(name);
  return answer === undefined || typeof answer === 'string' ? null : answer;
}

/** The lines of an answer, without empty ones. */
export function linesIn(answers: Answers, name: string): readonly string[] {
  const lines = (textIn(answers, name) ?? '').split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '');
}
