import { Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertifyProgress, Recipient, RecordRow } from '../../electron/api.ts';
import { call, notary } from '../bridge.ts';
import { useNotaryEvent } from '../state/events.ts';
import { useLongWork } from '../state/long-work.ts';
import { HandoverDialog } from './handover-dialog.tsx';
import { RecipientsField } from './recipients-field.tsx';
import { sealedRows } from './sealed-rows.ts';
import { keepChoice, type ShownChoice, useShownChoice } from './shown-choice.ts';
import { WhatTheySeeFolded } from './what-they-see.tsx';
import { WorkProgress } from './work-progress.tsx';

interface Props {
  readonly rows: readonly RecordRow[];
  onClose(): void;
}

/** Makes the pack; `path` is null while there is none. */
function usePacking() {
  const work = useLongWork();
  const [progress, setProgress] = useState<CertifyProgress | null>(null);
  const [path, setPath] = useState<string | null>(null);
  useNotaryEvent('pack', (event) => setProgress(event.progress));
  const make = (wish: Parameters<typeof notary.pack>[0], onMade: () => Promise<void>) =>
    work.run(async () => {
      setProgress(null);
      const made = await call(notary.pack(wish));
      setPath(made);
      if (made !== null) await onMade();
    });
  return { ...work, progress, path, make };
}

interface WishProps {
  readonly rows: readonly RecordRow[];
  readonly documents: boolean;
  readonly shown: ShownChoice;
  readonly recipients: readonly Recipient[];
  readonly disabled: boolean;
  onDocuments(documents: boolean): void;
  onRecipients(recipients: readonly Recipient[]): void;
}

/** Contents and recipients of the pack. */
function WishFields({ rows, documents, shown, recipients, disabled, ...on }: WishProps) {
  const { t } = useTranslation();
  return (
    <>
      <div>
        <Checkbox checked={documents} disabled={disabled} onChange={({ target }) => on.onDocuments(target.checked)}>
          {t('pack.documents')}
        </Checkbox>
        <p className="small muted">{t('pack.documentsHelp')}</p>
      </div>
      <RecipientsField value={recipients} disabled={disabled} onChange={on.onRecipients} />
      <WhatTheySeeFolded rows={rows} choice={shown} disabled={disabled} />
    </>
  );
}

/** Saves everything a court needs about some records as one file. */
export function PackDialog({ rows, onClose }: Props) {
  const { t } = useTranslation();
  const [documents, setDocuments] = useState(true);
  const shown = useShownChoice();
  const [recipients, setRecipients] = useState<readonly Recipient[]>([]);
  const { working, progress, path, cancelled, make } = usePacking();
  const made = progress?.done ?? 0;
  const ready = sealedRows(rows);
  const left = rows.length - ready.length;
  const ids = ready.map((row) => row.id);
  const save = () =>
    make({ ids, withhold: shown.withhold, documents, recipients }, () => keepChoice(shown, recipients));
  return (
    <HandoverDialog
      width={1080}
      title={t('pack.title', { count: ready.length })}
      disabled={ready.length === 0}
      working={working}
      unsaved={working ? false : undefined}
      path={path}
      recipients={recipients}
      go={t('pack.go')}
      outcome={t('pack.done')}
      body={t('sent.mail.packBody')}
      onGo={() => void save()}
      onClose={onClose}
    >
      <p>{t('pack.what')}</p>
      {left > 0 && <p className="tone-amber">{t('pack.notSealed', { count: left })}</p>}
      <WishFields
        rows={ready}
        documents={documents}
        shown={shown}
        recipients={recipients}
        disabled={working}
        onDocuments={setDocuments}
        onRecipients={(chosen) => {
          setRecipients(chosen);
          shown.meet(chosen);
        }}
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
    </HandoverDialog>
  );
}
