import { ExportOutlined, PrinterOutlined, SendOutlined } from '@ant-design/icons';
import { Button, Dropdown, Modal, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nodeName } from '../../../core/trace/words.ts';
import { thousands } from '../../../core/words/format.ts';
import type { ApiError, Trace } from '../../../electron/api.ts';
import { asApiError, call, notary } from '../../bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { TraceView } from '../../components/trace/trace-view.tsx';
import { useBusy } from '../../state/busy.ts';
import { useNotaryEvent } from '../../state/events.ts';
import { useNotices } from '../../state/notices.tsx';
import { useReveal } from '../../state/reveal.ts';
import { TracePackDialog } from './trace-pack-dialog.tsx';

interface Props {
  /** The record from which the trace is followed. */
  readonly id: string;
  onOpen(id: string): void;
  onClose(): void;
}

/** The trace, followed again when records change; who closes the dialog cancels it. */
function useTrace(id: string) {
  const [trace, setTrace] = useState<Trace | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [asked, setAsked] = useState(0);
  const [found, setFound] = useState(0);
  const load = () => setAsked((count) => count + 1);
  useEffect(() => {
    let isWanted = true;
    call(notary.trace(id)).then(
      (found) => {
        if (!isWanted) return;
        setTrace(found);
        setError(null);
      },
      (thrown) => {
        if (isWanted) setError(asApiError(thrown));
      },
    );
    return () => {
      isWanted = false;
    };
  }, [id, asked]);
  useEffect(() => () => void notary.cancel('trace'), []);
  useNotaryEvent('records', load);
  useNotaryEvent('trace', ({ records }) => setFound(records));
  return { trace, error, found, load };
}

/** What can be made of a trace: paper, files for programs, a pack for the other side. */
function Actions({ id, onPack, disabled }: { readonly id: string; onPack(): void; readonly disabled: boolean }) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const { done } = useNotices();
  const reveal = useReveal();
  const save = (format: 'epcis' | 'prov') =>
    run(async () => {
      const path = await call(notary.traceExport({ id, format }));
      if (path !== null) done(t('trace.saved'), { text: t('records.detail.reveal'), run: () => reveal(path) });
    });
  const formats = ['epcis', 'prov'] as const;
  return (
    <div className="row no-print">
      <Button icon={<SendOutlined aria-hidden="true" />} disabled={disabled} onClick={onPack}>
        {t('trace.pack.button')}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: formats.map((format) => ({
            key: format,
            label: t(`trace.${format}`),
            onClick: () => void save(format),
          })),
        }}
      >
        <Button icon={<ExportOutlined aria-hidden="true" />} loading={busy} disabled={disabled}>
          {t('trace.export')}
        </Button>
      </Dropdown>
      <Button icon={<PrinterOutlined aria-hidden="true" />} disabled={disabled} onClick={() => window.print()}>
        {t('trace.print')}
      </Button>
    </div>
  );
}

/** The records that hang together with one by links. */
export function TraceDialog({ id, onOpen, onClose }: Props) {
  const { t } = useTranslation();
  const { trace, error, found, load } = useTrace(id);
  const [packing, setPacking] = useState(false);
  const start = trace?.nodes.find(({ key }) => key === trace.start);
  return (
    <Modal
      open
      centered
      width="min(1280px, 96vw)"
      className="trace-dialog"
      title={start ? t('trace.of', { name: nodeName(start) }) : t('trace.title')}
      footer={null}
      onCancel={onClose}
    >
      <div className="stack dialog-body tall">
        {error !== null && <ErrorNote error={error} onRetry={load} />}
        {trace === null && error === null && (
          <>
            {found > 0 && (
              <div className="row" role="status">
                <span>{t('trace.following', { count: found, formatted: thousands(found) })}</span>
                <Button onClick={onClose}>{t('common.cancel')}</Button>
              </div>
            )}
            <Skeleton active />
          </>
        )}
        {trace !== null && (
          <>
            <Actions id={id} disabled={!start?.record} onPack={() => setPacking(true)} />
            <TraceView trace={trace} onOpen={onOpen} />
          </>
        )}
      </div>
      {packing && trace && <TracePackDialog id={id} trace={trace} onClose={() => setPacking(false)} />}
    </Modal>
  );
}
