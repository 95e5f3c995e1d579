import { FilePdfOutlined } from '@ant-design/icons';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { sizeText } from '../../../core/words/words.ts';
import type { RecordRow } from '../../../electron/api.ts';
import { DamagedTag } from '../../components/damaged-tag.tsx';
import { factText } from '../../components/fact-text.ts';
import type { Column } from '../../components/grid/columns.ts';
import { StateTag } from '../../components/state-tag.tsx';
import { useKinds } from '../../state/kinds.ts';
import { useMedia } from '../../state/media.ts';
import { useWords } from '../../state/words.ts';

/** Narrower windows do without the size, which the record itself shows. */
const WIDE = '(min-width: 1360px)';

/** The columns of the list of records. */
export function useColumns(): readonly Column<RecordRow>[] {
  const { t } = useTranslation();
  const { language, words, shortTime, zone } = useWords();
  const speak = useKinds();
  const wide = useMedia(WIDE);
  return useMemo(() => {
    const title = (key: 'file' | 'title' | 'kind' | 'number' | 'parties' | 'money' | 'state' | 'size' | 'seq') =>
      t(`records.columns.${key}`);
    const nothing = <span className="muted">–</span>;
    const fact = (name: string) => (row: RecordRow) => {
      const text = factText(name, row.facts, words);
      return text === null ? nothing : <span title={text}>{text}</span>;
    };
    /** A record without a file name is labelled by its kind. */
    const file = (row: RecordRow) => {
      if (row.damaged) return <DamagedTag id={row.id} />;
      const { kind, names } = speak(row.kind);
      return kind === null || names.includes('fileName') ? fact('fileName')(row) : kind.words[language].name;
    };
    const certified = (row: RecordRow) =>
      row.certified && (
        <FilePdfOutlined role="img" aria-label={t('records.certified')} title={t('records.certified')} />
      );
    const columns: readonly Column<RecordRow>[] = [
      { key: 'seq', title: title('seq'), track: '68px', align: 'end', sort: 'seq', render: (row) => row.seq },
      { key: 'file', title: title('file'), track: 'minmax(150px, 3fr)', sort: 'fileName', render: file },
      {
        key: 'state',
        title: title('state'),
        track: '124px',
        sort: 'state',
        render: (row) => (
          <>
            <StateTag standing={row.standing} /> {certified(row)}
          </>
        ),
      },
      {
        key: 'time',
        title: t('records.columns.time', { zone }),
        track: '148px',
        sort: 'time',
        render: (row) => shortTime(row.time),
      },
      { key: 'kind', title: title('kind'), track: '92px', render: fact('kind') },
      { key: 'number', title: title('number'), track: 'minmax(96px, 1fr)', sort: 'number', render: fact('number') },
      { key: 'title', title: title('title'), track: 'minmax(96px, 2fr)', sort: 'title', render: fact('title') },
      { key: 'parties', title: title('parties'), track: 'minmax(96px, 2fr)', render: fact('parties') },
      { key: 'money', title: title('money'), track: '128px', align: 'end', render: fact('money') },
      {
        key: 'size',
        title: title('size'),
        track: '88px',
        align: 'end',
        sort: 'size',
        render: (row) => (row.state === 'erased' || row.size === null ? nothing : sizeText(row.size)),
      },
    ];
    return columns.filter(({ key }) => wide || key !== 'size');
  }, [t, language, words, speak, shortTime, zone, wide]);
}
