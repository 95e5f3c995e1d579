import { Alert, Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { Translation } from 'react-i18next';

interface Props {
  readonly children: ReactNode;
}

/** Keeps a defect in one place from breaking the whole window. */
export class ErrorBoundary extends Component<Props, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <Translation>
        {(t) => (
          <div className="page">
            <Alert
              type="error"
              showIcon
              role="alert"
              title={t('common.crashed.happened')}
              description={
                <>
                  <p className="flat">
                    {t('common.crashed.safe')} {t('common.crashed.next')}
                  </p>
                  <code className="small">{error.message}</code>
                </>
              }
              action={<Button onClick={() => this.setState({ error: null })}>{t('common.crashed.again')}</Button>}
            />
          </div>
        )}
      </Translation>
    );
  }
}
