import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertifyResult, Recipient, RecordRow } from '../../electron/api.ts';
import { call, notary } from '../bridge.ts';
import { useCertify } from '../state/certify.tsx';
import { useStatus } from '../state/desk.tsx';
import { useNotices } from '../state/notices.tsx';
import { CertifyOutcome } from './certify-outcome.tsx';
import { DialogFooter } from './dialog-footer.tsx';
import { RecipientsField } from './recipients-field.tsx';
import { sealedRows } from './sealed-rows.ts';
import { WithholdChoice } from './withhold-choice.tsx';
import { WorkProgress } from './work-progress.tsx';

interface Props {
  readonly rows: readonly RecordRow[];
  onClose(): void;
}

/** What the certificates show. */
interface Choice {
  readonly withhold: readonly string[];
  /** Whether to add the proof as QR codes. */
  readonly paper: boolean;
}

/** Makes the certificates; if the dialog was closed meanwhile, a note in the corner reports the result. */
function useMaking(rows: readonly RecordRow[]) {
  const { t } = useTranslation();
  const { start } = useCertify();
  const { fail, done } = useNotices();
  const [working, setWorking] = useState(false);
  const [result, setResult] = useState<CertifyResult | null>(null);
  const make = async (choice: Choice, remember: boolean, recipients: readonly Recipient[]) => {
    setWorking(true);
    try {
      if (remember) await call(notary.settings(choice));
      const found = await start({ ids: rows.map((row) => row.id), ...choice, folder: null, recipients });
      // null: the dialog that asks for the folder was closed
      if (found.folder === null) return;
      setResult(found);
      done(t('records.certify.done', { count: found.certificates.length }));
    } catch (thrown) {
      fail(thrown);
    } finally {
      setWorking(false);
    }
  };
  return { working, result, make };
}

interface ChoiceProps {
  readonly choice: Choice;
  readonly remember: boolean;
  readonly disabled: boolean;
  onChoose(choice: Choice): void;
  onRemember(remember: boolean): void;
}

/** What the certificates show, and whether later ones show the same. */
function ChoiceFields({ choice, remember, disabled, onChoose, onRemember }: ChoiceProps) {
  const { t } = useTranslation();
  const { withhold, paper } = choice;
  return (
    <>
      <h3>{t('records.certify.withhold')}</h3>
      <WithholdChoice
        value={withhold}
        label={t('records.certify.withhold')}
        disabled={disabled}
        onChange={(names) => onChoose({ ...choice, withhold: names })}
      />
      <p className="small muted">
        {t('records.certify.withholdHelp')} {t('doctor.parts.withhold')}
      </p>
      <Checkbox
        checked={paper}
        disabled={disabled}
        onChange={({ target }) => onChoose({ ...choice, paper: target.checked })}
      >
        {t('paper.certify')}
      </Checkbox>
      <p className="small muted">{t('paper.certifyHelp')}</p>
      <Checkbox checked={remember} disabled={disabled} onChange={({ target }) => onRemember(target.checked)}>
        {t('records.certify.remember')}
      </Checkbox>
    </>
  );
}

/** Asks which facts the certificates withhold, then shows progress, then the result. */
export function CertifyDialog({ rows, onClose }: Props) {
  const { t } = useTranslation();
  const { settings } = useStatus();
  const [choice, setChoice] = useState<Choice>({ withhold: settings.withhold, paper: settings.paper });
  const [remember, setRemember] = useState(false);
  const [recipients, setRecipients] = useState<readonly Recipient[]>([]);
  const ready = sealedRows(rows);
  const { working, result, make } = useMaking(ready);
  const { progress, cancel } = useCertify();
  const { done, total } = progress ?? { done: 0, total: ready.length };
  const left = rows.length - ready.length;
  return (
    <Modal
      open
      width={640}
      title={t('records.certify.title', { count: ready.length })}
      onCancel={onClose}
      footer={
        <DialogFooter
          finished={result !== null}
          working={working}
          disabled={ready.length === 0}
          go={t('records.certify.go')}
          cancel={t(working ? 'records.certify.background' : 'common.cancel')}
          onGo={() => void make(choice, remember, recipients)}
          onClose={onClose}
        />
      }
    >
      {result ? (
        <CertifyOutcome result={result} rows={ready} />
      ) : (
        <div className="stack">
          {left > 0 && <p className="tone-amber">{t('records.certify.notSealed', { count: left })}</p>}
          <ChoiceFields
            choice={choice}
            remember={remember}
            disabled={working}
            onChoose={setChoice}
            onRemember={setRemember}
          />
          <RecipientsField value={recipients} disabled={working} onChange={setRecipients} />
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
    </Modal>
  );
}
