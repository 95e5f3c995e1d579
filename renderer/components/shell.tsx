import { Skeleton, Tag } from 'antd';
import { Activity, type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notarize } from '../screens/notarize/notarize.tsx';
import { useAnnounce } from '../state/announce.tsx';
import { useStatus } from '../state/desk.tsx';
import { useNotaryEvent } from '../state/events.ts';
import { useIntakes } from '../state/intake.tsx';
import { SCREENS, type Screen, useNavigation } from '../state/navigation.tsx';
import { useNotices } from '../state/notices.tsx';
import { useShortcut } from '../state/shortcuts.ts';
import { BoxNotice } from './box-notice.tsx';
import { DeskProblem } from './desk-problem.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { OpenedFiles } from './opened-files.tsx';
import { Rail, screenKeys } from './rail.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

// the first screen comes with the page, the others when they are first visited
const screens: Readonly<Record<Screen, ComponentType>> = {
  notarize: Notarize,
  records: lazy(async () => ({ default: (await import('../screens/records/records.tsx')).Records })),
  verify: lazy(async () => ({ default: (await import('../screens/verify/verify.tsx')).Verify })),
  trust: lazy(async () => ({ default: (await import('../screens/trust/trust.tsx')).Trust })),
  settings: lazy(async () => ({ default: (await import('../screens/settings/settings.tsx')).SettingsScreen })),
};

function ScreenShortcut({ screen }: { readonly screen: Screen }) {
  const { go } = useNavigation();
  useShortcut(`mod+${screenKeys[screen]}`, () => go(screen));
  return null;
}

/** Reports a finished intake in every place. */
function useIntakeNews(): void {
  const { t } = useTranslation();
  const { view } = useIntakes();
  const announce = useAnnounce();
  const [was, setWas] = useState(false);
  const running = view?.running ?? false;
  useEffect(() => {
    if (view !== null && was && !running) {
      const { existing, failed } = view;
      const good = view.filesDone - existing.length - failed.length;
      announce(t('notarize.intake.done', { good, existing: existing.length, failed: failed.length }));
    }
    setWas(running);
  }, [running, was, view, announce, t]);
}

/** Says what was sealed: to the ear where its result is shown, elsewhere in the strip with the way there. */
function useSealedNews(): void {
  const { t } = useTranslation();
  const { screen, go } = useNavigation();
  const { done } = useNotices();
  const announce = useAnnounce();
  useNotaryEvent('sealed', ({ ids }) => {
    const text = t('notarize.bar.sealed', { count: ids.length });
    if (screen === 'notarize') announce(text);
    else done(text, { text: t('common.show'), run: () => go('notarize') });
  });
}

/** Rail and places. A place that was visited keeps what is in it. */
export function Shell() {
  const { t } = useTranslation();
  const { screen, go } = useNavigation();
  const { tell } = useNotices();
  const status = useStatus();
  const [shortcuts, setShortcuts] = useState(false);
  const [visited, setVisited] = useState<ReadonlySet<Screen>>(new Set<Screen>(['notarize']));
  if (!visited.has(screen)) setVisited(new Set([...visited, screen]));
  useIntakeNews();
  useSealedNews();
  useShortcut('?', () => setShortcuts(true));
  useShortcut('mod+/', () => setShortcuts(true));
  useShortcut('mod+o', () => go(screen === 'verify' ? 'verify' : 'notarize', { do: 'choose' }));
  useShortcut('mod+f', () => go('records', { do: 'search' }));
  useNotaryEvent('problem', ({ error }) => tell(error));
  useNotaryEvent('navigate', (event) => (event.screen === 'shortcuts' ? setShortcuts(true) : go(event.screen)));
  return (
    <div className="frame">
      <a href="#main" className="skip">
        {t('common.skip')}
      </a>
      <Rail />
      <main id="main" className="main" tabIndex={-1}>
        <div className="frame-notes">
          {status.oldRuntime && (
            <Tag variant="outlined" color="warning" className="old-runtime">
              {t('common.oldRuntime')}
            </Tag>
          )}
          {status.problem && <DeskProblem problem={status.problem} />}
        </div>
        {SCREENS.filter((name) => visited.has(name)).map((name) => {
          const Content = screens[name];
          return (
            <Activity key={name} mode={name === screen ? 'visible' : 'hidden'}>
              <ErrorBoundary>
                <Suspense fallback={<Skeleton active className="page" />}>
                  <Content />
                </Suspense>
              </ErrorBoundary>
            </Activity>
          );
        })}
      </main>
      {SCREENS.map((name) => (
        <ScreenShortcut key={name} screen={name} />
      ))}
      <OpenedFiles />
      <BoxNotice />
      <ShortcutsDialog open={shortcuts} onClose={() => setShortcuts(false)} />
    </div>
  );
}
