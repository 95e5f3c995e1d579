import { FACT_NAMES, type FactName, type Facts } from '../../core/facts.ts';
import { useWords } from '../state/words.ts';
import { factText } from './fact-text.ts';
import { Pairs } from './pairs.tsx';

interface Props {
  readonly facts: Partial<Facts>;
  /** Names to leave out, for instance those said elsewhere. */
  readonly except?: readonly FactName[];
}

/** The facts that were stated, in the order of the certificate. */
export function FactList({ facts, except = [] }: Props) {
  const { words } = useWords();
  const items = FACT_NAMES.filter((name) => !except.includes(name)).flatMap((name) => {
    const value = factText(name, facts, words);
    return value === null ? [] : [{ label: words.facts[name], value }];
  });
  return <Pairs items={items} />;
}
