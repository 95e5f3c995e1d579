import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, notary } from '../../bridge.ts';
import { useBusy } from '../../state/busy.ts';
import { useStatus } from '../../state/desk.tsx';
import { useShortcut } from '../../state/shortcuts.ts';
import { useWords } from '../../state/words.ts';

/** Seconds until an instant, counted down. */
function useSecondsUntil(instant: string | null): number | null {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (instant === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [instant]);
  return instant === null ? null : Math.round((Date.parse(instant) - now) / 1000);
}

function useWhatNext(): string {
  const { t } = useTranslation();
  const { words } = useWords();
  const { counts, waiting, held, sealsAt, settings, problem } = useStatus();
  const seconds = useSecondsUntil(sealsAt);
  const unconfirmed = counts.recorded - waiting - held;
  // what waits is not known while a problem stands
  if (counts.recorded === 0) return t(problem === null ? 'notarize.bar.nothing' : 'notarize.bar.unknown');
  const parts = waiting === 0 ? [] : [t('notarize.bar.ready', { count: waiting })];
  if (unconfirmed > 0) parts.push(t('notarize.bar.unconfirmed', { count: unconfirmed }));
  if (held > 0) parts.push(t('notarize.bar.warned', { count: held }));
  if (problem !== null) parts.push(t('notarize.bar.held'));
  else if (waiting === 0) parts.push(t(unconfirmed > 0 ? 'notarize.bar.confirmFirst' : 'notarize.bar.decideFirst'));
  else if (!settings.sealsItself) parts.push(t('notarize.bar.byHand'));
  else if (seconds !== null)
    parts.push(
      seconds > 0 ? t('notarize.bar.sealsIn', { duration: words.duration(seconds) }) : t('notarize.bar.sealsSoon'),
    );
  return parts.join(' · ');
}

/** What happens next, always: how many are ready, when they are sealed, and sealing now. */
export function SealBar() {
  const { t } = useTranslation();
  const { waiting, problem } = useStatus();
  const { busy, run } = useBusy();
  const text = useWhatNext();
  const seal = () =>
    run(async () => {
      // what came of it is told by an event, as when the desk seals by itself
      await call(notary.seal());
    });
  const ready = waiting > 0 && !busy && problem === null;
  useShortcut('mod+shift+s', () => {
    if (ready) void seal();
  });
  return (
    <footer className="seal-bar">
      <span role="timer">{text}</span>
      <Button
        type="primary"
        className="push"
        disabled={waiting === 0 || problem !== null}
        loading={busy}
        onClick={seal}
      >
        {busy ? t('notarize.bar.sealing') : t('notarize.bar.seal')}
      </Button>
    </footer>
  );
}
