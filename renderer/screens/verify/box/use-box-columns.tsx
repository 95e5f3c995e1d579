import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { thousands } from '../../../../core/words/words.ts';
import type { BoxRow, BoxSort } from '../../../../electron/api.ts';
import type { Column } from '../../../components/grid/columns.ts';
import { MiddleText } from '../../../components/middle-text.tsx';
import { useWords } from '../../../state/words.ts';
import { boxLooks } from './state-looks.tsx';
import { useBoxWords } from './use-box-words.ts';

const None = ({ text = '–' }: { readonly text?: string }) => <span className="muted">{text}</span>;

type Texts = Pick<ReturnType<typeof useWords>, 'shortTime' | 'zone'> & {
  readonly t: TFunction;
  readonly words: ReturnType<typeof useBoxWords>;
};

const firstColumns = ({ t, words }: Texts): readonly Column<BoxRow, BoxSort>[] => [
  {
    key: 'number',
    title: t('box.columns.number'),
    track: '76px',
    drop: 2,
    align: 'end',
    sort: 'number',
    render: (row) => thousands(row.number),
  },
  {
    key: 'state',
    title: t('box.columns.state'),
    track: '168px',
    sort: 'state',
    render: ({ state }) => (
      <span className={`state tone-${boxLooks[state].tone}`}>
        {boxLooks[state].icon} {words.states[state]}
      </span>
    ),
  },
  {
    key: 'file',
    title: t('box.columns.file'),
    track: 'minmax(200px, 3fr)',
    sort: 'file',
    render: ({ file }) => (file === null ? <None text={t('box.noFile')} /> : <MiddleText text={file} />),
  },
  {
    key: 'certificate',
    title: t('box.columns.certificate'),
    track: 'minmax(170px, 3fr)',
    sort: 'certificate',
    render: ({ certificate }) =>
      certificate === null ? <None text={t('box.noCertificate')} /> : <MiddleText text={certificate} />,
  },
];

const lastColumns = ({ t, words, shortTime, zone }: Texts): readonly Column<BoxRow, BoxSort>[] => [
  {
    key: 'remark',
    title: t('box.columns.remark'),
    track: 'minmax(140px, 2fr)',
    drop: 1,
    render: (row) => {
      const remark = words.remark(row);
      return remark === '' ? <None /> : <span title={remark}>{remark}</span>;
    },
  },
  {
    key: 'issuer',
    title: t('box.columns.issuer'),
    track: 'minmax(120px, 1fr)',
    drop: 4,
    sort: 'issuer',
    render: ({ proof }) => (proof?.issuer == null ? <None /> : <MiddleText text={proof.issuer} />),
  },
  {
    key: 'time',
    title: t('box.columns.time', { zone }),
    track: '168px',
    drop: 3,
    sort: 'time',
    render: ({ proof }) => (proof?.provenTime == null ? <None /> : shortTime(proof.provenTime)),
  },
];

/** The columns of the sheet. */
export function useBoxColumns(): readonly Column<BoxRow, BoxSort>[] {
  const { t } = useTranslation();
  const { shortTime, zone } = useWords();
  const words = useBoxWords();
  return useMemo(() => {
    const texts = { t, words, shortTime, zone };
    return [...firstColumns(texts), ...lastColumns(texts)];
  }, [t, words, shortTime, zone]);
}
