import { FolderOpenOutlined } from '@ant-design/icons';
import { Button, Checkbox, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasWrongAddress } from '../../core/handover/recipient.ts';
import type { Withhold } from '../../core/handover/withhold.ts';
import type { CertifyResult, Recipient, RecordRow } from '../../electron/api.ts';
import { call, notary } from '../bridge.ts';
import { useCertify } from '../state/certify.tsx';
import { useStatus } from '../state/desk.tsx';
import { useNotices } from '../state/notices.tsx';
import { useReveal } from '../state/reveal.ts';
import { CertifyOutcome } from './certify-outcome.tsx';
import { DialogFooter } from './dialog-footer.tsx';
import { IntoFolder } from './into-folder.tsx';
import { RecipientsField } from './recipients-field.tsx';
import { sealedRows } from './sealed-rows.ts';
import { type ShownChoice, useShownChoice } from './shown-choice.ts';
import { StandingSummary } from './standing-summary.tsx';
import { TypingModal } from './typing-modal.tsx';
import { WhatTheySee } from './what-they-see.tsx';
import { WorkProgress } from './work-progress.tsx';

interface Props {
  readonly rows: readonly RecordRow[];
  onClose(): void;
}

/** What is made. */
interface Choice {
  /** Whether to add the proof as QR codes. */
  readonly paper: boolean;
  /** A PDF each in a folder, or all of them in one file. */
  readonly as: 'pdf' | 'zip';
  /** Where the PDFs go; null asks. */
  readonly folder: string | null;
  readonly recipients: readonly Recipient[];
}

/** With what the certificates withhold. */
interface Wish extends Choice {
  readonly withhold: Withhold;
}

/** What came of it: certificates in a folder, or one archive. */
type Outcome = CertifyResult | { readonly archive: string };

/** Makes the certificates, also when the dialog was closed meanwhile: then a notice says so. */
function useMaking(rows: readonly RecordRow[]) {
  const { t } = useTranslation();
  const { start } = useCertify();
  const { fail, done } = useNotices();
  const [working, setWorking] = useState(false);
  const [result, setResult] = useState<Outcome | null>(null);
  const ids = rows.map((row) => row.id);
  /** Null when the dialog that asks where to was closed. */
  const made = async ({ as, folder, ...wish }: Wish): Promise<Outcome | null> => {
    if (as === 'zip') {
      const archive = await call(notary.share({ ids, ...wish, parts: [] }));
      if (archive !== null) done(t('records.certify.done', { count: ids.length }));
      return archive === null ? null : { archive };
    }
    const found = await start({ ids, ...wish, folder });
    if (found.folder === null) return null;
    done(t('records.certify.done', { count: found.certificates.length }));
    return found;
  };
  const make = async (choice: Choice, shown: ShownChoice, remember: boolean) => {
    const { paper, recipients } = choice;
    setWorking(true);
    try {
      const outcome = await made({ ...choice, withhold: shown.withhold });
      if (outcome === null) return;
      setResult(outcome);
      const kept = shown.kept(recipients);
      await call(notary.settings({ ...kept, ...(remember ? { withhold: kept.lastWithheld ?? [], paper } : {}) }));
    } catch (thrown) {
      fail(thrown);
    } finally {
      setWorking(false);
    }
  };
  return { working, result, make };
}

interface PartProps {
  readonly rows: readonly RecordRow[];
  readonly choice: Choice;
  readonly disabled: boolean;
  onChoose(choice: Choice): void;
}

/** What the certificates show, and whether later ones show the same. */
function Shown({
  rows,
  choice,
  shown,
  disabled,
  remember,
  onChoose,
  onRemember,
}: PartProps & { readonly shown: ShownChoice; readonly remember: boolean; onRemember(remember: boolean): void }) {
  const { t } = useTranslation();
  const { paper } = choice;
  return (
    <>
      <h3>{t('disclosure.title')}</h3>
      <WhatTheySee rows={rows} choice={shown} paper={paper} disabled={disabled} />
      <div>
        <Checkbox
          checked={paper}
          disabled={disabled}
          onChange={({ target }) => onChoose({ ...choice, paper: target.checked })}
        >
          {t('paper.certify')}
        </Checkbox>
        <p className="small muted">{t('paper.certifyHelp')}</p>
      </div>
      <Checkbox checked={remember} disabled={disabled} onChange={({ target }) => onRemember(target.checked)}>
        {t('records.certify.remember')}
      </Checkbox>
    </>
  );
}

