import { useWords } from '../state/words.ts';
import type { FactSource } from '../../core/records/reading-facts.ts';

interface Props {
  readonly label: string;
  readonly source: FactSource;
}

/** What a fact is called, and behind it whether it is from the file or stated, also for those who hear it. */
export function FromWhere({ label, source }: Props) {
  const { words } = useWords();
  return (
    <span>
      {label} <span className={`small from-${source}`}>· {words.sources[source]}</span>
    </span>
  );
}
