import {
  ContainerOutlined,
  DeleteOutlined,
  DiffOutlined,
  FileAddOutlined,
  FilePdfOutlined,
  FileZipOutlined,
  SendOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { MOST_DOCUMENTS } from '../../../core/trace/match/match.ts';
import type { RecordColumnName, RecordRow } from '../../../electron/api.ts';
import { ColumnChoice } from '../../components/grid/column-choice.tsx';
import { useColumnsChoice } from '../../components/grid/use-columns-choice.ts';
import { RecordGrid } from '../../components/record-grid.tsx';
import type { MenuItem } from '../../components/row-menu.tsx';
import { sealedRows } from '../../components/sealed-rows.ts';
import { SelectedCount } from '../../components/selected-count.tsx';
import { useCopyItems } from '../../components/use-copy-items.ts';
import { useMenuTarget } from '../../components/use-menu-target.ts';
import { useNavigation } from '../../state/navigation.tsx';
import { useNotices } from '../../state/notices.tsx';
import type { RecordPages } from '../../state/record-pages.ts';
import { type Selection, type ShownSelection, useShownSelection } from '../../state/selection.ts';
import { ListExport } from './list-export.tsx';
import { useColumns } from './use-columns.tsx';
import type { FilterState } from './use-filter.ts';

/** What can be done with records of the list. */
export interface RecordActions {
  onCertify(rows: readonly RecordRow[]): void;
  onShare(rows: readonly RecordRow[]): void;
  onPack(rows: readonly RecordRow[]): void;
  onMatch(rows: readonly RecordRow[]): void;
  onDossier(rows: readonly RecordRow[]): void;
  onErase(rows: readonly RecordRow[]): void;
}

interface BarProps extends RecordActions {
  readonly selection: Selection;
  readonly shown: ShownSelection;
  onOnly(): void;
}

function SelectionActions({ selection, shown, onOnly, ...on }: BarProps) {
  const { t } = useTranslation();
  const rows = [...selection.rows.values()];
  // what is not sealed, withdrawn or erased has no certificate
  const none = sealedRows(rows).length === 0;
  return (
    <>
      <SelectedCount selection={selection} shown={shown} onOnly={onOnly} />
      <Button
        size="small"
        type="primary"
        icon={<FilePdfOutlined aria-hidden="true" />}
        disabled={none}
        onClick={() => on.onCertify(rows)}
      >
        {t('records.certify.button')}
      </Button>
      <Button size="small" icon={<SendOutlined aria-hidden="true" />} disabled={none} onClick={() => on.onShare(rows)}>
        {t('share.button')}
      </Button>
      <Button
        size="small"
        icon={<FileZipOutlined aria-hidden="true" />}
        disabled={none}
        onClick={() => on.onPack(rows)}
      >
        {t('pack.button')}
      </Button>
      <Button
        size="small"
        icon={<DiffOutlined aria-hidden="true" />}
        disabled={rows.length > MOST_DOCUMENTS}
        title={rows.length > MOST_DOCUMENTS ? t('match.tooMany', { most: MOST_DOCUMENTS }) : undefined}
        onClick={() => on.onMatch(rows)}
      >
        {t('match.button')}
      </Button>
      <Button
        size="small"
        icon={<ContainerOutlined aria-hidden="true" />}
        disabled={none}
        title={t('dossier.buttonHelp')}
        onClick={() => on.onDossier(rows)}
      >
        {t('dossier.button')}
      </Button>
      <Button size="small" danger icon={<DeleteOutlined aria-hidden="true" />} onClick={() => on.onErase(rows)}>
        {t('erase.button')}
      </Button>
      <Button size="small" type="link" onClick={selection.clear}>
        {t('common.clearSelection')}
      </Button>
    </>
  );
}

/** What the menu of a row offers; on one of several selected rows it is about all of them. */
function useRecordMenu(selection: Selection, onOpen: (id: string) => void, actions: RecordActions) {
  const { t } = useTranslation();
  const copies = useCopyItems();
  const targetOf = useMenuTarget(selection);
  return (row: RecordRow): readonly MenuItem[] => {
    const { rows, many, select } = targetOf(row);
    const sealed = sealedRows(rows).length > 0;
    return [
      { key: 'open', text: t('records.menu.open'), run: () => onOpen(row.id) },
      select,
      ...(sealed
        ? [
            { key: 'certify', text: t('records.certify.button') + many, run: () => actions.onCertify(rows) },
            { key: 'share', text: t('share.button') + many, run: () => actions.onShare(rows) },
            { key: 'pack', text: t('pack.button') + many, run: () => actions.onPack(rows) },
            { key: 'dossier', text: t('dossier.button') + many, run: () => actions.onDossier(rows) },
          ]
        : []),
      ...(rows.length > MOST_DOCUMENTS
        ? []
        : [{ key: 'match', text: t('match.button') + many, run: () => actions.onMatch(rows) }]),
      ...copies(row),
      { key: 'erase', text: t('erase.button') + many, danger: true, run: () => actions.onErase(rows) },
    ];
  };
}

/** The same actions with the records as they are now, not as they were when they were selected. */
function freshActions(selection: Selection, actions: RecordActions, fail: (thrown: unknown) => void): RecordActions {
  const withCurrent = (run: (rows: readonly RecordRow[]) => void) => (rows: readonly RecordRow[]) =>
    void selection.current(rows).then((now) => {
      if (now.length > 0) run(now);
    }, fail);
  return {
    onCertify: withCurrent(actions.onCertify),
    onShare: withCurrent(actions.onShare),
    onPack: withCurrent(actions.onPack),
    onMatch: withCurrent(actions.onMatch),
    onDossier: withCurrent(actions.onDossier),
    onErase: withCurrent(actions.onErase),
  };
}

interface Props extends RecordActions {
  readonly filter: FilterState;
  readonly pages: RecordPages;
  readonly selection: Selection;
  onOpen(id: string): void;
}

/** Why there is no record in the list, and what to do. */
function Empty({ filter }: { readonly filter: FilterState }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  return (
    <div className="list-empty stack">
      <p className="muted">{t(filter.narrowed ? 'records.noMatch' : 'records.empty')}</p>
      {!filter.narrowed && (
        <div>
          <Button type="primary" icon={<FileAddOutlined aria-hidden="true" />} onClick={() => go('notarize')}>
            {t('notarize.addFiles')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The list with its bar, which always stands there, so that no row moves when something is selected. */
export function RecordList({ filter, pages, selection, onOpen, ...actions }: Props) {
  const { t } = useTranslation();
  const { fail } = useNotices();
  const { columns, choice, onColumns } = useColumnsChoice('records', 'file', useColumns());
  const count = pages.total ?? 0;
  const shown = useShownSelection(selection, filter.filter, count);
  const selected = selection.rows.size;
  const fresh = freshActions(selection, actions, fail);
  const menu = useRecordMenu(selection, onOpen, fresh);
  const onOnly = () => filter.only([...selection.rows.keys()]);
  if (pages.total === 0 && !filter.narrowed) return <Empty filter={filter} />;
  return (
    <>
      <div className={`list-bar small${selected > 0 ? ' chosen' : ''}`}>
        {selected > 0 ? (
          <SelectionActions selection={selection} shown={shown} onOnly={onOnly} {...fresh} />
        ) : (
          <span className="muted">{t('common.rowOptions')}</span>
        )}
        <span className="list-bar-end">
          {selected === 0 && (
            <Button
              size="small"
              icon={<ContainerOutlined aria-hidden="true" />}
              title={t('dossier.buttonHelp')}
              onClick={() => actions.onDossier([])}
            >
              {t('dossier.fromList')}
            </Button>
          )}
          {selected === 0 && (
            <ListExport
              filter={filter.filter}
              columns={columns.map(({ key }) => key as RecordColumnName)}
              count={count}
            />
          )}
          <ColumnChoice choice={choice} />
        </span>
      </div>
      {pages.total === 0 ? (
        <Empty filter={filter} />
      ) : (
        <RecordGrid
          label={t('records.list')}
          pages={pages}
          list={filter}
          selection={selection}
          shown={shown}
          columns={columns}
          onColumns={onColumns}
          menu={menu}
          onOpen={(row) => onOpen(row.id)}
        />
      )}
    </>
  );
}
