import { Button } from 'antd';
import { Activity, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupResult } from '../../../electron/api.ts';
import { useDesk } from '../../state/desk.tsx';
import { NavigationProvider } from '../../state/navigation.tsx';
import { HolderForm } from './holder-form.tsx';
import { RecoveryCode } from './recovery-code.tsx';
import './setup.css';

const Verify = lazy(async () => ({ default: (await import('../verify/verify.tsx')).Verify }));

/** The first run: who holds the documents, then the recovery code, shown once. Verifying needs neither. */
export function Setup({ onDone }: { onDone(): void }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const [result, setResult] = useState<SetupResult | null>(null);
  const [onlyVerify, setOnlyVerify] = useState(false);
  const finish = (status: SetupResult['status']) => {
    desk.set(status);
    onDone();
  };
  return (
    <>
      {onlyVerify && (
        <NavigationProvider>
          <main className="main">
            <div className="frame-notes">
              <Button type="link" className="back" onClick={() => setOnlyVerify(false)}>
                {t('setup.back')}
              </Button>
            </div>
            <Suspense>
              <Verify />
            </Suspense>
          </main>
        </NavigationProvider>
      )}
      {/* what was typed is there again afterwards */}
      <Activity mode={onlyVerify ? 'hidden' : 'visible'}>
        <main className="setup">
          <div className="setup-card card">
            {result === null ? (
              <HolderForm onCreated={setResult} onOnlyVerify={() => setOnlyVerify(true)} />
            ) : (
              <RecoveryCode code={result.recoveryCode} onKept={() => finish(result.status)} />
            )}
          </div>
        </main>
      </Activity>
    </>
  );
}
