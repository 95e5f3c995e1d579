/**
 * The fact `read`: which facts the program read from the document itself, and by which reader. Who has the document can
 * read them again, and `verify` does. docs/certificate-format.md, "Read facts".
 */
import type { ReaderVersion } from '../../documents/reading/reading.ts';
import { canonicalText, type Json } from '../../formats/canonical.ts';
import { checked, type Decoder, integer, list, object, oneOf, readOrNull, text } from '../../formats/decoder.ts';
import type { AnyFacts } from '../facts.ts';

/** Value of the fact `read`. */
export interface ReadFact extends ReaderVersion {
  /** Names of the facts whose value is still the one that was read; sorted, each once, at least one. */
  readonly names: readonly string[];
}

const READER = /^[a-z][a-z0-9.-]{0,31}$/;
const isSorted = (names: readonly string[]) => names.every((name, i) => i === 0 || (names[i - 1] ?? '') < name);

/** Reads the fact of a kind that has these other names. */
export const readFactOf = (names: readonly string[]): Decoder<ReadFact> =>
  object<ReadFact>({
    reader: text(32, READER, 'the name of a reader'),
    v: integer(1, 1_000_000),
    names: checked(list(oneOf(...names), names.length, 1), isSorted, 'names in order, each once'),
  });

const anyReadFact = object<ReadFact>({
  reader: text(32, READER),
  v: integer(1, 1_000_000),
  names: list(text(64), 1000, 1),
});

/** The fact `read` among facts of any kind; null where nothing was read, or it is withheld. */
export function readFactIn({ read }: AnyFacts): ReadFact | null {
  return readOrNull(anyReadFact, read);
}

/** Whether two values of a fact are the same. */
export const isSameValue = (a: Json | undefined, b: Json | undefined): boolean =>
  canonicalText(a ?? null) === canonicalText(b ?? null);

/** The facts after an edit, without those in `read` that it has changed; an edit of `read` itself stands as it is. */
export function withoutTyped(before: AnyFacts, after: AnyFacts): AnyFacts {
  const read = readFactIn(before);
  if (read === null || before.read !== after.read) return after;
  const names = read.names.filter((name) => isSameValue(before[name], after[name]));
  if (names.length === read.names.length) return after;
  return { ...after, read: names.length === 0 ? null : { reader: read.reader, v: read.v, names } };
}
