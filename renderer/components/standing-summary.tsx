import { STANDINGS, type Standing } from '../../core/records/standing.ts';
import { thousands } from '../../core/words/words.ts';
import type { RecordRow } from '../../electron/api.ts';
import { useWords } from '../state/words.ts';
import { StateTag } from './state-tag.tsx';

/** On whose word records stand, one line for each: what their certificates can say. */
export function StandingSummary({ rows }: { readonly rows: readonly RecordRow[] }) {
  const { words } = useWords();
  // by all that is said of them: not all that are confirmed are confirmed by the same
  const groups = new Map<string, { readonly standing: Standing; readonly count: number }>();
  for (const { standing } of rows) {
    const { label, meaning } = words.standing(standing);
    const said = `${label}\n${meaning}`;
    groups.set(said, { standing, count: (groups.get(said)?.count ?? 0) + 1 });
  }
  const lines = [...groups].sort(([, a], [, b]) => STANDINGS.indexOf(a.standing.is) - STANDINGS.indexOf(b.standing.is));
  return (
    <ul className="names small">
      {lines.map(([said, { standing, count }]) => (
        <li key={said}>
          <StateTag standing={standing} /> × {thousands(count)} ·{' '}
          <span className="muted">{words.standing(standing).meaning}</span>
        </li>
      ))}
    </ul>
  );
}
