import { ExportOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { checkCode } from '../../../core/formats/check-code.ts';
import { thousands } from '../../../core/words/words.ts';
import { call, notary } from '../../bridge.ts';
import { CheckCode } from '../../components/check-code.tsx';
import { Code, Hex } from '../../components/hex.tsx';
import { type Pair, Pairs } from '../../components/pairs.tsx';
import { useBusy } from '../../state/busy.ts';
import { useStatus } from '../../state/desk.tsx';
import { useNotices } from '../../state/notices.tsx';
import { useWords } from '../../state/words.ts';

/**
 * What this desk publishes about itself: its name, its key's fingerprint, the state of its log, its own bundle to give
 * away.
 */
export function DeskSection() {
  const { t } = useTranslation();
  const { time } = useWords();
  const { done } = useNotices();
  const { busy, run } = useBusy();
  const { holder, fingerprint, origin, checkpoint } = useStatus();
  const save = () =>
    run(async () => {
      const path = await call(notary.trustExport());
      if (path !== null) done(t('trust.desk.exported', { path }));
    });
  const state =
    checkpoint === null ? (
      <span className="muted">{t('trust.desk.noCheckpoint')}</span>
    ) : (
      <>
        {t('trust.desk.checkpointValue', {
          count: checkpoint.size,
          formatted: thousands(checkpoint.size),
          time: time(checkpoint.time),
        })}
        <br />
        <Hex value={checkpoint.root} copy={t('records.detail.root')} />
      </>
    );
  const pairs: Pair[] = [{ label: t('trust.desk.holder'), value: holder?.name ?? '' }];
  if (fingerprint !== null)
    pairs.push({
      label: t('trust.desk.fingerprint'),
      value: (
        <>
          <CheckCode code={checkCode(fingerprint)} fingerprint={fingerprint} />
          <p className="small muted">{t('trust.desk.fingerprintHelp')}</p>
        </>
      ),
    });
  if (origin !== null)
    pairs.push({ label: t('trust.desk.origin'), value: <Code text={origin} copy={t('trust.desk.origin')} /> });
  pairs.push({ label: t('trust.desk.checkpoint'), value: state });
  return (
    <section className="card">
      <h2>{t('trust.desk.title')}</h2>
      <Pairs items={pairs} />
      <div className="row desk-export">
        <Button icon={<ExportOutlined aria-hidden="true" />} loading={busy} onClick={save}>
          {t('trust.desk.export')}
        </Button>
        <span className="small muted">{t('trust.desk.exportHelp')}</span>
      </div>
    </section>
  );
}
