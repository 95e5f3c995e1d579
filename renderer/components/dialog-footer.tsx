import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  /** There is a result; the dialog can only be closed. */
  readonly finished: boolean;
  readonly working: boolean;
  readonly disabled: boolean;
  /** Labels of the buttons to confirm and to cancel. */
  readonly go: string;
  readonly cancel?: string;
  /** The action cannot be undone. */
  readonly danger?: boolean;
  onGo(): void;
  onClose(): void;
}

/** The buttons of a dialog that first asks, then acts, then shows the result. */
export function DialogFooter({ finished, working, disabled, go, cancel, danger = false, onGo, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <div className="row ends">
      {finished ? (
        <Button type="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      ) : (
        <>
          <Button onClick={onClose}>{cancel ?? t('common.cancel')}</Button>
          <Button type="primary" danger={danger} loading={working} disabled={disabled} onClick={onGo}>
            {go}
          </Button>
        </>
      )}
    </div>
  );
}
