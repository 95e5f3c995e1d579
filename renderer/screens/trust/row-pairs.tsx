import type { Language } from '../../../core/words/words.ts';
import type { ChainEntry } from '../../../electron/api.ts';
import { Code } from '../../components/hex.tsx';
import type { Pair } from '../../components/pairs.tsx';

/** The rows supplied by a kind of connection, in the window's language. */
export function rowPairs(rows: ChainEntry['rows'], language: Language): readonly Pair[] {
  return rows.map(({ label, value, form }) => ({
    label: label[language],
    value: form === 'code' ? <Code text={value} copy={label[language]} /> : value,
  }));
}
