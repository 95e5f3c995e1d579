import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { sizeText, thousands } from '../../../../core/words/words.ts';
import type { BoxStatus } from '../../../../electron/api.ts';
import { useWords } from '../../../state/words.ts';
import { type CaseBox, percentOf } from './use-box.ts';
import { useBoxName } from './use-box-name.ts';

interface Props {
  readonly status: Extract<BoxStatus, { readonly state: 'running' }>;
  readonly box: Pick<CaseBox, 'cancel'>;
}

/** Progress of a check: files, bytes, certificates, and the time left. */
export function BoxRunning({ status, box }: Props) {
  const { t } = useTranslation();
  const { words } = useWords();
  const name = useBoxName(status.sources);
  const { progress } = status;
  const percent = percentOf(status);
  const many = (key: 'read' | 'certificates' | 'resumed', count: number) =>
    count === 0 ? '' : t(`box.running.${key}`, { count, formatted: thousands(count) });
  const parts = [
    t('box.running.files', { done: thousands(progress.filesDone), total: thousands(progress.files) }),
    t('box.running.bytes', { done: sizeText(progress.bytesDone), total: sizeText(progress.bytes) }),
    progress.read > progress.filesDone ? many('read', progress.read) : '',
    many('certificates', progress.certificates),
    many('resumed', progress.resumed),
    progress.secondsLeft === null ? '' : t('common.timeLeft', { duration: words.duration(progress.secondsLeft) }),
  ];
  const line = {
    walking: t('box.running.walking', { files: thousands(progress.files) }),
    reading: parts.filter(Boolean).join(' · '),
    pairing: t('box.running.pairing'),
    done: parts.filter(Boolean).join(' · '),
  }[progress.phase];
  return (
    <section className="card stack box-running" aria-label={t('box.running.title')}>
      <div className="row">
        <h2>{t('box.running.title')}</h2>
        <span className="ellipsis muted box-name" title={status.sources.join('\n')}>
          {name}
        </span>
        <Button className="push" onClick={box.cancel}>
          {t('common.cancel')}
        </Button>
      </div>
      <Progress
        percent={percent ?? 100}
        status={percent === null ? 'active' : 'normal'}
        showInfo={percent !== null}
        aria-label={t('box.running.title')}
      />
      <p className="small muted box-parts">{line}</p>
      <p className="small muted">{t('box.running.background')}</p>
    </section>
  );
}
