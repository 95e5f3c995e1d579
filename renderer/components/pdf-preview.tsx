import { Skeleton } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
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

/** The certificate of a record, drawn by pdf.js, which is loaded when it is first needed. */
export function CertificatePreview({ id, width }: { readonly id: string; readonly width: number }) {
  const { t } = useTranslation();
  const [pages, setPages] = useState<readonly PdfPage[] | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [again, setAgain] = useState(0);
  // what prevented it may be over
  useNotaryEvent('records', () => {
    if (error !== null) setAgain((times) => times + 1);
  });
  useEffect(() => {
    let close = () => {};
    let wanted = true;
    const open = async () => {
      const [bytes, { openPdf }] = await Promise.all([call(notary.certificate(id)), import('./pdf.ts')]);
      const pdf = await openPdf(bytes);
      close = pdf.close;
      if (wanted) setPages(pdf.pages);
      else pdf.close();
    };
    setPages(null);
    setError(null);
    open().catch((thrown: unknown) => wanted && setError(asApiError(thrown)));
    return () => {
      wanted = false;
      close();
    };
  }, [id, again]);
  if (error !== null) return <ErrorNote error={error} type="warning" />;
  if (pages === null) return <Skeleton active aria-label={t('records.detail.previewLoading')} />;
  return pages.map((page, i) => (
    <PageCanvas
      key={page.number}
      page={page}
      width={width}
      label={t('records.detail.page', { page: i + 1, pages: pages.length })}
    />
  ));
}
