import { FilePdfOutlined, RetweetOutlined } from '@ant-design/icons';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { sizeText } from '../../../core/words/words.ts';
import type { RecordRow } from '../../../electron/api.ts';
import { DamagedTag } from '../../components/damaged-tag.tsx';
import { factText } from '../../components/fact-text.ts';
import type { Column } from '../../components/grid/columns.ts';
import { MiddleText } from '../../components/middle-text.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useKinds } from '../../state/kinds.ts';
import { useWords } from '../../state/words.ts';

/** The columns of the list of records. */
export function useColumns(): readonly Column<RecordRow>[] {
  const { t } = useTranslation();
  const { language, words, shortTime, zone } = useWords();
  const speak = useKinds();
  return useMemo(() => {
    const title = (key: 'file' | 'title' | 'kind' | 'number' | 'parties' | 'money' | 'state' | 'size' | 'seq') =>
      t(`records.columns.${key}`);
    const nothing = <span className="muted">–</span>;
    const fact = (name: string) => (row: RecordRow) => {
      const text = factText(name, row.facts, words);
      return text === null ? nothing : <MiddleText text={text} />;
    };
    /** A record without a file name is labelled by its kind. */
    const file = (row: RecordRow) => {
      if (row.damaged) return <DamagedTag id={row.id} />;
      const { kind, names } = speak(row.kind);
      return kind === null || names.includes('fileName') ? fact('fileName')(row) : kind.words[language].name;
    };
    const signs = ({ certified, superseded }: RecordRow) => (
      <>
        {certified && <FilePdfOutlined role="img" aria-label={t('records.certified')} title={t('records.certified')} />}{' '}
        {superseded && (
          <RetweetOutlined
            className="tone-amber"
            role="img"
            aria-label={t('records.replaced')}
            title={t('records.replaced')}
          />
        )}
      </>
    );
    return [
      { key: 'seq', title: title('seq'), track: '68px', drop: 4, align: 'end', sort: 'seq', render: (row) => row.seq },
      { key: 'file', title: title('file'), track: 'minmax(min(240px, 30vw), 5fr)', sort: 'fileName', render: file },
      {
        key: 'state',
        title: title('state'),
        track: 'min(188px, 32vw)',
        sort: 'state',
        render: (row) => (
          <span className="state-cell">
            <StateTag standing={row.standing} />
            <span>{signs(row)}</span>
          </span>
        ),
      },
      {
        key: 'time',
        title: t('records.columns.time', { zone }),
        track: '148px',
        drop: 2,
        sort: 'time',
        render: (row) => shortTime(row.time),
      },
      { key: 'kind', title: title('kind'), track: '92px', drop: 6, render: fact('kind') },
      {
        key: 'number',
        title: title('number'),
        track: 'minmax(132px, 2fr)',
        drop: 1,
        sort: 'number',
        render: fact('number'),
      },
      {
        key: 'title',
        title: title('title'),
        track: 'minmax(120px, 2fr)',
        drop: 5,
        sort: 'title',
        render: fact('title'),
      },
      { key: 'parties', title: title('parties'), track: 'minmax(120px, 2fr)', drop: 7, render: fact('parties') },
      { key: 'money', title: title('money'), track: '128px', drop: 3, align: 'end', render: fact('money') },
      {
        key: 'size',
        title: title('size'),
        track: '88px',
        drop: 8,
        align: 'end',
        sort: 'size',
        render: (row) => (row.state === 'erased' || row.size === null ? nothing : sizeText(row.size)),
      },
    ] satisfies readonly Column<RecordRow>[];
  }, [t, language, words, speak, shortTime, zone]);
}
