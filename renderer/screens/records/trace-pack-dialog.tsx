import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isPackable } from '../../../core/trace/names.ts';
import type { Recipient, SharePart, Trace } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { DisclosureChoice } from '../../components/disclosure-choice.tsx';
import { HandoverDialog, useSaved } from '../../components/handover-dialog.tsx';
import { RecipientsField } from '../../components/recipients-field.tsx';
import { PartsField } from '../../components/share-dialog.tsx';
import { useBusy } from '../../state/busy.ts';
import { useStatus } from '../../state/desk.tsx';

interface Props {
  /** The record from which the trace was followed. */
  readonly id: string;
  readonly trace: Trace;
  onClose(): void;
}

/** Saves the certificates of a trace as one file, which is verified as one. */
export function TracePackDialog({ id, trace, onClose }: Props) {
  const { t } = useTranslation();
  const { settings } = useStatus();
  const { busy, run } = useBusy();
  const [parts, setParts] = useState<readonly SharePart[]>(['checker', 'trust']);
  const [withhold, setWithhold] = useState<readonly string[]>(settings.withhold);
  const [recipients, setRecipients] = useState<readonly Recipient[]>([]);
  const { path, saved } = useSaved(recipients, onClose);
  const packed = trace.nodes.map(({ record }) => record).filter(isPackable);
  const ids = packed.flatMap((record) => (record.verdict === null ? [record.id] : []));
  const left = trace.nodes.length - packed.length;
  const save = () =>
    run(async () => {
      const file = await call(notary.tracePack({ id, withhold, parts: [...parts], recipients }));
      if (file !== null) saved(file);
    });
  return (
    <HandoverDialog
      width={560}
      title={t('trace.pack.title', { count: packed.length })}
      disabled={ids.length === 0}
      working={busy}
      path={path}
      recipients={recipients}
      go={t('share.go')}
      outcome={t('sent.outcome.title')}
      body={t('sent.mail.body')}
      onGo={() => void save()}
      onClose={onClose}
    >
      <p>{t('trace.pack.what')}</p>
      {left > 0 && <p className="tone-amber">{t('trace.pack.left', { count: left })}</p>}
      {withhold.includes('links') && <p className="tone-amber">{t('trace.pack.silent')}</p>}
      <RecipientsField value={recipients} disabled={busy} onChange={setRecipients} />
      <PartsField parts={parts} disabled={busy} onChange={setParts} />
      <details>
        <summary>{t('disclosure.title')}</summary>
        <DisclosureChoice
          ids={ids}
          value={withhold}
          label={t('disclosure.title')}
          last={settings.lastWithheld}
          disabled={busy}
          onChange={setWithhold}
        />
      </details>
    </HandoverDialog>
  );
}
