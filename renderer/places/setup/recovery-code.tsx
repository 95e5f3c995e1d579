import { PrinterOutlined, SaveOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, notary } from '../../bridge.ts';
import { PlaceHead } from '../../parts/place-head.tsx';
import { useBusy } from '../../state/busy.ts';

/** The recovery code, shown once: to be saved or printed, and said to be kept, before the desk opens. */
export function RecoveryCode({ code, onKept }: { readonly code: string; onKept(): void }) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const [kept, setKept] = useState(false);
  const [done, setDone] = useState('');
  const act = (what: 'save-recovery' | 'print-recovery', said: string) =>
    run(async () => {
      if (await call(notary.act({ do: what, code }))) setDone(said);
    });
  return (
    <div className="stack">
      <PlaceHead title={t('setup.recovery.title')} />
      <p>{t('setup.recovery.why')}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a value to be read, not a form */}
      <p className="recovery-code" role="group" aria-label={t('setup.recovery.code')}>
        {code}
      </p>
      <div className="row">
        <Button
          icon={<SaveOutlined aria-hidden="true" />}
          disabled={busy}
          onClick={() => act('save-recovery', t('setup.recovery.saved'))}
        >
          {t('setup.recovery.save')}
        </Button>
        <Button
          icon={<PrinterOutlined aria-hidden="true" />}
          disabled={busy}
          onClick={() => act('print-recovery', t('setup.recovery.printed'))}
        >
          {t('setup.recovery.print')}
        </Button>
        <span role="status" className="tone-green">
          {done}
        </span>
      </div>
      <p className="muted">{t('setup.recovery.where')}</p>
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
