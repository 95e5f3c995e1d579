import type { Language } from '../../../core/words/words.ts';
import type { ChainEntry } from '../../../electron/api.ts';
import type { Pair } from '../../components/pairs.tsx';

/** What a kind of connection tells of itself, in the window's language. */
export function rowPairs(rows: ChainEntry['rows'], language: Language): readonly Pair[] {
  return rows.map(({ label, value, form }) => ({
    label: label[language],
    value: form === 'code' ? <code>{value}</code> : value,
  }));
}
