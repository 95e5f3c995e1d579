import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RecoverySheet } from '../../components/recovery-sheet.tsx';
import { ScreenHead } from '../../components/screen-head.tsx';

/** The recovery code, shown once: the user saves or prints it and confirms that before the desk opens. */
export function RecoveryCode({ code, onKept }: { readonly code: string; onKept(): void }) {
  const { t } = useTranslation();
  const [kept, setKept] = useState(false);
  return (
    <div className="stack">
      <ScreenHead title={t('setup.recovery.title')} />
      <p>{t('setup.recovery.why')}</p>
      <RecoverySheet code={code} />
      <Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)}>
        {t('setup.recovery.kept')}
      </Checkbox>
      <div>
        <Button type="primary" size="large" disabled={!kept} onClick={onKept}>
          {t('setup.recovery.start')}
        </Button>
      </div>
    </div>
  );
}
