import { Drawer, Skeleton } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError, RecordDetail } from '../../../electron/api.ts';
import { asApiError, call, notary } from '../../bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { useNotaryEvent } from '../../state/events.ts';
import type { DossierActions } from './dossier/actions.ts';
import { RecordView } from './record-view.tsx';

interface Props extends DossierActions {
  readonly id: string | null;
  onClose(): void;
  onCertify(detail: RecordDetail): void;
  onShare(detail: RecordDetail): void;
  onTrace(id: string): void;
  onOpen(id: string): void;
  onErase(id: string): void;
}

/** One record with all that is known about it, beside the list. */
export function RecordDrawer({ id, onClose, onCertify, onShare, onTrace, onOpen, onErase, ...dossier }: Props) {
  const { t } = useTranslation();
  const [detail, setDetail] = useState<RecordDetail | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const wanted = useRef(id);
  const load = useCallback(async () => {
    if (id === null) return;
    try {
      const found = await call(notary.record(id));
      // another record may have been opened meanwhile
      if (wanted.current !== id) return;
      setDetail(found);
      setError(null);
    } catch (thrown) {
      if (wanted.current === id) setError(asApiError(thrown));
    }
  }, [id]);
  useEffect(() => {
    wanted.current = id;
    setDetail(null);
    setError(null);
    void load();
  }, [id, load]);
  useNotaryEvent('records', () => void load());
  return (
    <Drawer
      open={id !== null}
      onClose={onClose}
      size={760}
      title={detail === null ? t('common.loading') : t('records.detail.title', { seq: detail.seq })}
      destroyOnHidden
    >
      {error !== null && <ErrorNote error={error} onRetry={() => void load()} />}
      {detail === null && error === null && <Skeleton active />}
      {detail !== null && (
        <RecordView
          detail={detail}
          onCertify={() => onCertify(detail)}
          onShare={() => onShare(detail)}
          onTrace={() => onTrace(detail.id)}
          onOpen={onOpen}
          onErase={() => onErase(detail.id)}
          onLeave={onClose}
          {...dossier}
        />
      )}
    </Drawer>
  );
}
