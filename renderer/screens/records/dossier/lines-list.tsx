import { SearchOutlined } from '@ant-design/icons';
import { Input, Segmented } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moneyText, thousands } from '../../../../core/words/words.ts';
import type { DossierLine, LineQuery } from '../../../../electron/api.ts';
import { call, notary } from '../../../bridge.ts';
import type { Column, GridSelection } from '../../../components/grid/columns.ts';
import { Grid } from '../../../components/grid/grid.tsx';
import { ListError } from '../../../components/list-error.tsx';
import { MiddleText } from '../../../components/middle-text.tsx';
import { useNotaryEvent } from '../../../state/events.ts';
import { useNotices } from '../../../state/notices.tsx';
import { usePages } from '../../../state/pages.ts';

type Question = Omit<LineQuery, 'offset' | 'limit'>;

const fetchLines = (question: Question, offset: number, limit: number) =>
  call(notary.dossierLines({ ...question, offset, limit }));

/** Most that one call answers. */
const TOGETHER = 500;

/** Every item that a question finds. */
export async function allLines(question: Question): Promise<readonly DossierLine[]> {
  const rows: DossierLine[] = [];
  for (;;) {
    const page = await fetchLines(question, rows.length, TOGETHER);
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
}

const none = <span className="muted">–</span>;
const long = (text: string | null) => (text === null ? none : <MiddleText text={text} />);

/** What an item is called: its number, its title, else the hash by which it stands in the list. */
export const lineName = ({ number, title, leaf }: DossierLine) => number ?? title ?? leaf;

/** Why no amount is known. */
const missing = ({ record, state }: DossierLine) =>
  record === null ? 'otherDesk' : state === 'erased' ? 'erased' : 'noAmount';

/** The columns of a list of items. */
function useLineColumns(): readonly Column<DossierLine, never>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { key: 'place', title: t('dossier.lines.place'), track: '72px', render: ({ place }) => thousands(place + 1) },
      {
        key: 'name',
        title: t('dossier.lines.name'),
        track: 'minmax(140px, 3fr)',
        render: (line) => <MiddleText text={lineName(line)} />,
      },
      {
        key: 'obligor',
        title: t('dossier.lines.obligor'),
        track: 'minmax(120px, 2fr)',
        drop: 1,
        render: ({ obligor }) => long(obligor),
      },
      { key: 'due', title: t('dossier.lines.due'), track: '104px', drop: 2, render: ({ due }) => due ?? none },
      {
        key: 'money',
        title: t('dossier.lines.money'),
        track: '156px',
        align: 'end',
        render: (line) =>
          line.money === null ? (
            <span className="muted">{t(`dossier.lines.${missing(line)}`)}</span>
          ) : (
            moneyText(line.money)
          ),
      },
    ],
    [t],
  );
}

/** What is selected, also of items that are not on the screen. */
interface LinesSelection extends Omit<GridSelection<DossierLine>, 'toggleAll'> {
  /** Takes all that the list finds now, or none of them when all are selected. */
  toggleAll(lines: readonly DossierLine[]): void;
}

interface Props {
  readonly id: string;
  /** Credit notes; without any, there is only one list. */
  readonly credits: number;
  readonly selection?: LinesSelection;
  onOpen(record: string): void;
}

/** What is in a dossier, however long: searched, and drawn as far as it is seen. A row opens its record. */
export function LinesList({ id, credits, selection, onOpen }: Props) {
  const { t } = useTranslation();
  const [list, setList] = useState<Question['list']>('items');
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const question = useMemo((): Question => ({ id, list, search }), [id, list, search]);
  const pages = usePages(question, fetchLines);
  const columns = useLineColumns();
  useNotaryEvent('records', pages.reload);
  const count = pages.total ?? 0;
  const { fail } = useNotices();
  const selected = selection && {
    ...selection,
    toggleAll: () => void allLines(question).then(selection.toggleAll).catch(fail),
  };
  return (
    <div className="dossier-lines">
      <search className="row">
        <Input
          allowClear
          className="search"
          prefix={<SearchOutlined aria-hidden="true" />}
          aria-label={t('dossier.lines.search')}
          placeholder={t('dossier.lines.search')}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        {credits > 0 && (
          <Segmented<Question['list']>
            aria-label={t('dossier.lines.lists')}
            value={list}
            onChange={setList}
            options={(['items', 'credits'] as const).map((value) => ({ value, label: t(`dossier.lines.${value}`) }))}
          />
        )}
        <span className="small muted" role="status">
          {pages.total === null
            ? t('common.loading')
            : t('dossier.lines.count', { count, formatted: thousands(count) })}
        </span>
      </search>
      {pages.error && <ListError error={pages.error} onRetry={pages.reload} />}
      {pages.total === 0 ? (
        <p className="muted">{t(search === '' ? 'dossier.lines.empty' : 'dossier.lines.noMatch')}</p>
      ) : (
        <Grid
          label={t('dossier.lines.label')}
          count={count}
          rowAt={pages.rowAt}
          keyOf={(line) => line.leaf}
          nameOf={lineName}
          columns={columns}
          selection={selected}
          onVisible={pages.show}
          onOpen={({ record }) => {
            if (record !== null) onOpen(record);
          }}
          resetKey={question}
        />
      )}
    </div>
  );
}
