/**
 * Values that were seen in a place which is not proof enough to fill a fact in: a QR code, the text of a page, the name of a
 * file. A person takes one, which is then a fact that was stated, or leaves it. None is ever part of a record by itself.
 */
import { anyJson, boolean, type Decoder, list, object, oneOf, text } from '../../formats/decoder.ts';
import type { Stated } from './reading.ts';

/** Where suggestions are seen; each has a word in both languages. */
export const SUGGESTION_PLACES = ['qr', 'page', 'file-name'] as const;
/** One of the places. */
export type SuggestionPlace = (typeof SUGGESTION_PLACES)[number];

/** One value of a fact, named as facts of an invoice are, and where it was seen. */
export interface Suggestion extends Stated {
  readonly name: string;
  readonly place: SuggestionPlace;
  /** Whether its place shows that something in it was altered or misread: a checksum does not fit. */
  readonly doubtful: boolean;
}

/** Suggestions of one file; characters of a name, of a value as JSON. */
export const SUGGESTION_LIMITS = { listed: 100, name: 64, value: 2000 } as const;

const one = object<Suggestion>({
  name: text(SUGGESTION_LIMITS.name, /^[a-z][A-Za-z]*$/, 'the name of a fact'),
  place: oneOf(...SUGGESTION_PLACES),
  value: anyJson,
  doubtful: boolean,
});

/** Reads suggestions that come from another process or from the store. Throws `malformed`. */
export const readSuggestions: Decoder<readonly Suggestion[]> = list(one, SUGGESTION_LIMITS.listed);

/** Each only once: of one that is repeated the first stays, and no more than are listed. */
export function eachOnce(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  const byText = new Map(suggestions.toReversed().map((suggestion) => [JSON.stringify(suggestion), suggestion]));
  return [...byText.values()].toReversed().slice(0, SUGGESTION_LIMITS.listed);
}
