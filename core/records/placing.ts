/** Which kind the record of a document is to have, and which of the facts that somebody states it has a place for. */
import { NotaryError } from '../errors.ts';
import type { FactEdits } from '../ports.ts';
import { LANGUAGES } from '../words/words.ts';
import { documentKinds, RECORD_KINDS, type RecordKind } from './index.ts';
import { PROFILE_FORMS } from './profiles/facts.ts';

/**
 * The key of the kind that is meant by its name in one of our languages, or by the key itself: a profile, or a plain
 * document. Null when empty. Throws `bad-input`.
 */
export function typedProfile(typed: string, kinds: readonly RecordKind[] = RECORD_KINDS): string | null {
  const text = typed.normalize('NFKC').trim().toLowerCase();
  if (text === '') return null;
  const names = ({ key, words }: RecordKind) => [
    key,
    ...LANGUAGES.map((language) => words[language].name.toLowerCase()),
  ];
  const kind = documentKinds(kinds).find((one) => names(one).includes(text));
  if (kind) return kind.key;
  const known = documentKinds(kinds).map(({ key }) => key);
  throw new NotaryError('bad-input', `"${typed}" is no profile; there are ${known.join(', ')}`, {
    reason: 'no-profile',
    known: known.join(', '),
  });
}

/** Facts, parted by whether they have a place. */
export interface PlacedFacts {
  /** Those that a record of the kind can state. */
  readonly facts: FactEdits;
  /** Names of facts of other profiles; one that is only cleared has nothing to be placed. */
  readonly unplaced: readonly string[];
}

/** Parts facts as they were typed. */
export function placed({ names }: Pick<RecordKind, 'names'>, facts: FactEdits): PlacedFacts {
  const isForeign = (name: string) => Object.hasOwn(PROFILE_FORMS, name) && !names.includes(name);
  const stated = Object.entries(facts);
  return {
    facts: Object.fromEntries(stated.filter(([name]) => !isForeign(name))),
    unplaced: stated.filter(([name, value]) => isForeign(name) && value != null).map(([name]) => name),
  };
}
