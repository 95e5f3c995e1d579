import { CheckOutlined, ExclamationCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type EditableFact, KNOWN_KINDS } from '../../../core/records/facts.ts';
import { factText } from '../../../core/words/words.ts';
import type { RecordRow } from '../../../electron/api.ts';
import { DamagedTag } from '../../components/damaged-tag.tsx';
import type { Column } from '../../components/grid/columns.ts';
import { MiddleText } from '../../components/middle-text.tsx';
import { useStatus } from '../../state/desk.tsx';
import { useWords } from '../../state/words.ts';
import { factField, readFact } from './fact-input.ts';
import { type FactsEditing, useWrong } from './use-facts.ts';
import type { Warnings } from './use-warnings.ts';

/** How wide a column is, which goes first where there is too little room, and which can be sorted by. */
const looks = {
  title: { track: 'minmax(110px, 2fr)', drop: 3, sort: 'title' },
  kind: { track: '92px', drop: 4 },
  number: { track: 'minmax(132px, 2fr)', drop: 1, sort: 'number' },
  parties: { track: 'minmax(110px, 2fr)', drop: 6, sort: 'parties' },
  date: { track: '112px', drop: 5, sort: 'date' },
  money: { track: 'minmax(132px, 1fr)', drop: 2, sort: 'money', align: 'end' },
} as const satisfies Partial<Record<EditableFact, Pick<Column<RecordRow>, 'track' | 'drop' | 'sort' | 'align'>>>;

function ReadyTag({ row, waitsForOther }: { readonly row: RecordRow; readonly waitsForOther: boolean }) {
  const { t } = useTranslation();
  const { settings } = useStatus();
  const isHeld = row.held && !row.confirmed;
  const isUnconfirmed = settings.onlyConfirmed && !row.confirmed;
  const waits = isHeld || isUnconfirmed || waitsForOther;
  const state = isHeld ? 'held' : isUnconfirmed ? 'unconfirmed' : waitsForOther ? 'behind' : 'ready';
  return (
    <span className={`state tone-${waits ? 'amber' : 'green'}`}>
      <span aria-hidden="true">
        {waits ? <ExclamationCircleOutlined aria-hidden="true" /> : <CheckOutlined aria-hidden="true" />}
      </span>{' '}
      {t(`notarize.states.${state}`)}
    </span>
  );
}

/** A file's name, with an icon if there are warnings, which the opened record shows. */
function FileName({ row, warnings }: { readonly row: RecordRow; readonly warnings: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <span className="file-cell">
      {warnings.length > 0 && (
        <>
          <WarningOutlined className="tone-amber" aria-hidden="true" />
          <span className="unseen">{t('notarize.warned', { count: warnings.length })}</span>{' '}
        </>
      )}
      {row.damaged ? (
        <DamagedTag id={row.id} />
      ) : (
        <MiddleText text={row.facts.fileName ?? ''} title={[row.facts.fileName ?? '', ...warnings].join('\n')} />
      )}
    </span>
  );
}

/** The columns of the waiting records, their facts editable in place. */
export function useColumns(editing: FactsEditing, warnings: Warnings): readonly Column<RecordRow>[] {
  const { t } = useTranslation();
  const { words } = useWords();
  const say = useWrong();
  const { currency } = useStatus().settings;
  const { one } = editing;
  return useMemo(() => {
    const fact = (name: keyof typeof looks): Column<RecordRow> => ({
      key: name,
      title: t(`notarize.columns.${name}`),
      ...looks[name],
      render: (row) => {
        const text = factText(name, row.facts, words);
        return text === null ? <span className="muted">–</span> : <MiddleText text={text} />;
      },
      edit: {
        text: (row) => factField(name, row.facts, words),
        ...(name === 'date' ? { placeholder: t('notarize.editor.dateHelp') } : {}),
        ...(name === 'kind' ? { suggestions: KNOWN_KINDS.map((kind) => words.kinds[kind]) } : {}),
        save(row, typed) {
          const read = readFact(name, typed, row.facts.money?.currency ?? currency);
          if (!read.ok) return say(read.wrong);
          one(row, read.facts);
          return null;
        },
      },
    });
    const file: Column<RecordRow> = {
      key: 'file',
      title: t('notarize.columns.file'),
      track: 'minmax(240px, 5fr)',
      sort: 'fileName',
      render: (row) => <FileName row={row} warnings={warnings.of(row.id)} />,
    };
    const state: Column<RecordRow> = {
      key: 'state',
      title: t('notarize.columns.state'),
      track: '112px',
      render: (row) => <ReadyTag row={row} waitsForOther={warnings.waitsForOther(row.id)} />,
    };
    return [file, fact('title'), fact('kind'), fact('number'), fact('parties'), fact('date'), fact('money'), state];
  }, [t, words, say, one, warnings, currency]);
}
