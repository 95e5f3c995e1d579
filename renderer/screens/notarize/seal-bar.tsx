import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordRow } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { useBusy } from '../../state/busy.ts';
import { useStatus } from '../../state/desk.tsx';
import { useNavigation } from '../../state/navigation.tsx';
import { useNotices } from '../../state/notices.tsx';
import { allRecords, EVERYTHING } from '../../state/record-pages.ts';
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
  const { counts, waiting, held, sealsAt, settings } = useStatus();
  const seconds = useSecondsUntil(sealsAt);
  const unconfirmed = counts.recorded - waiting - held;
  if (counts.recorded === 0) return t('notarize.bar.nothing');
  const parts = waiting === 0 ? [] : [t('notarize.bar.ready', { count: waiting })];
  if (unconfirmed > 0) parts.push(t('notarize.bar.unconfirmed', { count: unconfirmed }));
  if (held > 0) parts.push(t('notarize.bar.held', { count: held }));
  if (waiting === 0) parts.push(t(unconfirmed > 0 ? 'notarize.bar.confirmFirst' : 'notarize.bar.decideFirst'));
  else if (!settings.sealsItself) parts.push(t('notarize.bar.byHand'));
  else if (seconds !== null)
    parts.push(
      seconds > 0 ? t('notarize.bar.sealsIn', { duration: words.duration(seconds) }) : t('notarize.bar.sealsSoon'),
    );
  return parts.join(' · ');
}

interface Props {
  /** Offers certificates for what was just sealed. */
  onCertify(rows: readonly RecordRow[]): void;
}

/** What happens next, always: how many are ready, when they are sealed, and sealing now. */
export function SealBar({ onCertify }: Props) {
  const { t } = useTranslation();
  const { waiting, settings, problem } = useStatus();
  const { done } = useNotices();
  const { words } = useWords();
  const { go } = useNavigation();
  const { busy, run } = useBusy();
  const text = useWhatNext();
  const seal = () =>
    run(async () => {
      const before = await allRecords({ ...EVERYTHING, states: ['recorded'] });
      const { sealed } = await call(notary.seal());
      const rows = before
        .filter((row) => row.confirmed || !(settings.onlyConfirmed || row.held))
        .map((row): RecordRow => ({ ...row, state: 'sealed' }));
      const { chain } = await call(notary.status());
      const isAwaited = chain !== null && chain.waiting > 0;
      const why = isAwaited && chain.problem ? words.error(chain.problem.code, chain.problem.details).happened : '';
      done(
        [
          t('notarize.bar.sealed', { count: sealed }),
          ...(isAwaited ? [t('notarize.bar.waitsForChain', { name: chain.name }), why] : []),
        ].join(' '),
        { text: t('notarize.bar.certificates'), run: () => onCertify(rows) },
        { text: t('notarize.bar.show'), run: () => go('records') },
      );
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
