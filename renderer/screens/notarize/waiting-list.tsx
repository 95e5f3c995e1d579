import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordRow } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { ColumnChoice } from '../../components/grid/column-choice.tsx';
import { useColumnsChoice } from '../../components/grid/use-columns-choice.ts';
import { ListError } from '../../components/list-error.tsx';
import { RecordGrid } from '../../components/record-grid.tsx';
import type { MenuItem } from '../../components/row-menu.tsx';
import { SelectedCount } from '../../components/selected-count.tsx';
import { useCopyItems } from '../../components/use-copy-items.ts';
import { useMenuTarget } from '../../components/use-menu-target.ts';
import { useBusy } from '../../state/busy.ts';
import { useStatus } from '../../state/desk.tsx';
import { useNotaryEvent } from '../../state/events.ts';
import { useNotices } from '../../state/notices.tsx';
import type { RecordPages } from '../../state/record-pages.ts';
import { type Selection, type ShownSelection, useSelection, useShownSelection } from '../../state/selection.ts';
import { FactsDialog } from './facts-dialog.tsx';
import { useColumns } from './use-columns.tsx';
import { type FactsEditing, useFactsEditing } from './use-facts.ts';
import type { WaitingOrder } from './use-waiting-order.ts';
import { useWarnings } from './use-warnings.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

type Dialog = { readonly kind: 'edit' | 'withdraw'; readonly rows: readonly RecordRow[] };

interface ActionsProps {
  readonly selection: Selection;
  readonly shown: ShownSelection;
  readonly editing: FactsEditing;
  open(dialog: Dialog): void;
}

function SelectionActions({ selection, shown, editing, open }: ActionsProps) {
  const { t } = useTranslation();
  const { settings } = useStatus();
  const { done } = useNotices();
  const { busy, run } = useBusy();
  const rows = [...selection.rows.values()];
  const confirm = (confirmed: boolean) =>
    run(async () => {
      const { changed } = await call(notary.confirm({ ids: rows.map((row) => row.id), confirmed }));
      if (confirmed) done(t('notarize.confirmed', { count: changed }));
      selection.clear();
    });
  return (
    <>
      <SelectedCount selection={selection} shown={shown} />
      <Button size="small" onClick={() => open({ kind: 'edit', rows })}>
        {t('notarize.edit')}
      </Button>
      <Button size="small" loading={busy} onClick={() => run(() => editing.take(rows))}>
        {t('notarize.takeSuggestions')}
      </Button>
      {!settings.onlyConfirmed && rows.some((row) => row.held && !row.confirmed) && (
        <Button size="small" type="primary" loading={busy} onClick={() => confirm(true)}>
          {t('notarize.sealAnyway')}
        </Button>
      )}
      {settings.onlyConfirmed && (
        <>
          <Button size="small" type="primary" loading={busy} onClick={() => confirm(true)}>
            {t('notarize.confirm')}
          </Button>
          <Button size="small" disabled={busy} onClick={() => confirm(false)}>
            {t('notarize.unconfirm')}
          </Button>
        </>
      )}
      <Button size="small" danger onClick={() => open({ kind: 'withdraw', rows })}>
        {t('notarize.withdraw')}
      </Button>
      <Button size="small" type="link" onClick={selection.clear}>
        {t('common.clearSelection')}
      </Button>
    </>
  );
}

/** What the menu of a row offers; on one of several selected rows it is about all of them. */
function useWaitingMenu(selection: Selection, open: (dialog: Dialog) => void) {
  const { t } = useTranslation();
  const copies = useCopyItems();
  const targetOf = useMenuTarget(selection);
  return (row: RecordRow): readonly MenuItem[] => {
    const { rows, many, select } = targetOf(row);
    return [
      { key: 'edit', text: t('notarize.edit') + many, run: () => open({ kind: 'edit', rows }) },
      select,
      ...copies(row),
      {
        key: 'withdraw',
        text: t('notarize.withdraw') + many,
        danger: true,
        run: () => open({ kind: 'withdraw', rows }),
      },
    ];
  };
}

const isWaiting = ({ state }: RecordRow) => state === 'recorded';

interface Props {
  readonly pages: RecordPages;
  readonly list: WaitingOrder;
}

/** The records that are not sealed yet: facts in place, actions for a selection. */
export function WaitingList({ pages, list }: Props) {
  const { t } = useTranslation();
  const { fail } = useNotices();
  const selection = useSelection(isWaiting);
  const editing = useFactsEditing(pages);
  const warnings = useWarnings();
  const { columns, choice, onColumns } = useColumnsChoice('waiting', 'file', useColumns(editing, warnings));
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const selected = selection.rows.size;
  const shown = useShownSelection(selection, list.filter, pages.total ?? 0);
  /** About the records as they are now; about nothing when none of them waits any more. */
  const open = ({ kind, rows }: Dialog) =>
    void selection.current(rows).then((now) => setDialog(now.length > 0 ? { kind, rows: now } : null), fail);
  const menu = useWaitingMenu(selection, open);
  // what the desk has sealed meanwhile waits no more
  useNotaryEvent('sealed', ({ ids }) => selection.remove(ids));
  const close = () => setDialog(null);
  return (
    <>
      <div className={`list-bar small${selected > 0 ? ' chosen' : ''}`}>
        {selected > 0 ? (
          <SelectionActions selection={selection} shown={shown} editing={editing} open={open} />
        ) : (
          <span className="muted">{t('notarize.listHelp')}</span>
        )}
        <span className="list-bar-end">
          <ColumnChoice choice={choice} />
        </span>
      </div>
      {pages.error && <ListError error={pages.error} onRetry={pages.reload} />}
      <RecordGrid
        label={t('notarize.list')}
        pages={pages}
        list={list}
        selection={selection}
        shown={shown}
        columns={columns}
        onColumns={onColumns}
        menu={menu}
        onOpen={(row) => setDialog({ kind: 'edit', rows: [row] })}
      />
      {dialog?.kind === 'edit' && (
        <FactsDialog rows={dialog.rows} editing={editing} warnings={warnings.of} onClose={close} />
      )}
      {dialog?.kind === 'withdraw' && (
        <WithdrawDialog
          ids={dialog.rows.map((row) => row.id)}
          onClose={close}
          onDone={() => {
            selection.remove(dialog.rows.map((row) => row.id));
            close();
          }}
        />
      )}
    </>
  );
}
