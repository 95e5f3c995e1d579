import { FolderOpenOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { FACT_NAMES } from '../../../core/facts.ts';
import { thousands } from '../../../core/words/words.ts';
import type { TimelineEntry } from '../../../electron/api.ts';
import { useReveal } from '../../state/reveal.ts';
import { useWords } from '../../state/words.ts';

/** What is said beside an entry: which facts, why, how large the log was, where the certificate lies. */
function Detail({ entry }: { readonly entry: TimelineEntry }) {
  const { t } = useTranslation();
  const { words } = useWords();
  const reveal = useReveal();
  const { kind, detail } = entry;
  if (detail === '') return null;
  if (kind === 'edited') {
    const named = detail.split(', ').flatMap((name) => FACT_NAMES.find((known) => known === name) ?? []);
    return words.names(named.map((name) => words.facts[name]));
  }
  if (kind === 'sealed' || kind === 'anchored')
    return t('records.detail.logSize', { count: Number(detail), formatted: thousands(detail) });
  if (kind === 'certified')
    return (
      <>
        {detail}{' '}
        <Button size="small" icon={<FolderOpenOutlined aria-hidden="true" />} onClick={() => reveal(detail)}>
          {t('records.detail.revealCertificate')}
        </Button>
      </>
    );
  return detail;
}

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
          <span className="small wrap timeline-detail">
            <Detail entry={entry} />
          </span>
        </li>
      ))}
    </ol>
  );
}
