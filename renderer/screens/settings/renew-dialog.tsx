import { Button, Checkbox, Form, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, notary } from '../../bridge.ts';
import { RecoverySheet } from '../../components/recovery-sheet.tsx';
import { TypingModal } from '../../components/typing-modal.tsx';
import { useBusy } from '../../state/busy.ts';
import { useClosing } from '../../state/closing.ts';
import { CurrentSecret, useFieldRefusal } from './current-secret.tsx';

interface Props {
  /** Whether the old secret has to be entered. */
  readonly asks: boolean;
  onClose(): void;
}

/** Shows the new code until the user confirms that it is kept. */
function NewCode({ code, onClose }: { readonly code: string; onClose(): void }) {
  const { t } = useTranslation();
  const [kept, setKept] = useState(false);
  const { open, afterClose, close } = useClosing(onClose);
  return (
    <Modal
      open={open}
      afterClose={afterClose}
      width={600}
      title={t('access.renewTitle')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" disabled={!kept} onClick={close}>
          {t('access.finish')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('access.renewed')}</p>
        <RecoverySheet code={code} copies />
        <Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)}>
          {t('setup.recovery.kept')}
        </Checkbox>
      </div>
    </Modal>
  );
}

/** Makes a new recovery code and shows it once. */
export function RenewDialog({ asks, onClose }: Props) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const { open, afterClose, close } = useClosing(onClose);
  const [code, setCode] = useState<string | null>(null);
  const [form] = Form.useForm<{ current?: string }>();
  const refuse = useFieldRefusal(form);
  const renew = ({ current = null }: { readonly current?: string | null }) =>
    run(async () => {
      try {
        setCode((await call(notary.renewRecoveryCode(current))).recoveryCode);
      } catch (thrown) {
        refuse(thrown);
      }
    });
  if (code !== null) return <NewCode code={code} onClose={onClose} />;
  return (
    <TypingModal
      open={open}
      afterClose={afterClose}
      title={t('access.renewTitle')}
      okText={t('access.renewGo')}
      cancelText={t('common.cancel')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={close}
    >
      <p>{t('access.renewWhat')}</p>
      {/* Enter in its only field submits it, also while that goes on */}
      <Form
        className="dialog-form"
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(typed) => !busy && void renew(typed)}
      >
        {asks && <CurrentSecret />}
      </Form>
      <p className="small muted">{t('access.older')}</p>
    </TypingModal>
  );
}
