import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DeskAccess } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { TypingModal } from '../../components/typing-modal.tsx';
import { useBusy } from '../../state/busy.ts';
import { useClosing } from '../../state/closing.ts';
import { useNotices } from '../../state/notices.tsx';
import { CurrentSecret, useFieldRefusal } from './current-secret.tsx';

/** The same minimum as the desk's, which refuses shorter ones too. */
const MIN_LENGTH = 8;
/** The button below belongs to the form, so that Enter in any field presses it. */
const FORM = 'passphrase';

interface Props {
  readonly ways: DeskAccess['ways'];
  onChanged(access: DeskAccess): void;
  onClose(): void;
}

interface Typed {
  readonly current?: string;
  readonly next: string;
}

/** The new passphrase, twice. */
function NewPassphrase({ autoFocus }: { readonly autoFocus: boolean }) {
  const { t } = useTranslation();
  const longEnough = async (_: unknown, value: string = '') => {
    if ([...value].length < MIN_LENGTH) throw new Error(t('access.nextShort', { min: MIN_LENGTH }));
  };
  return (
    <>
      <Form.Item name="next" label={t('access.next')} rules={[{ validator: longEnough }]}>
        <Input.Password autoFocus={autoFocus} autoComplete="new-password" maxLength={1000} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('access.again')}
        dependencies={['next']}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_, value: string = '') => {
              if (value !== (getFieldValue('next') ?? '')) throw new Error(t('access.notTheSame'));
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={1000} />
      </Form.Item>
    </>
  );
}

/** Sets a passphrase, or another one. */
export function PassphraseDialog({ ways, onChanged, onClose }: Props) {
  const { t } = useTranslation();
  const { done } = useNotices();
  const { busy, run } = useBusy();
  const { open, afterClose, close } = useClosing(onClose);
  const [form] = Form.useForm<Typed>();
  const refuse = useFieldRefusal(form);
  const changes = ways.includes('passphrase');
  const set = ({ current = null, next }: { readonly current?: string | null; readonly next: string }) =>
    run(async () => {
      try {
        onChanged(await call(notary.setPassphrase({ current, passphrase: next })));
      } catch (thrown) {
        return refuse(thrown);
      }
      done(t('access.set'));
      close();
    });
  return (
    <TypingModal
      open={open}
      afterClose={afterClose}
      title={t(changes ? 'access.changeTitle' : 'access.setTitle')}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      confirmLoading={busy}
      okButtonProps={{ htmlType: 'submit', form: FORM }}
      onCancel={close}
    >
      <p>{t(ways.includes('keychain') ? 'access.besideKeychain' : 'access.asksNext')}</p>
      <Form className="dialog-form" id={FORM} form={form} layout="vertical" requiredMark={false} onFinish={set}>
        {changes && <CurrentSecret />}
        <NewPassphrase autoFocus={!changes} />
      </Form>
      <p className="small muted">{t('access.older')}</p>
    </TypingModal>
  );
}
