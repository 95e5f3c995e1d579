import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BoxStatus } from '../../../../electron/api.ts';
import type { CaseBox } from './use-box.ts';
import { useBoxName } from './use-box-name.ts';

interface Props {
  readonly status: Extract<BoxStatus, { readonly state: 'cut-off' }>;
  readonly box: Pick<CaseBox, 'resume' | 'discard'>;
}

/** An interrupted check: resume or discard it. */
export function BoxCutOff({ status, box }: Props) {
  const { t } = useTranslation();
  const name = useBoxName(status.sources);
  return (
    <Alert
      type="warning"
      showIcon
      title={t('box.cutOff.title')}
      description={
        <p className="flat wrap">
          {t('box.cutOff.happened', { name })} {t('box.cutOff.safe')}
        </p>
      }
      action={
        <div className="row">
          <Button onClick={box.discard}>{t('box.cutOff.discard')}</Button>
          <Button type="primary" onClick={box.resume}>
            {t('box.cutOff.resume')}
          </Button>
        </div>
      }
    />
  );
}
