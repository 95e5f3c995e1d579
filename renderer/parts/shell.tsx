import { Skeleton, Tag } from 'antd';
import { Activity, type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '../bridge.ts';
import { Notarize } from '../places/notarize/notarize.tsx';
import { useAnnounce } from '../state/announce.tsx';
import { useStatus } from '../state/desk.tsx';
import { useNotaryEvent } from '../state/events.ts';
import { useIntakes } from '../state/intake.tsx';
import { PLACES, type Place, useNavigation } from '../state/navigation.tsx';
import { useNotices } from '../state/notices.tsx';
import { useShortcut } from '../state/shortcuts.ts';
import { BoxNotice } from './box-notice.tsx';
import { DeskProblem } from './desk-problem.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { OpenedFiles } from './opened-files.tsx';
import { placeKeys, Rail } from './rail.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

// the first place comes with the page, the others when they are first visited
const places: Readonly<Record<Place, ComponentType>> = {
  notarize: Notarize,
  records: lazy(async () => ({ default: (await import('../places/records/records.tsx')).Records })),
  verify: lazy(async () => ({ default: (await import('../places/verify/verify.tsx')).Verify })),
  trust: lazy(async () => ({ default: (await import('../places/trust/trust.tsx')).Trust })),
  settings: lazy(async () => ({ default: (await import('../places/settings/settings.tsx')).SettingsPlace })),
};

function PlaceShortcut({ place }: { readonly place: Place }) {
  const { go } = useNavigation();
  useShortcut(`mod+${placeKeys[place]}`, () => go(place));
  return null;
}

/** Says that the files are in, wherever the window is. */
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
  const { place, go } = useNavigation();
  const { done } = useNotices();
  const announce = useAnnounce();
  useNotaryEvent('sealed', ({ ids }) => {
    const text = t('notarize.bar.sealed', { count: ids.length });
    if (place === 'notarize') announce(text);
    else done(text, { text: t('common.show'), run: () => go('notarize') });
  });
}

/** Rail and places. A place that was visited keeps what is in it. */
export function Shell() {
  const { t } = useTranslation();
  const { place, go } = useNavigation();
  const { fail } = useNotices();
  const status = useStatus();
  const [shortcuts, setShortcuts] = useState(false);
  const [visited, setVisited] = useState<ReadonlySet<Place>>(new Set<Place>(['notarize']));
  if (!visited.has(place)) setVisited(new Set([...visited, place]));
  useIntakeNews();
  useSealedNews();
  useShortcut('?', () => setShortcuts(true));
  useShortcut('mod+/', () => setShortcuts(true));
  useShortcut('mod+o', () => go(place === 'verify' ? 'verify' : 'notarize', { do: 'choose' }));
  useShortcut('mod+f', () => go('records', { do: 'search' }));
  useNotaryEvent('problem', ({ error }) => fail(new CallError(error)));
  useNotaryEvent('navigate', (event) => (event.place === 'shortcuts' ? setShortcuts(true) : go(event.place)));
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
        {PLACES.filter((name) => visited.has(name)).map((name) => {
          const Content = places[name];
          return (
            <Activity key={name} mode={name === place ? 'visible' : 'hidden'}>
              <ErrorBoundary>
                <Suspense fallback={<Skeleton active className="page" />}>
                  <Content />
                </Suspense>
              </ErrorBoundary>
            </Activity>
          );
        })}
      </main>
      {PLACES.map((name) => (
        <PlaceShortcut key={name} place={name} />
      ))}
      <OpenedFiles />
      <BoxNotice />
      <ShortcutsDialog open={shortcuts} onClose={() => setShortcuts(false)} />
    </div>
  );
}
