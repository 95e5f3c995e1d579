import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  /** There is an outcome: it can only be closed. */
  readonly finished: boolean;
  readonly working: boolean;
  readonly disabled: boolean;
  /** What is done, and what leaves it. */
  readonly go: string;
  readonly cancel?: string;
  /** What is done cannot be undone. */
  readonly danger?: boolean;
  onGo(): void;
  onClose(): void;
}

/** The buttons below a dialog that first asks, then does, then shows what came of it. */
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
