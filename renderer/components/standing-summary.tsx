import { STANDINGS } from '../../core/records/standing.ts';
import type { RecordRow } from '../../electron/api.ts';
import { useWords } from '../state/words.ts';
import { StateTag } from './state-tag.tsx';

/** On whose word records stand, one line for each: what their certificates can say. */
export function StandingSummary({ rows }: { readonly rows: readonly RecordRow[] }) {
  const { words } = useWords();
  const groups = STANDINGS.flatMap((name) => {
    const some = rows.filter(({ standing }) => standing.is === name);
    const [first] = some;
    return first ? [{ standing: first.standing, count: some.length }] : [];
  });
  return (
    <ul className="names small">
      {groups.map(({ standing, count }) => (
        <li key={standing.is}>
          <StateTag standing={standing} /> × {count}. <span className="muted">{words.standing(standing).meaning}</span>
        </li>
      ))}
    </ul>
  );
}
