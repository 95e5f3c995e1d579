import { FilePdfOutlined } from '@ant-design/icons';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactName } from '../../../core/facts.ts';
import { sizeText } from '../../../core/words/words.ts';
import type { RecordRow } from '../../../electron/api.ts';
import { factText } from '../../parts/fact-text.ts';
import type { Column } from '../../parts/grid/columns.ts';
import { StateTag } from '../../parts/state-tag.tsx';
import { useWords } from '../../state/words.ts';

/** The columns of the list of records. */
export function useColumns(): readonly Column<RecordRow>[] {
  const { t } = useTranslation();
  const { words, shortTime, zone } = useWords();
  return useMemo(() => {
    const title = (key: 'file' | 'title' | 'kind' | 'number' | 'parties' | 'money' | 'state' | 'size' | 'seq') =>
      t(`records.columns.${key}`);
    const fact = (name: FactName) => (row: RecordRow) => {
      const text = factText(name, row.facts, words);
      return text === null ? <span className="muted">–</span> : <span title={text}>{text}</span>;
    };
    const certified = (row: RecordRow) =>
      row.certified && (
        <FilePdfOutlined role="img" aria-label={t('records.certified')} title={t('records.certified')} />
      );
    return [
      { key: 'seq', title: title('seq'), track: '76px', align: 'end', sort: 'seq', render: (row) => row.seq },
      { key: 'file', title: title('file'), track: 'minmax(170px, 3fr)', sort: 'fileName', render: fact('fileName') },
      {
        key: 'state',
        title: title('state'),
        track: '128px',
        sort: 'state',
        render: (row) => (
          <>
            <StateTag state={row.state} /> {certified(row)}
          </>
        ),
      },
      {
        key: 'time',
        title: t('records.columns.time', { zone }),
        track: '172px',
        sort: 'time',
        render: (row) => shortTime(row.time),
      },
      { key: 'kind', title: title('kind'), track: '88px', render: fact('kind') },
      { key: 'number', title: title('number'), track: 'minmax(110px, 1fr)', sort: 'number', render: fact('number') },
      { key: 'title', title: title('title'), track: 'minmax(110px, 2fr)', sort: 'title', render: fact('title') },
      { key: 'parties', title: title('parties'), track: 'minmax(110px, 2fr)', render: fact('parties') },
      { key: 'money', title: title('money'), track: '136px', align: 'end', render: fact('money') },
      {
        key: 'size',
        title: title('size'),
        track: '88px',
        align: 'end',
        sort: 'size',
        render: (row) => sizeText(row.size),
      },
    ] satisfies readonly Column<RecordRow>[];
  }, [t, words, shortTime, zone]);
}
