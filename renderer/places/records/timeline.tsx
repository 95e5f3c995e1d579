import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../../electron/api.ts';
import { useWords } from '../../state/words.ts';

/** What happened to a record, oldest first. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation();
  const { time } = useWords();
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={`${entry.time} ${entry.kind} ${entry.detail}`}>
          <strong>{t(`records.detail.timelineKinds.${entry.kind}`)}</strong>
          <time dateTime={entry.time} className="small muted">
            {time(entry.time)}
          </time>
          {entry.detail !== '' && <span className="small wrap timeline-detail">{entry.detail}</span>}
        </li>
      ))}
    </ol>
  );
}
