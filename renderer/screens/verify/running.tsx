import { Button, Progress } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sizeText, thousands } from '../../../core/words/words.ts';
import type { VerifyProgress } from '../../../electron/api.ts';
import { useNotaryEvent } from '../../state/events.ts';
import { useWords } from '../../state/words.ts';
import type { Verifying } from './use-verify.ts';

/** Estimated seconds left at the pace so far; null while unknown. */
function secondsLeft({ bytes, bytesDone }: VerifyProgress, started: number): number | null {
  const elapsed = (Date.now() - started) / 1000;
  return elapsed < 1 || bytesDone === 0 ? null : Math.ceil(((bytes - bytesDone) * elapsed) / bytesDone);
}

/** Progress of a verification, the time left, and cancelling it. */
export function Running({ verifying }: { readonly verifying: Verifying }) {
  const { t } = useTranslation();
  const { words } = useWords();
  const [started] = useState(Date.now);
  const [now, setNow] = useState<VerifyProgress | null>(null);
  useNotaryEvent('verify', ({ progress }) => setNow(progress));
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    // a check that is done immediately should not flash a progress bar
    const timer = setTimeout(() => setSlow(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!slow) return null;
  const text = t('verify.running', { count: verifying.running });
  const isRead = now !== null && now.bytesDone >= now.bytes;
  const left = now && secondsLeft(now, started);
  const parts = now && [
    t('verify.progress.files', { done: thousands(now.filesDone), total: thousands(now.files) }),
    isRead ? t('verify.progress.checking') : `${sizeText(now.bytesDone)} / ${sizeText(now.bytes)}`,
    left === null || isRead ? '' : t('common.timeLeft', { duration: words.duration(left) }),
  ];
  return (
    <div className="card stack">
      <div className="row">
        <span role="status">{text}</span>
        <span className="small muted">{parts?.filter(Boolean).join(' · ')}</span>
        <Button className="push" size="small" onClick={verifying.cancel}>
          {t('common.cancel')}
        </Button>
      </div>
      <Progress
        percent={now && !isRead ? Math.floor((100 * now.bytesDone) / Math.max(1, now.bytes)) : 100}
        status={now && !isRead ? 'normal' : 'active'}
        showInfo={now !== null && !isRead}
        aria-label={text}
      />
    </div>
  );
}
