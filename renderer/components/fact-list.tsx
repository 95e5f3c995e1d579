import type { AnyFacts } from '../../core/records/facts.ts';
import { useKinds } from '../state/kinds.ts';
import { useWords } from '../state/words.ts';
import { factText } from './fact-text.ts';
import { Pairs } from './pairs.tsx';

interface Props {
  /** Key of the record's kind. */
  readonly kind: string;
  readonly facts: AnyFacts;
  /** Names to leave out, for instance those shown elsewhere. */
  readonly except?: readonly string[];
}

/** The stated facts, in the order of the certificate. */
export function FactList({ kind, facts, except = [] }: Props) {
  const { words } = useWords();
  const { names, label } = useKinds()(kind);
  const items = names
    .filter((name) => !except.includes(name))
    .flatMap((name) => {
      const value = factText(name, facts, words);
      return value === null ? [] : [{ label: label(name), value }];
    });
  return <Pairs items={items} />;
}
