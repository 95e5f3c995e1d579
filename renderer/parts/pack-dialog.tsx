import { Button, Checkbox, Modal, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactName } from '../../core/facts.ts';
import type { CertifyProgress, Recipient, RecordRow } from '../../electron/api.ts';
import { asApiError, call, notary } from '../bridge.ts';
import { useStatus } from '../state/desk.tsx';
import { useNotaryEvent } from '../state/events.ts';
import { useNotices } from '../state/notices.tsx';
import { HandedOn } from './handed-on.tsx';
import { RecipientsField } from './recipients-field.tsx';
import { WithholdChoice } from './withhold-choice.tsx';

interface Props {
  readonly rows: readonly RecordRow[];
  onClose(): void;
}

/** Makes the pack; null while none is made. */
function usePacking() {
  const { fail } = useNotices();
  const [working, setWorking] = useState(false);
  const [progress, setProgress] = useState<CertifyProgress | null>(null);
  const [path, setPath] = useState<string | null>(null);
  const [cancelled, setCancelled] = useState(false);
  useNotaryEvent('pack', (event) => setProgress(event.progress));
  const make = async (wish: Parameters<typeof notary.pack>[0]) => {
    setWorking(true);
    setCancelled(false);
    setProgress(null);
    try {
      setPath(await call(notary.pack(wish)));
    } catch (thrown) {
      if (asApiError(thrown).code === 'cancelled') setCancelled(true);
      else fail(thrown);
    } finally {
      setWorking(false);
    }
  };
  return { working, progress, path, cancelled, make };
}

function Running({ progress, total }: { readonly progress: CertifyProgress | null; readonly total: number }) {
  const { t } = useTranslation();
  const { fail } = useNotices();
  const done = progress?.done ?? 0;
  return (
    <div className="row" role="status">
      <span>{t('pack.running', { done, total })}</span>
      <Progress className="certify-bar" percent={Math.floor((100 * done) / Math.max(1, total))} status="normal" />
      <Button onClick={() => void call(notary.cancel('pack')).catch(fail)}>{t('common.cancel')}</Button>
    </div>
  );
}

/** Saves all that a court needs about some records as one file. */
export function PackDialog({ rows, onClose }: Props) {
  const { t } = useTranslation();
  const { settings } = useStatus();
  const [documents, setDocuments] = useState(true);
  const [withhold, setWithhold] = useState<readonly FactName[]>(settings.withhold);
  const [recipients, setRecipients] = useState<readonly Recipient[]>([]);
  const { working, progress, path, cancelled, make } = usePacking();
  const ready = rows.filter((row) => row.state === 'sealed' || row.state === 'anchored');
  const left = rows.length - ready.length;
  const save = () => make({ ids: ready.map((row) => row.id), withhold, documents, recipients });
  const footer =
    path === null ? (
      <>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="primary" loading={working} disabled={ready.length === 0} onClick={() => void save()}>
          {t('pack.go')}
        </Button>
      </>
    ) : (
      <Button type="primary" onClick={onClose}>
        {t('common.close')}
      </Button>
    );
  return (
    <Modal
      open
      width={600}
      title={t('pack.title', { count: ready.length })}
      onCancel={onClose}
      footer={<div className="row ends">{footer}</div>}
    >
      {path === null ? (
        <div className="stack">
          <p>{t('pack.what')}</p>
          {left > 0 && <p className="tone-amber">{t('pack.notSealed', { count: left })}</p>}
          <div>
            <Checkbox checked={documents} disabled={working} onChange={({ target }) => setDocuments(target.checked)}>
              {t('pack.documents')}
            </Checkbox>
            <p className="small muted">{t('pack.documentsHelp')}</p>
          </div>
          <RecipientsField value={recipients} disabled={working} onChange={setRecipients} />
          <details>
            <summary>{t('records.certify.withhold')}</summary>
            <WithholdChoice
              value={withhold}
              label={t('records.certify.withhold')}
              disabled={working}
              onChange={setWithhold}
            />
          </details>
          <p className="small muted">{t('pack.sealing')}</p>
          {working && <Running progress={progress} total={ready.length} />}
          {cancelled && <p role="status">{t('pack.cancelled')}</p>}
        </div>
      ) : (
        <HandedOn path={path} recipients={recipients} text={t('pack.done')} body={t('sent.mail.packBody')} />
      )}
    </Modal>
  );
}
