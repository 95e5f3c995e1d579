import { Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recipient, RecordRow, SharePart } from '../../electron/api.ts';
import { call, notary } from '../bridge.ts';
import { useBusy } from '../state/busy.ts';
import { HandoverDialog, useSaved } from './handover-dialog.tsx';
import { RecipientsField } from './recipients-field.tsx';
import { sealedRows } from './sealed-rows.ts';
import { keepChoice, useShownChoice } from './shown-choice.ts';
import { WhatTheySeeFolded } from './what-they-see.tsx';

interface Props {
  readonly rows: readonly RecordRow[];
  /** Known recipients. */
  readonly recipients?: readonly Recipient[];
  onClose(): void;
}

const PARTS: readonly SharePart[] = ['document', 'checker', 'trust'];

interface PartsProps {
  readonly parts: readonly SharePart[];
  readonly disabled: boolean;
  onChange(parts: readonly SharePart[]): void;
}

/** What is included with the certificates. */
export function PartsField({ parts, disabled, onChange }: PartsProps) {
  const { t } = useTranslation();
  return (
    <>
      <h3>{t('share.with')}</h3>
      {PARTS.map((part) => (
        <div key={part}>
          <Checkbox
            checked={parts.includes(part)}
            disabled={disabled}
            onChange={({ target }) =>
              onChange(target.checked ? [...parts, part] : parts.filter((other) => other !== part))
            }
          >
            {t(`share.${part}`)}
          </Checkbox>
          <p className="small muted">{t(`share.${part}Help`)}</p>
        </div>
      ))}
    </>
  );
}

/** Saves certificates, and the chosen additions, as one file for a recipient. */
export function ShareDialog({ rows, recipients: known = [], onClose }: Props) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const [parts, setParts] = useState<readonly SharePart[]>(['checker', 'trust']);
  const shown = useShownChoice(known);
  const [recipients, setRecipients] = useState(known);
  const { path, saved } = useSaved(recipients, onClose);
  const ready = sealedRows(rows);
  const left = rows.length - ready.length;
  const save = () =>
    run(async () => {
      const ids = ready.map((row) => row.id);
      const file = await call(notary.share({ ids, withhold: shown.withhold, parts: [...parts], recipients }));
      if (file === null) return;
      await keepChoice(shown, recipients);
      saved(file);
    });
  return (
    <HandoverDialog
      width={1080}
      title={t('share.title', { count: ready.length })}
      disabled={ready.length === 0}
      working={busy}
      path={path}
      recipients={recipients}
      go={t('share.go')}
      outcome={t('sent.outcome.title')}
      body={t('sent.mail.body')}
      onGo={() => void save()}
      onClose={onClose}
    >
      <p>{t('share.what')}</p>
      {left > 0 && <p className="tone-amber">{t('share.notSealed', { count: left })}</p>}
      <RecipientsField
        value={recipients}
        disabled={busy}
        onChange={(chosen) => {
          setRecipients(chosen);
          shown.meet(chosen);
        }}
      />
      <PartsField parts={parts} disabled={busy} onChange={setParts} />
      <WhatTheySeeFolded rows={ready} choice={shown} disabled={busy} />
    </HandoverDialog>
  );
}
