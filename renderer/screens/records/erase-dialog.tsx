import { FolderOpenOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Modal, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../core/formats/plain-text.ts';
import type { ApiError, ErasurePlan } from '../../../electron/api.ts';
import { asApiError, call, notary } from '../../bridge.ts';
import { DialogFooter } from '../../components/dialog-footer.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { Points } from '../../components/points.tsx';
import { useBusy } from '../../state/busy.ts';
import { useClosing } from '../../state/closing.ts';
import { useReveal } from '../../state/reveal.ts';

/** Longer lists are not shown in full in a dialog. */
const SHOWN = 50;

interface Props {
  readonly ids: readonly string[];
  onErased(): void;
  onClose(): void;
}

/** What will be deleted and what stays. */
function Consequences({ plan }: { readonly plan: ErasurePlan }) {
  const { t } = useTranslation();
  const { waiting, backups, box, dossiers } = plan;
  const goes = [
    t('erase.goesFacts'),
    t('erase.goesRest'),
    ...(waiting > 0 ? [t('erase.goesWaiting', { count: waiting })] : []),
    ...(box ? [t('erase.goesBox')] : []),
    ...(backups > 0 ? [t('erase.goesBackups', { count: backups })] : []),
  ];
  const always = (['staysLeaf', 'staysHistory', 'staysGiven', 'staysCopies'] as const).map((name) =>
    t(`erase.${name}`),
  );
  const named = dossiers.slice(0, SHOWN).join(', ') + (dossiers.length > SHOWN ? ' …' : '');
  const stays = [...always, ...(dossiers.length > 0 ? [t('erase.staysDossiers', { dossiers: named })] : [])];
  return (
    <>
      <Alert type="warning" showIcon title={t('erase.warning')} />
      <Points title={t('erase.goes')} points={goes} />
      <Points title={t('erase.stays')} points={stays} />
    </>
  );
}

interface Lying {
  readonly kind: 'certificate' | 'original' | 'handedOn';
  readonly text: string;
  /** Null when only the name is known. */
  readonly path: string | null;
  readonly gone: boolean;
}

function lyingOf({ certificates, originals, handedOn }: ErasurePlan): readonly Lying[] {
  return [
    ...certificates.map(({ path, present }) => ({ kind: 'certificate', text: path, path, gone: !present }) as const),
    ...originals.map((path) => ({ kind: 'original', text: path, path, gone: false }) as const),
    ...handedOn.map((text) => ({ kind: 'handedOn', text, path: null, gone: false }) as const),
  ];
}

/** Files that only a person can delete. */
function Elsewhere({ plan }: { readonly plan: ErasurePlan }) {
  const { t } = useTranslation();
  const reveal = useReveal();
  const files = lyingOf(plan);
  if (files.length === 0) return null;
  return (
    <section>
      <h3>{t('erase.elsewhere')}</h3>
      <p className="small muted">{t('erase.elsewhereHelp')}</p>
      <ul className="points elsewhere">
        {files.slice(0, SHOWN).map(({ kind, text, path, gone }) => (
          <li key={`${kind} ${text}`}>
            <span className="wrap">
              <span className="muted">{t(`erase.${kind}`)}:</span> {visible(text)}
              {gone && <span className="muted"> ({t('erase.gone')})</span>}
            </span>
            {path !== null && !gone && (
              <Button
                size="small"
                type="text"
                icon={<FolderOpenOutlined aria-hidden="true" />}
                aria-label={`${t('records.detail.reveal')}: ${visible(text)}`}
                title={t('records.detail.reveal')}
                onClick={() => reveal(path)}
              />
            )}
          </li>
        ))}
      </ul>
      {files.length > SHOWN && <p className="small muted">{t('erase.more', { count: files.length - SHOWN })}</p>}
    </section>
  );
}

/**
 * Erases records: says what will be deleted and what stays, asks for confirmation, then lists files outside the home.
 */
export function EraseDialog({ ids, onErased, onClose }: Props) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const { open, afterClose, close } = useClosing(onClose);
  const [plan, setPlan] = useState<ErasurePlan | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [sure, setSure] = useState(false);
  const [erased, setErased] = useState<number | null>(null);
  useEffect(() => {
    call(notary.erasure(ids)).then(setPlan, (thrown: unknown) => setError(asApiError(thrown)));
  }, [ids]);
  const erase = () =>
    run(async () => {
      setErased((await call(notary.erase(ids))).erased);
      onErased();
    });
  return (
    <Modal
      open={open}
      afterClose={afterClose}
      centered
      width={640}
      title={t('erase.title', { count: plan?.records ?? ids.length })}
      onCancel={close}
      footer={
        <DialogFooter
          finished={erased !== null}
          working={busy}
          disabled={!sure || plan === null}
          danger
          go={t('erase.go')}
          onGo={() => void erase()}
          onClose={close}
        />
      }
    >
      <div className="stack dialog-body erase-dialog">
        {error !== null && <ErrorNote error={error} />}
        {plan === null && error === null && <Skeleton active />}
        {plan !== null && erased === null && <Consequences plan={plan} />}
        {erased !== null && (
          <p role="status" className="tone-green">
            {t('erase.done', { count: erased })}
          </p>
        )}
        {plan !== null && <Elsewhere plan={plan} />}
        {plan !== null && erased === null && (
          <Checkbox checked={sure} disabled={busy} onChange={(event) => setSure(event.target.checked)}>
            {t('erase.tick')}
          </Checkbox>
        )}
      </div>
    </Modal>
  );
}
