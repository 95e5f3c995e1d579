import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Selection, ShownSelection } from '../state/selection.ts';

interface Props {
  readonly selection: Selection;
  readonly shown: ShownSelection;
  /** Shows the selected ones only. */
  onOnly?(): void;
}

/** How many are selected, and how many of them the list does not show. */
export function SelectedCount({ selection, shown, onOnly }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <span role="status">
        {t('common.selected', { count: selection.rows.size })}
        {shown.outside > 0 && (
          <strong className="tone-amber"> · {t('common.selectedOutside', { count: shown.outside })}</strong>
        )}
      </span>
      {shown.outside > 0 && onOnly && (
        <Button size="small" type="link" onClick={onOnly}>
          {t('common.selectedOnly')}
        </Button>
      )}
    </>
  );
}
