import type { AnyFacts } from '../../core/records/facts.ts';
import type { ReadState } from '../../core/verification/read-facts.ts';
import { factText } from '../../core/words/words.ts';
import { useKinds } from '../state/kinds.ts';
import { useWords } from '../state/words.ts';
import { Pairs } from './pairs.tsx';

interface Props {
  /** Key of the record's kind. */
  readonly kind: string;
  readonly facts: AnyFacts;
  /** Names to leave out, for instance those shown elsewhere. */
  readonly except?: readonly string[];
  /** What is known of a fact that was read from the document; null for one that is stated. */
  readState?(name: string): ReadState | null;
}

/** The stated facts, in the order of the certificate. */
export function FactList({ kind, facts, except = [], readState = () => null }: Props) {
  const { words } = useWords();
  const { names, label } = useKinds()(kind);
  const items = names
    .filter((name) => !except.includes(name))
    .flatMap((name) => {
      const value = factText(name, facts, words, label);
      if (value === null) return [];
      const state = readState(name);
      return [{ label: label(name), value: state === null ? value : <Read value={value} state={state} /> }];
    });
  return <Pairs items={items} />;
}

/** A value that was read from the document, and what is known of that. */
function Read({ value, state }: { readonly value: string; readonly state: ReadState }) {
  const { words } = useWords();
  return (
    <>
      {value} <span className={state === 'differs' ? 'small red' : 'small muted'}>· {words.readStates[state]}</span>
    </>
  );
}
