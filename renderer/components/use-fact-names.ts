import { useContext, useMemo } from 'react';
import { allFactNames, factLabel } from '../../core/records/index.ts';
import { elementPlace } from '../../core/records/withholding.ts';
import { Kinds } from '../state/kinds.ts';
import { useWords } from '../state/words.ts';

/** Every fact that can be withheld, and what facts and elements of lists are called here. */
export function useFactNames() {
  const { language, words } = useWords();
  const kinds = useContext(Kinds);
  return useMemo(() => {
    const names = allFactNames(kinds);
    const fact = (name: string) => factLabel(name, language, kinds.find((kind) => kind.names.includes(name)) ?? null);
    const labelOf = (named: string) => {
      const place = elementPlace(named);
      return place === null ? fact(named) : words.element({ label: fact(place.name), place: place.index + 1 });
    };
    return { kinds, names, labelOf, listed: (some: readonly string[]) => words.names(some.map(labelOf)) };
  }, [kinds, language, words]);
}
