import { Alert, Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskAccess } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { useStatus } from '../../state/desk.tsx';
import { Field, Group } from './field.tsx';
import { PassphraseDialog } from './passphrase-dialog.tsx';
import { RenewDialog } from './renew-dialog.tsx';

/** The ways to the keys; null while the desk is not open. */
function useAccess() {
  const { problem } = useStatus();
  const [access, setAccess] = useState<DeskAccess | null>(null);
  const locked = problem?.code === 'key-locked';
  useEffect(() => {
    // the reason is shown above every screen
    if (!locked) call(notary.access()).then(setAccess, () => setAccess(null));
    else setAccess(null);
  }, [locked]);
  return { access, setAccess, locked };
}

function Way({
  name,
  help,
  children,
}: {
  readonly name: string;
  readonly help: string;
  readonly children?: ReactNode;
}) {
  return (
    <Field label={name} help={help}>
      {children}
    </Field>
  );
}

/** The ways to unlock this desk, and changing them. */
export function AccessSection() {
  const { t } = useTranslation();
  const { access, setAccess, locked } = useAccess();
  const [open, setOpen] = useState<'passphrase' | 'renew' | null>(null);
  const ways = access?.ways ?? [];
  const has = (way: DeskAccess['ways'][number]) => ways.includes(way);
  const close = () => setOpen(null);
  if (access === null)
    return locked ? (
      <Group title={t('access.title')}>
        <p className="muted">{t('access.locked')}</p>
      </Group>
    ) : null;
  return (
    <Group title={t('access.title')}>
      <p className="small muted">{t('access.what')}</p>
      {has('file') && (
        <Alert
          className="way-alert"
          type="warning"
          showIcon
          title={t('access.file')}
          description={t('access.fileOn')}
        />
      )}
      {has('keychain') && <Way name={t('access.keychain')} help={t('access.keychainOn')} />}
      <Way name={t('access.passphrase')} help={t(has('passphrase') ? 'access.passphraseOn' : 'access.passphraseOff')}>
        <Button onClick={() => setOpen('passphrase')}>
          {t(has('passphrase') ? 'access.changePassphrase' : 'access.setPassphrase')}
        </Button>
      </Way>
      <Way name={t('access.recovery')} help={t(has('recovery') ? 'access.recoveryOn' : 'access.recoveryOff')}>
        <Button onClick={() => setOpen('renew')}>{t('access.renew')}</Button>
      </Way>
      {open === 'passphrase' && <PassphraseDialog ways={ways} onChanged={setAccess} onClose={close} />}
      {open === 'renew' && <RenewDialog asks={has('passphrase')} onClose={close} />}
    </Group>
  );
}
