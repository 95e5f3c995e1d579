import { CopyOutlined, PrinterOutlined, SaveOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, notary } from '../bridge.ts';
import { useBusy } from '../state/busy.ts';

interface Props {
  readonly code: string;
  /** Offered when there already is a desk, not at the first run. */
  readonly copies?: boolean;
}

/** A recovery code to be read, saved, printed or copied. */
export function RecoverySheet({ code, copies = false }: Props) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const [done, setDone] = useState('');
  const act = (what: 'save-recovery' | 'print-recovery', said: string) =>
    run(async () => {
      if (await call(notary.act({ do: what, code }))) setDone(said);
    });
  const copy = () =>
    run(async () => {
      await navigator.clipboard.writeText(code);
      setDone(t('access.copied'));
    });
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a value to be read, not a form */}
      <p className="recovery-code" role="group" aria-label={t('setup.recovery.code')}>
        {code}
      </p>
      <div className="row">
        {copies && (
          <Button icon={<CopyOutlined aria-hidden="true" />} disabled={busy} onClick={copy}>
            {t('access.copy')}
          </Button>
        )}
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
    </>
  );
}
