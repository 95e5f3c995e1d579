import type { FactSource } from '../../core/records/reading-facts.ts';
import { useWords } from '../state/words.ts';

interface Props {
  readonly text: string;
  readonly source: FactSource;
}

/** The name or the value of a fact, and behind it whether it is from the file or stated, also for those who hear it. */
export function FromWhere({ text, source }: Props) {
  const { words } = useWords();
  return (
    <span>
      {text} <span className="small muted">· {words.sources[source]}</span>
    </span>
  );
}
