import { Skeleton } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WithheldNames } from '../../core/handover/withhold.ts';
import type { ApiError } from '../../electron/api.ts';
import { asApiError, call, notary } from '../bridge.ts';
import { useNotaryEvent } from '../state/events.ts';
import { ErrorNote } from './error-note.tsx';
import type { PdfPage } from './pdf.ts';

function PageCanvas({
  page,
  width,
  label,
}: {
  readonly page: PdfPage;
  readonly width: number;
  readonly label: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => (canvas.current === null ? undefined : page.draw(canvas.current, width)), [page, width]);
  return (
    <canvas
      ref={canvas}
      className="sheet"
      role="img"
      aria-label={label}
      style={{ width, aspectRatio: `1 / ${page.ratio}` }}
    />
  );
}

/** The pages of a certificate, drawn by pdf.js, which is loaded when it is first needed. */
interface Opened {
  readonly pages: readonly PdfPage[];
  /** What was asked for when they were made. */
  readonly asked: string;
  close(): void;
}

interface PagesProps {
  /** What the pages depend on: they are made anew when it changes. */
  readonly asked: string;
  readonly width: number;
  /** Milliseconds until a change is taken for what is meant: who chooses changes several things in a row. */
  readonly patience?: number;
  load(): Promise<Uint8Array>;
}

/** Opens the pages for `asked`, and anew once what prevented it may be over. The older ones stay until there are new ones. */
function usePages({ asked, patience = 0, load }: PagesProps) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [again, setAgain] = useState(0);
  const loading = useRef(load);
  loading.current = load;
  useNotaryEvent('records', () => {
    if (error !== null) setAgain((times) => times + 1);
  });
  useEffect(() => {
    let wanted = true;
    const open = async () => {
      const [bytes, { openPdf }] = await Promise.all([loading.current(), import('./pdf.ts')]);
      const pdf = await openPdf(bytes);
      if (wanted) setOpened({ ...pdf, asked });
      else pdf.close();
    };
    const timer = setTimeout(() => {
      setError(null);
      open().catch((thrown: unknown) => wanted && setError(asApiError(thrown)));
    }, patience);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [asked, patience, again]);
  useEffect(() => () => opened?.close(), [opened]);
  return { opened, error };
}

function Pages(props: PagesProps) {
  const { t } = useTranslation();
  const { opened, error } = usePages(props);
  if (error !== null) return <ErrorNote error={error} type="warning" />;
  if (opened === null) return <Skeleton active aria-label={t('records.detail.previewLoading')} />;
  const { pages } = opened;
  const isOld = opened.asked !== props.asked;
  return (
    <div className={isOld ? 'pages old' : 'pages'} aria-busy={isOld}>
      <p className="unseen" role="status">
        {t(isOld ? 'records.detail.previewLoading' : 'records.detail.previewDone', { count: pages.length })}
      </p>
      {pages.map((page, i) => (
        <PageCanvas
          key={page.number}
          page={page}
          width={props.width}
          label={t('records.detail.page', { page: i + 1, pages: pages.length })}
        />
      ))}
    </div>
  );
}

/** The certificate of a record, as the settings have it. */
export function CertificatePreview({ id, width }: { readonly id: string; readonly width: number }) {
  return <Pages key={id} asked={id} width={width} load={() => call(notary.certificate(id))} />;
}

interface ChoiceProps {
  readonly id: string;
  readonly withhold: WithheldNames;
  readonly paper?: boolean;
  readonly width: number;
}

/** The page that this choice gives, as it would be sent. It is not written anywhere, and does not count as issued. */
export function PreviewOfChoice({ width, ...wish }: ChoiceProps) {
  const load = () => call(notary.certificatePreview(wish));
  return <Pages asked={JSON.stringify(wish)} width={width} patience={250} load={load} />;
}
