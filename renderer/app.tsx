import { Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Appearance } from './components/appearance.tsx';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { ErrorNote } from './components/error-note.tsx';
import { NoticeStrip } from './components/notice-strip.tsx';
import { Shell } from './components/shell.tsx';
import { Setup } from './screens/setup/setup.tsx';
import { AnnounceProvider } from './state/announce.tsx';
import { CertifyProvider } from './state/certify.tsx';
import { DeskProvider, useDesk } from './state/desk.tsx';
import { IntakeProvider } from './state/intake.tsx';
import { NavigationProvider } from './state/navigation.tsx';
import { NoticesProvider } from './state/notices.tsx';
import { SealedProvider } from './state/sealed.tsx';

/** The root component of the window. */
export function App() {
  return (
    <DeskProvider>
      <Appearance>
        <ErrorBoundary>
          <AnnounceProvider>
            <NoticesProvider>
              <Start />
              <NoticeStrip />
            </NoticesProvider>
          </AnnounceProvider>
        </ErrorBoundary>
      </Appearance>
    </DeskProvider>
  );
}

/** Waits for the desk, then shows the first run or the desk. */
function Start() {
  const { t, i18n } = useTranslation();
  const { status, error, refresh } = useDesk();
  // the recovery code stays on the screen although the desk is already "ready"
  const [settingUp, setSettingUp] = useState(false);
  const isNew = status?.ready === false && status.problem === null;
  const language = status === null || isNew ? null : status.settings.language;
  useEffect(() => {
    if (isNew) setSettingUp(true);
  }, [isNew]);
  useEffect(() => {
    if (language !== null) void i18n.changeLanguage(language);
  }, [language, i18n]);

  if (status === null) {
    return (
      <main className="centre">
        {error === null ? (
          <Spin aria-label={t('common.loading')} />
        ) : (
          <ErrorNote error={error} onRetry={() => void refresh()} />
        )}
      </main>
    );
  }
  if (isNew || settingUp) return <Setup onDone={() => setSettingUp(false)} />;
  return (
    <NavigationProvider>
      <IntakeProvider>
        <CertifyProvider>
          <SealedProvider>
            <Shell />
          </SealedProvider>
        </CertifyProvider>
      </IntakeProvider>
    </NavigationProvider>
  );
}
