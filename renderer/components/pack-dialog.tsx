import { Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasWrongAddress } from '../../core/handover/recipient.ts';
import type { CertifyProgress, Recipient, RecordRow } from '../../electron/api.ts';
import { asApiError, call, notary } from '../bridge.ts';
import { useStatus } from '../state/desk.tsx';
import { useNotaryEvent } from '../state/events.ts';
import { useNotices } from '../state/notices.tsx';
import { DialogFooter } from './dialog-footer.tsx';
import { DisclosureChoice } from './disclosure-choice.tsx';
import { HandedOn } from './handed-on.tsx';
import { RecipientsField } from './recipients-field.tsx';
import { sealedRows } from './sealed-rows.ts';
import { TypingModal } from './typing-modal.tsx';
import { WorkProgress } from './work-progress.tsx';

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

interface WishProps {
  readonly ids: readonly string[];
  readonly documents: boolean;
  readonly withhold: readonly string[];
  readonly recipients: readonly Recipient[];
  readonly disabled: boolean;
  onDocuments(documents: boolean): void;
  onWithhold(withhold: readonly string[]): void;
  onRecipients(recipients: readonly Recipient[]): void;
}

/** Contents and recipients of the pack. */
function WishFields({ ids, documents, withhold, recipients, disabled, ...on }: WishProps) {
  const { t } = useTranslation();
  const last = useStatus().settings.lastWithheld;
  return (
    <>
      <div>
        <Checkbox checked={documents} disabled={disabled} onChange={({ target }) => on.onDocuments(target.checked)}>
          {t('pack.documents')}
        </Checkbox>
        <p className="small muted">{t('pack.documentsHelp')}</p>
      </div>
      <RecipientsField value={recipients} disabled={disabled} onChange={on.onRecipients} />
      <details>
        <summary>{t('disclosure.title')}</summary>
        <DisclosureChoice
          ids={ids}
          value={withhold}
          label={t('disclosure.title')}
          last={last}
          disabled={disabled}
          onChange={on.onWithhold}
        />
      </details>
    </>
  );
}

/** Saves everything a court needs about some records as one file. */
export function PackDialog({ rows, onClose }: Props) {
  const { t } = useTranslation();
  const { settings } = useStatus();
  const [documents, setDocuments] = useState(true);
  const [withhold, setWithhold] = useState<readonly string[]>(settings.withhold);
  const [recipients, setRecipients] = useState<readonly Recipient[]>([]);
  const { working, progress, path, cancelled, make } = usePacking();
  const made = progress?.done ?? 0;
  const ready = sealedRows(rows);
  const left = rows.length - ready.length;
  const ids = ready.map((row) => row.id);
  const save = () => make({ ids, withhold, documents, recipients });
  return (
    <TypingModal
      open
      unsaved={working || path !== null ? false : undefined}
      centered
      width={600}
      title={t('pack.title', { count: ready.length })}
      onCancel={onClose}
      footer={
        <DialogFooter
          finished={path !== null}
          working={working}
          disabled={ready.length === 0 || recipients.some(hasWrongAddress)}
          go={t('pack.go')}
          onGo={() => void save()}
          onClose={onClose}
        />
      }
    >
      {path === null ? (
        <div className="stack dialog-body">
          <p>{t('pack.what')}</p>
          {left > 0 && <p className="tone-amber">{t('pack.notSealed', { count: left })}</p>}
          <WishFields
            ids={ids}
            documents={documents}
            withhold={withhold}
            recipients={recipients}
            disabled={working}
            onDocuments={setDocuments}
            onWithhold={setWithhold}
            onRecipients={setRecipients}
          />
          <p className="small muted">{t('pack.sealing')}</p>
          {working && (
            <WorkProgress
              text={t('pack.running', { done: made, total: ready.length })}
              done={made}
              total={ready.length}
              cancel={() => call(notary.cancel('pack'))}
            />
          )}
          {cancelled && <p role="status">{t('pack.cancelled')}</p>}
        </div>
      ) : (
        <HandedOn path={path} recipients={recipients} text={t('pack.done')} body={t('sent.mail.packBody')} />
      )}
    </TypingModal>
  );
}
