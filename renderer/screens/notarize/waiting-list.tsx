import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordRow } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { Grid } from '../../components/grid/grid.tsx';
import { useBusy } from '../../state/busy.ts';
import { useStatus } from '../../state/desk.tsx';
import { useNotices } from '../../state/notices.tsx';
import { allRecords, type RecordFilter, type RecordPages } from '../../state/record-pages.ts';
import { type Selection, useSelection } from '../../state/selection.ts';
import { FactsDialog } from './facts-dialog.tsx';
import { useColumns } from './use-columns.tsx';
import { useFactsEditing } from './use-facts.ts';
import { useWarnings } from './use-warnings.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

type Dialog = { readonly kind: 'edit' | 'withdraw'; readonly rows: readonly RecordRow[] };

interface ActionsProps {
  readonly selection: Selection;
  open(dialog: Dialog): void;
}

function SelectionActions({ selection, open }: ActionsProps) {
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
    <div className="row selection-bar">
      <span role="status">{t('common.selected', { count: rows.length })}</span>
      <Button size="small" onClick={() => open({ kind: 'edit', rows })}>
        {t('notarize.edit')}
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
    </div>
  );
}

interface Props {
  readonly pages: RecordPages;
  readonly filter: RecordFilter;
}

/** The records that are not sealed yet: facts in place, actions for a selection. */
export function WaitingList({ pages, filter }: Props) {
  const { t } = useTranslation();
  const { fail } = useNotices();
  const selection = useSelection();
  const editing = useFactsEditing(pages);
  const warnings = useWarnings();
  const columns = useColumns(editing, warnings);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const count = pages.total ?? 0;
  const selected = selection.rows.size;
  const toggleAll = async () => (selected >= count ? selection.clear() : selection.replace(await allRecords(filter)));
  const close = () => setDialog(null);
  return (
    <>
      {selected > 0 && <SelectionActions selection={selection} open={setDialog} />}
      {pages.error && <ErrorNote error={pages.error} onRetry={pages.reload} />}
      <Grid
        label={t('notarize.list')}
        count={count}
        rowAt={pages.rowAt}
        keyOf={(row) => row.id}
        nameOf={(row) => row.facts.fileName ?? row.id}
        columns={columns}
        selection={{
          has: (row) => selection.rows.has(row.id),
          count: selected,
          toggle: selection.toggle,
          toggleAll: () => void toggleAll().catch(fail),
        }}
        onVisible={pages.show}
        onOpen={(row) => setDialog({ kind: 'edit', rows: [row] })}
      />
      {dialog?.kind === 'edit' && (
        <FactsDialog rows={dialog.rows} editing={editing} warnings={warnings} onClose={close} />
      )}
      {dialog?.kind === 'withdraw' && (
        <WithdrawDialog
          ids={dialog.rows.map((row) => row.id)}
          onClose={close}
          onDone={() => {
            selection.clear();
            close();
          }}
        />
      )}
    </>
  );
}
