import { createContext, useCallback, useContext } from 'react';
import { factLabel, kindOfKey, RECORD_KINDS, type RecordKind } from '../../core/records/index.ts';
import { useWords } from './words.ts';

/** The kinds of records that the window knows. */
export const Kinds = createContext<readonly RecordKind[]>(RECORD_KINDS);

/** How a record's kind and its facts are called in the language of the window. */
export interface KindSpeech {
  /** Null for a kind that this window does not know. */
  readonly kind: RecordKind | null;
  /** The names of its facts, in their order. */
  readonly names: readonly string[];
  label(name: string): string;
}

/** Texts for records by the key of their kind. */
export function useKinds(): (key: string) => KindSpeech {
  const kinds = useContext(Kinds);
  const { language } = useWords();
  return useCallback(
    (key) => {
      const kind = kindOfKey(key, kinds);
      return { kind, names: kind?.names ?? [], label: (name) => factLabel(name, language, kind) };
    },
    [kinds, language],
  );
}
