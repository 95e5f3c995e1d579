import { FilePdfOutlined, RetweetOutlined } from '@ant-design/icons';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { factText, sizeText } from '../../../core/words/words.ts';
import type { RecordRow } from '../../../electron/api.ts';
import { DamagedTag } from '../../components/damaged-tag.tsx';
import type { Column } from '../../components/grid/columns.ts';
import { MiddleText } from '../../components/middle-text.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useKinds } from '../../state/kinds.ts';
import { useWords } from '../../state/words.ts';

/** How wide a column is, which goes first where there is too little room, and what sorts by it. */
const LOOKS = {
  seq: { track: '68px', drop: 4, align: 'end', sort: 'seq' },
  file: { track: 'minmax(min(240px, 30vw), 5fr)', sort: 'fileName' },
  state: { track: 'min(188px, 32vw)', sort: 'state' },
  time: { track: '148px', drop: 2, sort: 'time' },
  kind: { track: '92px', drop: 6 },
  number: { track: 'minmax(132px, 2fr)', drop: 1, sort: 'number' },
  title: { track: 'minmax(120px, 2fr)', drop: 5, sort: 'title' },
  parties: { track: 'minmax(120px, 2fr)', drop: 7, sort: 'parties' },
  money: { track: '128px', drop: 3, align: 'end', sort: 'money' },
  size: { track: '88px', drop: 8, align: 'end', sort: 'size' },
} as const satisfies Record<string, Pick<Column<RecordRow>, 'track' | 'drop' | 'sort' | 'align'>>;

/** Columns that show a fact as it stands. */
const FACTS = ['kind', 'number', 'title', 'parties', 'money'] as const;

/** The columns of the list of records. */
export function useColumns(): readonly Column<RecordRow>[] {
  const { t } = useTranslation();
  const { language, words, shortTime, zone } = useWords();
  const speak = useKinds();
  return useMemo(() => {
    const title = (key: Exclude<keyof typeof LOOKS, 'time'>) => t(`records.columns.${key}`);
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
      { key: 'seq', title: title('seq'), ...LOOKS.seq, render: (row) => row.seq },
      { key: 'file', title: title('file'), ...LOOKS.file, render: file },
      {
        key: 'state',
        title: title('state'),
        ...LOOKS.state,
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
        ...LOOKS.time,
        render: (row) => shortTime(row.time),
      },
      ...FACTS.map((key) => ({ key, title: title(key), ...LOOKS[key], render: fact(key) })),
      {
        key: 'size',
        title: title('size'),
        ...LOOKS.size,
        render: (row) => (row.state === 'erased' || row.size === null ? nothing : sizeText(row.size)),
      },
    ] satisfies readonly Column<RecordRow>[];
  }, [t, language, words, speak, shortTime, zone]);
}
