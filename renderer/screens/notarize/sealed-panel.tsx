import {
  CheckCircleFilled,
  ClockCircleFilled,
  CloseOutlined,
  ExperimentOutlined,
  FilePdfOutlined,
  LockOutlined,
  SendOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { thousands } from '../../../core/words/words.ts';
import type { RecordRow } from '../../../electron/api.ts';
import { useBusy } from '../../state/busy.ts';
import { useStatus } from '../../state/desk.tsx';
import { useNavigation } from '../../state/navigation.tsx';
import { recordsOf } from '../../state/record-pages.ts';
import { type SealedBatch, useSealed } from '../../state/sealed.tsx';
import { useWords } from '../../state/words.ts';
import { type BatchStanding, useBatchStandings } from './use-batch-standings.ts';

interface Props {
  onCertify(rows: readonly RecordRow[]): void;
  onShare(rows: readonly RecordRow[]): void;
}

/** Green is for what somebody else than this desk has confirmed. */
const LOOKS: Readonly<Record<BatchStanding, ReactNode>> = {
  own: <LockOutlined aria-hidden="true" className="tone-ink sealed-icon" />,
  test: <ExperimentOutlined aria-hidden="true" className="tone-amber sealed-icon" />,
  waiting: <ClockCircleFilled aria-hidden="true" className="tone-amber sealed-icon" />,
  confirmed: <CheckCircleFilled aria-hidden="true" className="tone-green sealed-icon" />,
};

interface LineProps extends Props {
  readonly batch: SealedBatch;
  readonly standing: BatchStanding;
}

function BatchLine({ batch, standing, onCertify, onShare }: LineProps) {
  const { t } = useTranslation();
  const { shortTime } = useWords();
  const { go } = useNavigation();
  const { dismiss } = useSealed();
  const { busy, run } = useBusy();
  const { ids, time } = batch;
  const withRows = (then: (rows: readonly RecordRow[]) => void) => void run(async () => then(await recordsOf(ids)));
  const close = t('notarize.sealed.close');
  return (
    <div className="row sealed-line">
      {LOOKS[standing]}
      <strong className="sealed-words">
        {t('notarize.sealed.line', { count: ids.length, formatted: thousands(ids.length), time: shortTime(time) })}
      </strong>
      <Button
        type="primary"
        icon={<FilePdfOutlined aria-hidden="true" />}
        loading={busy}
        onClick={() => withRows(onCertify)}
      >
        {t('notarize.bar.certificates')}
      </Button>
      <Button icon={<SendOutlined aria-hidden="true" />} disabled={busy} onClick={() => withRows(onShare)}>
        {t('share.button')}
      </Button>
      <Button icon={<UnorderedListOutlined aria-hidden="true" />} onClick={() => go('records', { do: 'only', ids })}>
        {t('notarize.bar.show')}
      </Button>
      <Button
        type="text"
        className="sealed-close"
        icon={<CloseOutlined aria-hidden="true" />}
        aria-label={close}
        title={close}
        onClick={() => dismiss(batch)}
      />
    </div>
  );
}

/** That the chain is awaited, and why it does not confirm now; null when nothing is awaited. */
function useChainText(): string | null {
  const { t } = useTranslation();
  const { words } = useWords();
  const { chain } = useStatus();
  if (chain === null || chain.waiting === 0) return null;
  const waits = t('notarize.bar.waitsForChain', { name: chain.name });
  if (chain.problem === null) return waits;
  const { happened, next } = words.error(chain.problem.code, chain.problem.details);
  return [waits, happened, next].join(' ');
}

/** What was sealed, and what is done next with it; it stays until it is put away. */
export function SealedPanel(props: Props) {
  const { t } = useTranslation();
  const { batches } = useSealed();
  const standingOf = useBatchStandings(batches);
  const chainText = useChainText();
  if (batches.length === 0) return null;
  const standings = batches.map(standingOf);
  const waits = standings.includes('waiting');
  const tone = waits ? 'waits' : standings.every((standing) => standing === 'confirmed') ? 'confirmed' : '';
  return (
    <section className={`sealed-panel ${tone}`} aria-label={t('notarize.sealed.title')}>
      {batches.map((batch) => (
        <BatchLine key={`${batch.time} ${batch.ids[0]}`} batch={batch} standing={standingOf(batch)} {...props} />
      ))}
      {chainText !== null && waits && (
        <p className="small tone-amber sealed-why" role="status">
          {chainText}
        </p>
      )}
    </section>
  );
}