/** As what they are made, and where they go. */
function Where({ choice, disabled, onChoose }: Omit<PartProps, 'rows'>) {
  const { t } = useTranslation();
  const { as, folder } = choice;
  return (
    <>
      <h3>{t('records.certify.as')}</h3>
      <Radio.Group
        aria-label={t('records.certify.as')}
        disabled={disabled}
        value={as}
        onChange={({ target }) => onChoose({ ...choice, as: target.value as Choice['as'] })}
        options={(['pdf', 'zip'] as const).map((value) => ({ value, label: t(`records.certify.${value}`) }))}
      />
      {as === 'pdf' && (
        <IntoFolder
          folder={folder}
          disabled={disabled}
          onChange={(chosen) => onChoose({ ...choice, folder: chosen })}
        />
      )}
    </>
  );
}

function Result({ result, rows }: { readonly result: Outcome; readonly rows: readonly RecordRow[] }) {
  const { t } = useTranslation();
  const reveal = useReveal();
  if (!('archive' in result)) return <CertifyOutcome result={result} rows={rows} />;
  return (
    <div className="stack">
      <p>{t('records.certify.done', { count: rows.length })}</p>
      <p className="muted wrap">{result.archive}</p>
      <div>
        <Button icon={<FolderOpenOutlined aria-hidden="true" />} onClick={() => reveal(result.archive)}>
          {t('records.certify.openFolder')}
        </Button>
      </div>
    </div>
  );
}

/** What the certificates show and where they go, then how far they are, then what came of it. */
export function CertifyDialog({ rows, onClose }: Props) {
  const { t } = useTranslation();
  const { settings } = useStatus();
  const { paper, exportFolder: folder } = settings;
  const [choice, setChoice] = useState<Choice>({ paper, as: 'pdf', folder, recipients: [] });
  const shown = useShownChoice();
  const [remember, setRemember] = useState(false);
  const ready = sealedRows(rows);
  const { working, result, make } = useMaking(ready);
  const { progress, cancel } = useCertify();
  const { done, total } = progress ?? { done: 0, total: ready.length };
  const left = rows.length - ready.length;
  const asks = choice.as === 'zip' ? 'goZip' : choice.folder === null ? 'go' : 'goThere';
  return (
    <TypingModal
      open
      unsaved={working || result !== null ? false : undefined}
      centered
      width={1080}
      title={t('records.certify.title', { count: ready.length })}
      onCancel={onClose}
      footer={
        <DialogFooter
          finished={result !== null}
          working={working}
          disabled={ready.length === 0 || choice.recipients.some(hasWrongAddress)}
          go={t(`records.certify.${asks}`)}
          cancel={t(working ? 'records.certify.background' : 'common.cancel')}
          onGo={() => void make(choice, shown, remember)}
          onClose={onClose}
        />
      }
    >
      {result ? (
        <Result result={result} rows={ready} />
      ) : (
        <div className="stack dialog-body">
          {left > 0 && <p className="tone-amber">{t('records.certify.notSealed', { count: left })}</p>}
          <StandingSummary rows={ready} />
          <Shown
            rows={ready}
            choice={choice}
            shown={shown}
            remember={remember}
            disabled={working}
            onChoose={setChoice}
            onRemember={setRemember}
          />
          <Where choice={choice} disabled={working} onChoose={setChoice} />
          <RecipientsField
            value={choice.recipients}
            disabled={working}
            onChange={(recipients) => {
              setChoice({ ...choice, recipients });
              shown.meet(recipients);
            }}
          />
          {working && (
            <WorkProgress
              text={t('records.certify.running', { done, total })}
              done={done}
              total={total}
              cancel={cancel}
            />
          )}
        </div>
      )}
    </TypingModal>
  );
}
