import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { recipientText } from '../../../../core/handover/recipient.ts';
import type { SentRow } from '../../../../electron/api.ts';
import type { Column } from '../../../components/grid/columns.ts';
import { MiddleText } from '../../../components/middle-text.tsx';
import { useWords } from '../../../state/words.ts';
import { SentTag } from './sent-tag.tsx';

/** A text that may be cut off; a dash for what is not known, or no longer. */
const long = (text: string | null) => (text === null ? <span className="muted">–</span> : <MiddleText text={text} />);

/** The columns of the list of what was sent. */
export function useSentColumns(): readonly Column<SentRow, never>[] {
  const { t } = useTranslation();
  const { shortTime, zone } = useWords();
  return useMemo(
    () => [
      {
        key: 'time',
        title: t('sent.columns.time', { zone }),
        track: '148px',
        drop: 1,
        render: (row) => shortTime(row.time),
      },
      {
        key: 'recipient',
        title: t('sent.columns.recipient'),
        track: 'minmax(160px, 3fr)',
        render: (row) => long(recipientText(row.recipient)),
      },
      {
        key: 'document',
        title: t('sent.columns.document'),
        track: 'minmax(140px, 3fr)',
        render: (row) => long(row.fileName),
      },
      {
        key: 'state',
        title: t('sent.columns.state'),
        track: '172px',
        render: (row) => <SentTag state={row.state} />,
      },
      {
        key: 'was',
        title: t('sent.columns.was'),
        track: '92px',
        drop: 3,
        render: (row) => t(row.final ? 'sent.final' : 'sent.provisional'),
      },
      { key: 'way', title: t('sent.columns.way'), track: '116px', drop: 2, render: (row) => t(`sent.ways.${row.way}`) },
      {
        key: 'file',
        title: t('sent.columns.file'),
        track: 'minmax(110px, 2fr)',
        drop: 4,
        render: (row) => long(row.file || null),
      },
    ],
    [t, shortTime, zone],
  );
}
