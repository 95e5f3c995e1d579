/** Importing: which kind takes the files, what is still asked, and the connection that comes of it. */
import { basename, resolve } from 'node:path';
import { NotaryError } from '../../../errors.ts';
import { trustFingerprint } from '../../../formats/trust.ts';
import type { Bilingual } from '../../../words/words.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import { readSmallFile } from '../../system/small-file.ts';
import { type Connection, type ConnectionKind, type ConnectionKinds, readConnection, secretName } from '../kind.ts';
import { type CheckedAnswers, checkAnswers } from './answers.ts';
import {
  type AnswerFault,
  FOREIGN_LIMITS,
  type ForeignFile,
  type ForeignImport,
  type GivenAnswers,
  type ImportingDesk,
  type MadeConnection,
  type Question,
  type RecognisedFile,
  type Refused,
  type SeenFile,
} from './import.ts';
import { looksLike, saysConnection } from './looks.ts';

/** A secret under its full name. */
export interface NewSecret {
  readonly name: string;
  readonly value: Uint8Array;
}

/** A connection that was read or made, and not accepted yet. */
export interface ImportedConnection {
  /** The connection file. */
  readonly bytes: Uint8Array;
  readonly connection: Connection;
  /** SHA-256 of the bytes, hex. */
  readonly fingerprint: string;
  readonly secrets: readonly NewSecret[];
}

/** What becomes of the files and answers that there are. */
export type ImportPlan =
  /** No kind takes these files: each with what it looks like, and what would have been taken. */
  | { readonly state: 'unknown'; readonly files: readonly SeenFile[]; readonly expected: readonly Bilingual[] }
  /** A kind takes them, but not as they are. */
  | {
      readonly state: 'refused';
      readonly kind: ConnectionKind;
      readonly files: readonly SeenFile[];
      readonly says: Bilingual;
    }
  /** Something is missing or wrong. */
  | ({ readonly state: 'asking' } & Asked)
  | ({ readonly state: 'ready'; readonly made: ImportedConnection } & Asked);

interface Asked {
  readonly kind: ConnectionKind;
  readonly files: readonly SeenFile[];
  readonly questions: readonly Question[];
  /** What is wrong with answers, by question. */
  readonly faults: Readonly<Record<string, AnswerFault>>;
  /** Names of the questions that need an answer and have none. */
  readonly missing: readonly string[];
}

const CONNECTION_FILE: Bilingual = { zh: '连接文件', en: 'a connection file' };

/** Reads files that were handed over. Throws `too-large` for too many or too long ones, or a `file-…` error. */
export function readForeignFiles(paths: readonly string[]): readonly ForeignFile[] {
  if (paths.length > FOREIGN_LIMITS.files)
    throw new NotaryError('too-large', `more than ${FOREIGN_LIMITS.files} files`, { file: basename(paths[0] ?? '') });
  return paths.map((path) => ({
    name: basename(path),
    bytes: new Uint8Array(readSmallFile(resolve(path), FOREIGN_LIMITS.bytes)),
  }));
}

/**
 * Recognises the files and applies the answers. The same input gives the same plan. Throws the errors of `readConnection`
 * for a connection file.
 */
export function planImport(
  files: readonly ForeignFile[],
  given: GivenAnswers,
  desk: ImportingDesk,
  kinds: ConnectionKinds,
): ImportPlan {
  const [only, ...more] = files;
  if (only && more.length === 0 && saysConnection(only)) return planOfConnection(only, kinds);
  const taken = takenBy(files, kinds);
  return taken ? planOf(taken, given, desk, kinds) : unknown(files, kinds);
}

function planOfConnection({ name, bytes }: ForeignFile, kinds: ConnectionKinds): ImportPlan {
  const made = importedOf({ file: bytes, secrets: {} }, kinds);
  const kind = kinds.of(made.connection.kind) as ConnectionKind; // whose reader has read it
  const files = [{ name, title: CONNECTION_FILE }];
  return { state: 'ready', kind, files, questions: [], faults: {}, missing: [], made };
}

interface Taken {
  readonly kind: ConnectionKind;
  readonly foreign: ForeignImport;
  readonly files: readonly RecognisedFile[];
}

/** The first kind that recognises every file, one of them as its own; null when there is none. */
function takenBy(files: readonly ForeignFile[], kinds: ConnectionKinds): Taken | null {
  for (const kind of kinds.all) {
    const { foreign } = kind;
    if (!foreign) continue;
    const seen = files.flatMap((file) => {
      const as = foreign.recognise(file);
      return as ? [{ ...file, ...as }] : [];
    });
    if (seen.length === files.length && seen.some(({ leads }) => leads)) return { kind, foreign, files: seen };
  }
  return null;
}

/** Each file with what the kinds recognise it as by itself, else with what it looks like. */
function unknown(files: readonly ForeignFile[], kinds: ConnectionKinds): ImportPlan {
  const foreign = kinds.all.flatMap((kind) => kind.foreign ?? []);
  const titleOf = (file: ForeignFile) =>
    foreign.map((one) => one.recognise(file)).find((as) => as?.leads)?.title ?? looksLike(file);
  return {
    state: 'unknown',
    files: files.map((file) => ({ name: file.name, title: titleOf(file) })),
    expected: [CONNECTION_FILE, ...foreign.map(({ takes }) => takes)],
  };
}

/** The questions with the valid answers: asked again while answers bring new ones, each round with one more at least. */
function askedOf({ foreign, files }: Taken, given: GivenAnswers, desk: ImportingDesk): Refused | Answered {
  let checked: CheckedAnswers = { answers: new Map(), faults: {} };
  for (;;) {
    const questions = foreign.questions(files, checked.answers, desk);
    if ('refused' in questions) return questions;
    if (questions.length > FOREIGN_LIMITS.questions)
      throw new NotaryError('too-large', `more than ${FOREIGN_LIMITS.questions} questions`);
    const known = checked.answers.size;
    checked = checkAnswers(questions, given);
    if (checked.answers.size <= known) return { questions, ...checked };
  }
}

interface Answered extends CheckedAnswers {
  readonly questions: readonly Question[];
}

function planOf(taken: Taken, given: GivenAnswers, desk: ImportingDesk, kinds: ConnectionKinds): ImportPlan {
  const { kind, foreign } = taken;
  const files = taken.files.map(({ name, title }) => ({ name, title }));
  const asked = askedOf(taken, given, desk);
  if ('refused' in asked) return { state: 'refused', kind, files, says: asked.refused };
  const { questions, answers, faults } = asked;
  const isMissing = ({ name, optional }: Question) => !optional && !answers.has(name) && !faults[name];
  const missing = questions.filter(isMissing).map(({ name }) => name);
  const about = { kind, files, questions, faults, missing };
  if (missing.length > 0 || Object.keys(faults).length > 0) return { state: 'asking', ...about };
  const made = foreign.make(taken.files, answers, desk);
  if ('refused' in made) return { state: 'refused', kind, files, says: made.refused };
  return { state: 'ready', ...about, made: importedOf(made, kinds) };
}

function importedOf({ file: bytes, secrets }: MadeConnection, kinds: ConnectionKinds): ImportedConnection {
  const connection = readConnection(bytes, kinds);
  const named = Object.entries(secrets).map(([what, value]) => ({ name: secretName(connection, what), value }));
  return { bytes, connection, fingerprint: trustFingerprint(bytes, nodeCrypto), secrets: named };
}
