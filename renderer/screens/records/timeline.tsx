import { FolderOpenOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../core/formats/plain-text.ts';
import { thousands } from '../../../core/words/words.ts';
import type { TimelineEntry } from '../../../electron/api.ts';
import { useKinds } from '../../state/kinds.ts';
import { useReveal } from '../../state/reveal.ts';
import { useWords } from '../../state/words.ts';

/** Details of an entry: facts, reason, log size, path of the certificate. */
function Detail({ kind: key, entry }: { readonly kind: string; readonly entry: TimelineEntry }) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { names, label } = useKinds()(key);
  const reveal = useReveal();
  const { kind, detail } = entry;
  if (detail === '') return null;
  if (kind === 'edited') {
    const changed = detail.split(', ').filter((name) => names.includes(name));
    return words.names(changed.map(label));
  }
  if (kind === 'sealed' || kind === 'anchored')
    return t('records.detail.logSize', { count: Number(detail), formatted: thousands(detail) });
  if (kind === 'certified')
    return (
      <>
        {visible(detail)}{' '}
        <Button size="small" icon={<FolderOpenOutlined aria-hidden="true" />} onClick={() => reveal(detail)}>
          {t('records.detail.revealCertificate')}
        </Button>
      </>
    );
  return visible(detail);
}

interface Props {
  readonly kind: string;
  readonly entries: readonly TimelineEntry[];
  /** Only this desk's own witness has signed, or a test network beside it: then nobody has confirmed it. */
  readonly own: boolean;
}

/** What happened to a record, oldest first. */
export function Timeline({ kind, entries, own }: Props) {
  const { t } = useTranslation();
  const { time } = useWords();
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={`${entry.time} ${entry.kind} ${entry.detail}`}>
          <strong>
            {t(`records.detail.timelineKinds.${entry.kind === 'anchored' && own ? 'witnessed' : entry.kind}`)}
          </strong>
          <time dateTime={entry.time} className="small muted">
            {time(entry.time)}
          </time>
          <span className="small wrap timeline-detail">
            <Detail kind={kind} entry={entry} />
          </span>
        </li>
      ))}
    </ol>
  );
}
