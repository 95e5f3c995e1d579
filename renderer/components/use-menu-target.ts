import { useTranslation } from 'react-i18next';
import type { RecordRow } from '../../electron/api.ts';
import type { Selection } from '../state/selection.ts';
import type { MenuItem } from './row-menu.tsx';

/** What the menu of a row is about. */
export interface MenuTarget {
  /** The row alone; on one of several selected rows, all of them. */
  readonly rows: readonly RecordRow[];
  /** Behind the name of an action: how many records it is about, where it is more than one. */
  readonly many: string;
  /** Selects the row, or takes it out again. */
  readonly select: MenuItem;
}

/** Finds what the menu of a row is about. */
export function useMenuTarget(selection: Selection): (row: RecordRow) => MenuTarget {
  const { t } = useTranslation();
  return (row) => {
    const chosen = selection.rows.has(row.id);
    const rows = chosen ? [...selection.rows.values()] : [row];
    return {
      rows,
      many: rows.length > 1 ? ` · ${t('common.selected', { count: rows.length })}` : '',
      select: {
        key: 'select',
        text: t(chosen ? 'records.menu.deselect' : 'records.menu.select'),
        run: () => selection.toggle(row),
      },
    };
  };
}
