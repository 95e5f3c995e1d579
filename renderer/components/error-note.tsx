import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../electron/api.ts';
import { useWords } from '../state/words.ts';

interface Props {
  readonly error: ApiError;
  /** A warning is for problems that do not stop the work. */
  readonly type?: 'error' | 'warning';
  readonly children?: ReactNode;
  onRetry?(): void;
}

/** An error in three parts: what happened, what is safe, what to do next. The technical message is folded away. */
export function ErrorNote({ error, type = 'error', children, onRetry }: Props) {
  const { t } = useTranslation();
  const { words } = useWords();
  const parts = words.error(error.code, error.details);
  return (
    <Alert
      type={type}
      showIcon
      role="alert"
      title={parts.happened}
      action={onRetry && <Button onClick={onRetry}>{t('common.retry')}</Button>}
      description={
        <>
          <p className="flat">
            {parts.safe} {parts.next}
          </p>
          {children}
          {error.message !== '' && (
            <details className="small muted">
              <summary>{t('common.technical')}</summary>
              <code>
                {error.code}: {error.message}
              </code>
            </details>
          )}
        </>
      }
    />
  );
}
